/** Every form in which a secret may have got somewhere. */
export function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  const forms = [secret, base64, base64.replaceAll('=', ''), Buffer.from(secret).toString('base64url')];
  return [
    ...new Set([
      ...forms,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      secret.replaceAll('/', String.raw`\/`),
    ]),
  ];
}

/** Where secrets are that should be nowhere: the places by name. */
export function leaks(secrets: readonly string[], places: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(places)
    .filter(([, text]) => secrets.some((secret) => formsOf(secret).some((form) => text.includes(form))))
    .map(([name]) => name);
}

/** Session tokens are longer than this, and no other secret is. */
const longest = 100;
/** So many characters of a session token are as good as all of it: a text that was cut may have no more. */
const pieceLength = 60;

/** Every form in which a secret, or the beginning or end of a session token, may have got somewhere. */
export function formsOf(secret: string): readonly string[] {
  const pieces = secret.length > longest ? [secret.slice(0, pieceLength), secret.slice(-pieceLength)] : [secret];
  return pieces.flatMap(formsOfPiece);
}

function formsOfPiece(secret: string): readonly string[] {
  const forms = [secret, ...base64In(secret)];
  const escapes = [
    encodeURIComponent,
    (text: string) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
    (text: string) => JSON.stringify(text).slice(1, -1),
    (text: string) => text.replaceAll('/', String.raw`\/`),
    (text: string) =>
      text.replace(/[^A-Za-z0-9]/g, (char) => `\\u00${char.charCodeAt(0).toString(16).padStart(2, '0')}`),
  ];
  return [...new Set([...forms, ...forms.flatMap((form) => escapes.map((escape) => escape(form)))])];
}

/**
 * Returns the base64 and base64url forms of a secret within a longer text. Base64 encodes three bytes as four characters,
 * so that there are three forms, one for each position in a group of three. The first and last characters are left out
 * if neighbouring bytes influence them.
 */
function base64In(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bits = 8 * (before + Buffer.byteLength(secret));
    const all = Buffer.from('\0'.repeat(before) + secret).toString('base64');
    const own = all.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Returns the names of the texts that contain one of the secrets. */
export function leaks(secrets: readonly string[], environments: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(environments)
    .filter(([, text]) => secrets.some((secret) => formsOf(secret).some((form) => text.includes(form))))
    .map(([name]) => name);
}

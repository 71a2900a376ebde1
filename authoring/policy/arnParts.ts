/**
 * Returns the six parts of an ARN or of a pattern for ARNs: `arn`, partition, service, region, account, resource. Colons
 * in placeholders, such as `${aws:username}`, divide nothing. Undefined if it has fewer parts.
 */
export function arnParts(text: string): readonly string[] | undefined {
  const parts = [...text.matchAll(/((?:\$\{[^}]*\}|[^:])*)(:|$)/g)].map(([, part = '']) => part);
  // The expression also matches the empty text at the end.
  const found = text.endsWith(':') ? parts : parts.slice(0, -1);
  if (found.length < 6) return undefined;
  return [...found.slice(0, 5), found.slice(5).join(':')];
}

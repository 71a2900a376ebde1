/**
 * Returns the canonical form of a parsed JSON value (RFC 8785, JSON Canonicalization Scheme): no white space, and the
 * members of an object in the order of their names' UTF-16 code units. `JSON.stringify` writes strings and numbers as
 * the RFC requires (section 3.2.2). All texts must be well-formed Unicode; lib/http/request/body.ts refuses others.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}

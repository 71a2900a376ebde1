/**
 * The characters of a tag's key and value. Source: IAM API Reference, data type Tag: keys have 1 to 128 of these
 * characters, values at most 256.
 */
export const tagCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
export const tagCharactersRule = 'may contain letters, digits, spaces and _ . : / = + - @ only.';

export const tagLengths = { key: 128, value: 256 } as const;

/** Keys that AWS and Latchkey set themselves. */
export const reservedKeys = /^(?:aws|latchkey):/i;
export const reservedKeysRule = 'must not begin with aws: or latchkey:. AWS and Latchkey set these tags themselves.';

/** The keys of the tags that Latchkey sets itself. */
export const ownTagKeys = {
  onboarding: 'latchkey:onboarding',
  tenant: 'latchkey:tenant',
  blueprint: 'latchkey:blueprint',
} as const;

/**
 * The number of tags that IAM allows for a user or policy (IAM User Guide, "IAM and AWS STS quotas"), and how many of them
 * Latchkey sets itself.
 */
export const mostTags = 50;
export const ownTagCount = Object.keys(ownTagKeys).length;

/** Returns what is wrong with the key of a tag, as the rest of a sentence. Undefined if nothing is. */
export function keyProblem(key: string): string | undefined {
  if (key === '') return 'must not be empty.';
  if (reservedKeys.test(key)) return reservedKeysRule;
  return problem(key, tagLengths.key);
}

/** Returns what is wrong with the value of a tag, as the rest of a sentence. Undefined if nothing is. */
export function valueProblem(value: string): string | undefined {
  return problem(value, tagLengths.value);
}

function problem(text: string, limit: number): string | undefined {
  if (text.length > limit) return `must have at most ${String(limit)} characters.`;
  return tagCharacters.test(text) ? undefined : tagCharactersRule;
}

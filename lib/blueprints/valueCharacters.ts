/** The longest value of a parameter that stands in a policy, in characters. */
export const maxValueLength = 512;

/**
 * The characters that no value in a policy may have, as the content of a character class: `*` and `?` are wildcards in
 * IAM, `$`, `{` and `}` make variables, `"` and `\` end or escape a JSON text.
 */
export const refusedCharacters = '*?${}"\\\\\\x00-\\x1f\\x7f-\\x9f';

const named: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /[*?]/, what: 'which is a wildcard in a policy' },
  { pattern: /[${}]/, what: 'which makes a variable in a policy' },
  { pattern: /["\\]/, what: 'which has a meaning in JSON' },
];

/**
 * Returns what is wrong with the characters or the length of a value that stands in a policy, as the rest of a sentence.
 * Undefined if nothing is.
 *
 * @param isInList whether it is an entry of a list. CloudFormation separates these by commas, and drops the spaces
 * around them
 */
export function characterProblem(value: string, isInList: boolean): string | undefined {
  if (value === '') return 'must not be empty.';
  if (value.length > maxValueLength)
    return `must have at most ${String(maxValueLength)} characters. It has ${String(value.length)}.`;
  for (const { pattern, what } of named) {
    const [found] = pattern.exec(value) ?? [];
    if (found !== undefined) return `must not contain ${found}, ${what}.`;
  }
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return 'must not contain a control character, such as a line break.';
  if (!value.isWellFormed() || /\p{Cf}/u.test(value))
    return 'must not contain a character that cannot be seen, or half of one.';
  if (value.trim() !== value) return 'must not begin or end with a space.';
  if (isInList && value.includes(',')) return 'must not contain a comma, which separates the entries of a list.';
  return undefined;
}

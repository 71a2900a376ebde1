import * as z from 'zod';

/** An option without a value. */
export const flag = z
  .literal(true, 'takes no value')
  .optional()
  .transform((given) => given === true);

/** Returns an option with a text of this form. */
export function matching(form: RegExp, expected: string) {
  return withValue(expected, (given) => (form.test(given) ? given : undefined));
}

/** Returns an option with one of these values. */
export function oneOf<T extends string>(values: readonly T[]) {
  return withValue(`one of ${values.join(', ')}`, (given) => values.find((value) => value === given));
}

/** Returns an option with a whole number from `least` to `most`. */
export function wholeNumber(least: number, most = 999_999_999) {
  return withValue(`a whole number from ${least} to ${most}`, (given) => {
    const number = Number(given);
    return /^-?\d+$/.test(given) && number >= least && number <= most ? number : undefined;
  });
}

/**
 * Reads the options with which this process was started. If one is unknown or wrong, prints one sentence and ends the
 * process with status 1, before the command has done anything.
 *
 * @param problemOf returns why the options do not go together, as a sentence. Undefined: they do.
 */
export function readOptions<Kinds extends z.ZodRawShape>(
  kinds: Kinds,
  problemOf: (options: z.output<z.ZodObject<Kinds, z.core.$strict>>) => string | undefined = () => undefined,
) {
  try {
    const options = z.strictObject(kinds).parse(givenIn(process.argv.slice(2)));
    const problem = problemOf(options);
    if (problem === undefined) return options;
    console.error(problem);
  } catch (error) {
    console.error(sentenceOf(error, Object.keys(kinds)));
  }
  process.exit(1);
}

/** Thrown for a word that is not an option. The message is the word. */
class NoOption extends Error {}

/** Returns the value of each option, or true if it has none. @throws NoOption */
function givenIn(words: readonly string[]): Readonly<Record<string, string | true>> {
  const given: [string, string | true][] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) throw new NoOption(word);
    // A value may begin with one hyphen, because a number may be negative.
    const next = value === undefined && left[0]?.startsWith('--') === false ? left.shift() : value;
    given.push([name, next ?? true]);
  }
  return Object.fromEntries(given);
}

function withValue<T>(expected: string, read: (given: string) => T | undefined) {
  return z.union([z.string(), z.literal(true)]).transform((given, context): T => {
    const value = given === true ? undefined : read(given);
    if (value !== undefined) return value;
    context.addIssue(
      given === true ? `needs a value: ${expected}` : `must be ${expected}, not ${JSON.stringify(given)}`,
    );
    return z.NEVER;
  });
}

/** Returns a sentence for the first problem. @throws the error if it is another one */
function sentenceOf(error: unknown, names: readonly string[]): string {
  const known = `the options are ${names.map((name) => `--${name}`).join(', ')}`;
  if (error instanceof NoOption) {
    // npm takes an option for its own unless a `--` is before it, and passes on the value alone.
    const ofNpm = error.message.startsWith('-') ? '' : ', and npm needs -- before the first one';
    return `"${error.message}" is not an option: ${known}${ofNpm}.`;
  }
  if (!(error instanceof z.ZodError)) throw error;
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys') return `--${issue.keys.join(', --')} is not an option: ${known}.`;
  return `--${String(issue?.path[0])} ${String(issue?.message)}.`;
}

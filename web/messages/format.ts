/** Returns a function that chooses the text for a number by the plural rules of a language. The texts contain `#`. */
export function plurals(language: string): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, one, other) =>
    (rules.select(count) === 'one' ? one : other).replaceAll('#', () => numbers.format(count));
}

/** Returns a function that joins names as a sentence of the language does. */
export function lists(language: string): (names: readonly string[]) => string {
  const format = new Intl.ListFormat(language, { type: 'conjunction' });
  return (names) => format.format(names);
}

/** Returns a function that gives a duration in seconds, with a tenth at most. */
export function seconds(language: string): (duration: number) => string {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (duration) => (duration < 0.1 ? `< ${numbers.format(0.1)}\u00a0s` : `${numbers.format(duration)}\u00a0s`);
}

/** Returns the browser's own variant of a language, such as `en-GB`, so that dates have the form that the reader is used to. */
function regional(language: string): string {
  return navigator.languages.find((each) => each.toLowerCase().startsWith(`${language}-`)) ?? language;
}

/** Returns the time of day, with seconds. @param time ISO 8601 or epoch ms */
export function timeOfDay(language: string, time: string | number): string {
  return new Intl.DateTimeFormat(regional(language), { timeStyle: 'medium' }).format(new Date(time));
}

/** Returns the day and the time, with the time zone. @param time ISO 8601 or epoch ms */
export function dayAndTime(language: string, time: string | number): string {
  return new Intl.DateTimeFormat(regional(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(time));
}

/**
 * Returns a name for a place in a sentence, so that a name in Arabic or Hebrew does not change the order of the words
 * around it (Unicode Standard Annex 9: FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE).
 */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** Returns an account ID in groups of four digits, as the AWS console shows it. */
export function groupedAccount(accountId: string): string {
  return accountId.replaceAll(/(\d{4})(?=\d)/g, '$1-');
}

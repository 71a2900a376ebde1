/** The language of the operator's view. */
const language = 'en';

const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const timeWithZone = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const numbers = new Intl.NumberFormat(language);

/** Returns a number with separators. */
export const number = (value: number): string => numbers.format(value);

/** Returns a time as the clock of this machine shows it. @param time ISO 8601 */
export const shownTime = (time: string): string => dateTime.format(new Date(time));

/** Returns the day of a time. @param time ISO 8601 */
export const shownDay = (time: string): string => days.format(new Date(time));

/** Returns a time with its time zone. @param time ISO 8601 */
export const exactTime = (time: string): string => timeWithZone.format(new Date(time));

/** Returns the name of the time zone of this machine, such as Europe/Berlin. */
export const timeZone = (): string => dateTime.resolvedOptions().timeZone;

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** Returns a time relative to now, such as "in 6 days". @param time ISO 8601 @param now epoch ms */
export function fromNow(time: string, now: number): string {
  const ms = Date.parse(time) - now;
  const [unit, length] = units.find(([, each]) => Math.abs(ms) >= each) ?? ['second', 1000];
  return relative.format(Math.round(ms / length), unit);
}

/** Returns a duration with the unit that fits. */
export function duration(ms: number): string {
  if (ms < 1000) return `${numbers.format(ms)}\u00a0ms`;
  if (ms < 60_000) return `${numbers.format(Math.round(ms / 100) / 10)}\u00a0s`;
  if (ms < 3_600_000) return `${numbers.format(Math.round(ms / 6000) / 10)}\u00a0min`;
  return `${numbers.format(Math.round(ms / 360_000) / 10)}\u00a0h`;
}

/** Control characters besides white space, and those that change the direction of text. */
const invisible = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Returns a text of somebody else, with each invisible character that could change what a person reads as its code, such
 * as `\u202E`.
 */
export function plainText(text: string): string {
  return text.replaceAll(invisible, (each) => `\\u${each.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
}

/** Returns an account ID in groups of four digits, as AWS's console shows it. */
export const groupedAccount = (accountId: string): string => accountId.replaceAll(/(\d{4})(?=\d)/g, '$1-');

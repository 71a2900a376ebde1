/** Returns how long something took, from milliseconds: `47 ms`, `3.2 s`, `4 min 10 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Returns the time of day, in UTC, of a time of the API: `12:06:38`. */
export const timeOfDay = (time: string): string => `${new Date(time).toISOString().slice(11, 19)} UTC`;

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const isUnit = (unit: string): unit is keyof typeof units => Object.hasOwn(units, unit);

/** Reads a duration such as `90s`, `15m`, `2h` or `7d`, and returns it in milliseconds. @throws if it is none. */
export function readDuration(given: string): number {
  const [, digits = '', unit = ''] = /^([1-9]\d{0,4})([a-z])$/.exec(given) ?? [];
  if (!isUnit(unit)) throw new Error(`must be a time such as 90s, 15m, 2h or 7d, not ${JSON.stringify(given)}`);
  return Number(digits) * units[unit];
}

/** Returns whole seconds as `readDuration` reads them, in the largest unit of which there are two or more: `90s`, `24h`, `7d`. */
export function durationWord(seconds: number): string {
  const ms = seconds * 1000;
  const fits = (unit: keyof typeof units) => ms % units[unit] === 0 && ms / units[unit] > 1;
  const unit = Object.keys(units).filter(isUnit).findLast(fits) ?? 's';
  return `${ms / units[unit]}${unit}`;
}

/** Returns a time of the API to the minute, in UTC: `2027-01-31 12:06 UTC`. */
export const shortTime = (time: string): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

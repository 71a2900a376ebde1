const dayMs = 86_400_000;

/** Reads a day such as `2027-01-31`, a time of RFC 3339, or days from now such as `30d`. Throws if it is none of these. */
export function readDay(given: string): string {
  const isDay =
    /^([1-9]\d{0,3}d|\d{4}-\d\d-\d\d(T\S+)?)$/.test(given) && (given.endsWith('d') || !Number.isNaN(Date.parse(given)));
  if (!isDay)
    throw new Error(`must be a day such as 2027-01-31, or days from now such as 30d, not ${JSON.stringify(given)}`);
  return given;
}

/**
 * Returns the day of a flag as the API reads it. Days from now are counted from midnight in UTC, so that the same command
 * names the same day when it reads the next page.
 *
 * @param now epoch ms
 */
export function dayOf(given: string, now: number): string {
  const [, days] = /^(\d+)d$/.exec(given) ?? [];
  return days === undefined ? given : new Date(now + Number(days) * dayMs).toISOString().slice(0, 10);
}

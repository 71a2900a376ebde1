/** A point in time for an answer: ISO 8601, from epoch milliseconds. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

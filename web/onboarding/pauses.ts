/** How long to wait between two reads, in milliseconds. */
export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
  /** After how many reads in a row that found nothing new the pauses are `idleMs`. Absent: never. */
  readonly idleAfter?: number;
  readonly idleMs?: number;
}

/** While Latchkey works, which usually takes some seconds. */
export const whileWorking: Pauses = { firstMs: 1_000, longestMs: 8_000 };

/**
 * While a person has to do something, which can take days. A page that nobody has looked at for half an hour reads less
 * often: each look whether the role is there is an attempt of the service, with calls to STS and entries in the audit
 * trail. Who comes back to the page does not wait, because it looks at once.
 */
export const whileWaiting: Pauses = { firstMs: 4_000, longestMs: 60_000, idleAfter: 35, idleMs: 600_000 };

/**
 * Returns the pause before the next read, in milliseconds. It grows by half with each read that found nothing new.
 *
 * @param reads how many reads in a row have found nothing new
 */
export function pauseAfter(
  { firstMs, longestMs, idleAfter = Infinity, idleMs = longestMs }: Pauses,
  reads: number,
): number {
  if (reads >= idleAfter) return idleMs;
  return Math.min(longestMs, Math.round(firstMs * 1.5 ** reads));
}

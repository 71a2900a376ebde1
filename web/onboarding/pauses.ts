/** How long to wait between two reads, in milliseconds. */
export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** While Latchkey works, which usually takes some seconds. */
export const whileWorking: Pauses = { firstMs: 1_000, longestMs: 8_000 };

/** While a person has to do something, which can take days. */
export const whileWaiting: Pauses = { firstMs: 4_000, longestMs: 60_000 };

/**
 * Returns the pause before the next read, in milliseconds. It grows by half with each read that found nothing new.
 *
 * @param reads how many reads in a row have found nothing new
 */
export function pauseAfter({ firstMs, longestMs }: Pauses, reads: number): number {
  return Math.min(longestMs, Math.round(firstMs * 1.5 ** reads));
}

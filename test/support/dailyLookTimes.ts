// The times of daily looks, as lib/record/dailyLook.ts computes them, in milliseconds.

/** The longest time from a look, or from the hand-over of the keys, to the next daily look. */
export const longestPauseMs = 30 * 3_600_000;

/**
 * A daily look that is due later than this is a regular one, which follows the claim or the look before by at least 6 hours.
 * One that is due earlier repeats a look that found out too little.
 */
export const regularLookMs = 5 * 3_600_000;

import * as z from 'zod/mini';

/** The schema of a point in time in an answer. The format is for the documentation: parsing does not check it. */
export const timeSchema = z.string().check(z.meta({ format: 'date-time' }));

/** A point in time for an answer: ISO 8601, from epoch milliseconds. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

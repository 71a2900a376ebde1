import * as z from 'zod/mini';
import type { StatusCount } from '../../record/countByStatus.ts';
import { statuses, type Onboarding } from '../../record/onboarding.ts';
import { stepTimesOf } from '../../record/stepTimes.ts';
import { isoTime, timeSchema } from './isoTime.ts';

/** The fields of the answers. Answers are built with these schemas, so they contain no other fields. */
export const statusCountsSchema = z.object({
  statuses: z.readonly(z.array(z.object({ status: z.enum(statuses), count: z.int(), atLeast: z.boolean() }))),
});
export const stepTimesSchema = z.object({
  onboardings: z.int(),
  since: z.nullable(timeSchema),
  times: z.readonly(
    z.array(
      z.object({
        blueprint: z.string(),
        step: z.string(),
        count: z.int(),
        failed: z.int(),
        p50Ms: z.int(),
        p90Ms: z.int(),
        p99Ms: z.int(),
        maxMs: z.int(),
      }),
    ),
  ),
});

/** Returns the counts by status for an answer. */
export function statusCountsView(counts: readonly StatusCount[]): z.infer<typeof statusCountsSchema> {
  return statusCountsSchema.parse({
    statuses: counts.map(({ status, count, isAtLeast }) => ({ status, count, atLeast: isAtLeast })),
  });
}

/** Returns the times of the steps of these onboardings, newest first, for an answer. */
export function stepTimesView(onboardings: readonly Onboarding[]): z.infer<typeof stepTimesSchema> {
  const oldest = onboardings.at(-1);
  return stepTimesSchema.parse({
    onboardings: onboardings.length,
    since: oldest === undefined ? null : isoTime(oldest.createdAt),
    times: stepTimesOf(onboardings).map(({ p50, p90, p99, max, ...step }) => ({
      ...step,
      p50Ms: p50,
      p90Ms: p90,
      p99Ms: p99,
      maxMs: max,
    })),
  });
}

import type { Onboarding } from './onboarding.ts';

/** How long a kind of step took, in milliseconds, over the onboardings of a blueprint. */
export interface StepTimes {
  readonly blueprint: string;
  /** The step without the names of resources: `create-user`, `attach`. */
  readonly step: string;
  /** How many steps have ended successfully. The times are theirs. */
  readonly count: number;
  /** How many steps have failed and were not repeated. */
  readonly failed: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Returns the times of the steps of these onboardings, by blueprint and kind of step. A time is from the first start of
 * the step to its end, so it contains repetitions and waiting for AWS. A kind of which no step has ended successfully is
 * left out.
 */
export function stepTimesOf(onboardings: readonly Pick<Onboarding, 'blueprint' | 'steps'>[]): readonly StepTimes[] {
  const kinds = new Map<string, { blueprint: string; step: string; times: number[]; failed: number }>();
  for (const { blueprint, steps } of onboardings)
    for (const { name, status, startedAt, endedAt } of steps) {
      const step = kindOf(name);
      const key = `${blueprint} ${step}`;
      const kind = kinds.get(key) ?? { blueprint, step, times: [], failed: 0 };
      kinds.set(key, kind);
      if (status === 'failed') kind.failed += 1;
      if (status === 'done' && startedAt !== undefined && endedAt !== undefined) kind.times.push(endedAt - startedAt);
    }
  return [...kinds.entries()]
    .filter(([, { times }]) => times.length > 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { blueprint, step, times, failed }]) => {
      const sorted = times.toSorted((one, other) => one - other);
      return {
        blueprint,
        step,
        count: times.length,
        failed,
        p50: percentile(sorted, 0.5),
        p90: percentile(sorted, 0.9),
        p99: percentile(sorted, 0.99),
        max: percentile(sorted, 1),
      };
    });
}

/** The name of a step begins with what it does; the names of resources follow. */
const kindOf = (name: string): string => name.split(' ', 1)[0] ?? name;

/** Returns the smallest value that at least this part of all values does not exceed (nearest rank). */
function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

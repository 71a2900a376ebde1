import { median } from '../median.ts';
import { claimAfterMs } from './measuredLoad.ts';
import { phasesOf } from './perOnboarding.ts';
import { deployed, type Scenario, type Times } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Traces } from './trace.ts';

/** A limit that no load on this machine reaches. */
export const plenty = 1e6;

/** Returns how long single calls take on this machine, when nothing else runs. */
export async function bareTimes(stack: {
  bareCall(): Promise<number>;
  bareRead(): Promise<number>;
  bareMessage(): Promise<number>;
}): Promise<Times> {
  const medianOf = async (call: () => Promise<number>) => {
    const all: number[] = [];
    for (let each = 0; each < 11; each += 1) all.push(await call());
    return median(all);
  };
  const account = await medianOf(stack.bareCall);
  const [dynamodb, sqs] = [await medianOf(stack.bareRead), await medianOf(stack.bareMessage)];
  return { dynamodb, sqs, sts: account, iam: account, refusal: dynamodb, webhook: 5, own: 0, coldStart: 0, spread: 0 };
}

/** Returns how many calls an onboarding makes. */
export const callsOf = (way: Scenario['way'], traces: Traces) =>
  phasesOf({ way, situation: 'First' })
    .filter((phase) => phase !== 'access')
    .reduce((sum, phase) => sum + traces[phase].length, 0);

/**
 * Adds the same time to each call, so that one simulated onboarding alone takes as long as a measured one. The added
 * time is what other programs on this machine, and the emulators of SQS and DynamoDB, cost.
 */
export function fitted(times: Times, way: Scenario['way'], aloneMs: number, traces: Traces): Times {
  let [least, most] = [-Math.min(times.dynamodb, times.sqs), 1000];
  while (most - least > 0.01) {
    const middle = (least + most) / 2;
    const alone = simulate(localScenario(way, longer(times, middle), [0], plenty), traces);
    [least, most] = alone.latencyMs.p50 < aloneMs ? [middle, most] : [least, middle];
  }
  return longer(times, least);
}

/** Returns the times with `ms` milliseconds added to each call. */
export const longer = (times: Times, ms: number): Times => ({
  ...times,
  dynamodb: Math.max(0, times.dynamodb + ms),
  sqs: Math.max(0, times.sqs + ms),
  sts: times.sts + ms,
  iam: times.iam + ms,
  refusal: Math.max(0, times.refusal + ms),
});

/** Returns the local stack under a load. @param sts how many AssumeRole calls a second STS accepts */
export const localScenario = (
  way: Scenario['way'],
  times: Times,
  arrivalsAt: readonly number[],
  sts: number,
): Scenario => ({
  ...deployed,
  way,
  times,
  arrivalsAt,
  seconds: Math.ceil((arrivalsAt.at(-1) ?? 0) / 1000),
  drainSeconds: 120,
  withAccess: false,
  claimAfterMs,
  isOneProcess: true,
  settings: { apiRate: plenty, apiBurst: plenty, workConcurrency: 5, deliveryConcurrency: 5, indexShards: 1 },
  quotas: { api: plenty, apiBurst: plenty, lambda: plenty, table: plenty, sts },
});

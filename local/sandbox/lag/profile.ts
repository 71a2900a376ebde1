import type { Rates } from './rates.ts';

export const lagProfiles = ['off', 'usual', 'bad'] as const;

export type LagProfile = (typeof lagProfiles)[number];

/** How long changes in the sandbox take to become visible, and how many calls it accepts. */
export interface LagOptions {
  readonly profile: LagProfile;
  /** The same seed gives the same times. Default: 1. */
  readonly seed?: number | undefined;
  /** The rates at which IAM accepts calls. Default: those of the profile. */
  readonly rates?: Rates | undefined;
}

/** The distribution of a time, in milliseconds. */
interface Lateness {
  readonly medianMs: number;
  /** The 99th percentile. */
  readonly p99Ms: number;
  /** The maximum. */
  readonly longestMs: number;
}

interface Profile {
  /** How long it takes until a change to IAM is visible to every machine of an observer. */
  readonly lateness: Lateness;
  /** How long CloudFormation takes for a role or a managed policy. */
  readonly stackResource: Lateness;
  readonly rates: Rates;
}

/** AWS does not publish the rates of IAM. These values were chosen for the sandbox. */
const rates: Rates = { read: { burst: 60, perSecond: 20 }, write: { burst: 20, perSecond: 5 } };

/**
 * AWS does not publish these times either. Usually a change takes seconds (boto/botocore#3600, pulumi/pulumi-aws#2411),
 * and sometimes up to half a minute (hashicorp/terraform-provider-aws#6566, hashicorp/terraform-provider-aws#12436).
 *
 * CloudFormation waits after IAM has created a role or a policy, so that a stack of Latchkey's, which has one of each,
 * usually takes half a minute.
 */
export const profiles: Readonly<Record<Exclude<LagProfile, 'off'>, Profile>> = {
  usual: {
    lateness: { medianMs: 1000, p99Ms: 8000, longestMs: 20_000 },
    stackResource: { medianMs: 14_000, p99Ms: 25_000, longestMs: 40_000 },
    rates,
  },
  bad: {
    lateness: { medianMs: 5000, p99Ms: 30_000, longestMs: 30_000 },
    stackResource: { medianMs: 25_000, p99Ms: 60_000, longestMs: 90_000 },
    rates,
  },
};

/** The 99th percentile of the standard normal distribution. */
const normalP99 = 2.326;

/** Returns a random time from a log-normal distribution, in whole milliseconds. */
export function drawMs({ medianMs, p99Ms, longestMs }: Lateness, chance: () => number): number {
  // The Box-Muller transform. `1 - chance()` is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const spread = Math.log(p99Ms / medianMs) / normalP99;
  return Math.min(longestMs, Math.round(medianMs * Math.exp(spread * normal)));
}

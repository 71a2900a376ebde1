import type { Rates } from './rates.ts';

export const lagProfiles = ['off', 'usual', 'bad'] as const;

export type LagProfile = (typeof lagProfiles)[number];

/** How late the sandbox is. */
export interface LagOptions {
  readonly profile: LagProfile;
  /** The same seed gives the same times; 1 where it is left out. */
  readonly seed?: number | undefined;
  /** How many calls IAM takes; by default those of the profile. */
  readonly rates?: Rates | undefined;
}

/** How long a change takes until everybody sees it, in milliseconds. */
interface Lateness {
  readonly medianMs: number;
  /** 99 of 100 changes take no longer. */
  readonly p99Ms: number;
  /** No change takes longer. */
  readonly longestMs: number;
}

interface Profile {
  readonly lateness: Lateness;
  readonly rates: Rates;
}

/** AWS publishes no rates for IAM: these are ours. */
const rates: Rates = { read: { burst: 60, perSecond: 20 }, write: { burst: 20, perSecond: 5 } };

/**
 * AWS publishes no times either. Seconds as a rule (boto/botocore#3600, pulumi/pulumi-aws#2411), up to half a minute on
 * slow days (hashicorp/terraform-provider-aws#6566, hashicorp/terraform-provider-aws#12436).
 */
export const profiles: Readonly<Record<Exclude<LagProfile, 'off'>, Profile>> = {
  usual: { lateness: { medianMs: 1000, p99Ms: 8000, longestMs: 20_000 }, rates },
  bad: { lateness: { medianMs: 5000, p99Ms: 30_000, longestMs: 30_000 }, rates },
};

/** A standard normal variable is smaller than this 99 times of 100. */
const normalP99 = 2.326;

/** Draws one time from a log-normal distribution, in whole milliseconds. */
export function drawMs({ medianMs, p99Ms, longestMs }: Lateness, chance: () => number): number {
  // Box-Muller; 1 - chance is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const spread = Math.log(p99Ms / medianMs) / normalP99;
  return Math.min(longestMs, Math.round(medianMs * Math.exp(spread * normal)));
}

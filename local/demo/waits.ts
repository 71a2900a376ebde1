import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { profiles, type LagOptions } from '../sandbox/lag/profile.ts';

/** Waits until changes are visible before the demo reads them. Without lag it does not wait. */
export interface Waits {
  /** How long an onboarding in the demo may take, in milliseconds. */
  readonly readyMs: number;
  /**
   * Waits until every stack is complete and visible, because a tenant usually launches its stacks long before it is
   * onboarded.
   */
  stacks(): Promise<void>;
  /** Waits until all changes up to now are visible. */
  changes(): Promise<void>;
}

const pollEveryMs = 500;
const schema = z.object({ stacks: z.array(z.object({ status: z.string() })) });

/** Returns the waits for a lag profile. `print` writes a line that explains a wait. */
export function waitsOf({ profile }: LagOptions, awsUrl: string, print: (text: string) => void): Waits {
  if (profile === 'off') return { readyMs: 30_000, stacks: () => Promise.resolve(), changes: () => Promise.resolve() };
  const { longestMs } = profiles[profile].lateness;
  const hasStackInProgress = async () => {
    const { stacks } = schema.parse(await (await fetch(`${awsUrl}/_sandbox/stacks`)).json());
    return stacks.some(({ status }) => status.endsWith('_IN_PROGRESS'));
  };
  const changes = async () => {
    print(`  (AWS_LAG=${profile}: ${longestMs / 1000} s until everybody sees that)`);
    await sleep(longestMs);
  };
  return {
    readyMs: 600_000,
    stacks: async () => {
      while (await hasStackInProgress()) await sleep(pollEveryMs);
      await changes();
    },
    changes,
  };
}

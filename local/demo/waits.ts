import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { profiles, type LagOptions } from '../sandbox/lag/profile.ts';

/** Waits for what the sandbox is late with, before the demo looks at it itself; without lag there is nothing to wait for. */
export interface Waits {
  /** An onboarding that takes longer than this in the demo is stuck, in milliseconds. */
  readonly readyMs: number;
  /** Until every stack is made, and everybody sees it: the tenant has launched them long ago. */
  stacks(): Promise<void>;
  /** Until everybody sees what was changed up to now. */
  changes(): Promise<void>;
}

const lookMs = 500;
const schema = z.object({ stacks: z.array(z.object({ status: z.string() })) });

export function waitsOf({ profile }: LagOptions, awsUrl: string, print: (text: string) => void): Waits {
  if (profile === 'off') return { readyMs: 30_000, stacks: () => Promise.resolve(), changes: () => Promise.resolve() };
  const { longestMs } = profiles[profile].lateness;
  const isUnderway = async () => {
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
      while (await isUnderway()) await sleep(lookMs);
      await changes();
    },
    changes,
  };
}

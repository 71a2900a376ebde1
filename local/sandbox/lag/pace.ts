import { createChances } from './chance.ts';
import { drawMs, profiles, type LagOptions } from './profile.ts';

/** How long CloudFormation takes for each resource of a stack. */
export interface Pace {
  /** Returns how long the next resource in this account takes, in milliseconds. */
  nextMs(accountId: string): number;
  /** Restarts the pseudo-random numbers, so that the same times occur again. */
  clear(): void;
}

/** Returns undefined if CloudFormation takes no time. */
export function createPace({ profile, seed = 1 }: LagOptions): Pace | undefined {
  if (profile === 'off') return undefined;
  const { stackResource } = profiles[profile];
  const chances = createChances(seed);
  return {
    nextMs: (accountId) => drawMs(stackResource, chances.of(`stack ${accountId}`)),
    clear: () => {
      chances.clear();
    },
  };
}

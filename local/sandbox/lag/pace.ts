import { createChances } from './chance.ts';
import { drawMs, profiles, type LagOptions } from './profile.ts';

/** How long CloudFormation takes for each resource of a stack. */
export interface Pace {
  /** Milliseconds for the next resource in this account. */
  nextMs(accountId: string): number;
  /** Forgets everything: from now on the same times come again. */
  clear(): void;
}

/** @returns undefined where everything is made at once. */
export function createPace({ profile, seed = 1 }: LagOptions): Pace | undefined {
  if (profile === 'off') return undefined;
  const { lateness } = profiles[profile];
  const chances = createChances(seed);
  return {
    nextMs: (accountId) => drawMs(lateness, chances.of(`stack ${accountId}`)),
    clear: () => {
      chances.clear();
    },
  };
}

import type { Pace } from '../sandbox/lag/pace.ts';
import type { Stack } from './stackStore.ts';

type Underway = 'CREATE_IN_PROGRESS' | 'UPDATE_IN_PROGRESS';

/** The simulated time of one operation on a stack. */
interface Timing {
  /** Begins the creation or change of the next resource, which takes as long as `pace` says. */
  readonly step: (logicalId: string) => void;
  /**
   * Returns when a change that is made now takes effect, in epoch milliseconds. Undefined if it takes effect
   * immediately.
   */
  readonly at: (() => number) | undefined;
}

/**
 * The stacks that CloudFormation is still creating or updating. It is in memory only, so after a restart all stacks are
 * complete.
 */
export interface Progress {
  /** Begins an operation on a stack. */
  begin(stack: Stack, status: Underway): Timing;
  /** Returns the time of a deletion, which begins after the current operation on the stack. */
  after(stack: Stack): Timing;
  /** Returns the current operation on a stack, or undefined if it is complete. */
  of(stack: Stack): { readonly status: Underway; readonly isMade: (logicalId: string) => boolean } | undefined;
  clear(): void;
}

const noDelay: Timing = { step: () => undefined, at: undefined };

/**
 * @param pace how long each resource takes. Undefined: no time
 * @param now returns epoch milliseconds
 */
export function createProgress(pace: Pace | undefined, now: () => number): Progress {
  const underway = new Map<
    string,
    { readonly status: Underway; readonly madeAt: Map<string, number>; until: number }
  >();
  return {
    begin: ({ stackId, accountId, resources }, status) => {
      if (pace === undefined) return noDelay;
      const before = resources.map(({ logicalId }): [string, number] => [logicalId, 0]);
      const entry = { status, madeAt: new Map(before), until: now() };
      underway.set(stackId, entry);
      return {
        step: (logicalId) => {
          entry.until += pace.nextMs(accountId);
          if (!entry.madeAt.has(logicalId)) entry.madeAt.set(logicalId, entry.until);
        },
        at: () => entry.until,
      };
    },
    after: ({ stackId }) => {
      if (pace === undefined) return noDelay;
      const at = Math.max(now(), underway.get(stackId)?.until ?? 0);
      return { step: () => undefined, at: () => at };
    },
    of: ({ stackId }) => {
      const entry = underway.get(stackId);
      if (entry === undefined) return undefined;
      if (entry.until <= now()) {
        underway.delete(stackId);
        return undefined;
      }
      const { status, madeAt } = entry;
      return { status, isMade: (logicalId) => (madeAt.get(logicalId) ?? Infinity) <= now() };
    },
    clear: () => {
      underway.clear();
      pace?.clear();
    },
  };
}

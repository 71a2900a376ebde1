import type { Pace } from '../sandbox/lag/pace.ts';
import type { Stack } from './stackStore.ts';

type Underway = 'CREATE_IN_PROGRESS' | 'UPDATE_IN_PROGRESS';

/** The time that CloudFormation takes for one stack. */
interface Work {
  /** The next resource is begun; it takes its time. */
  readonly step: (logicalId: string) => void;
  /** When what is done now takes place, epoch milliseconds; undefined: at once. */
  readonly at: (() => number) | undefined;
}

/** Which stacks CloudFormation still works on, by the clock. It is in memory: after a restart all are done. */
export interface Progress {
  begin(stack: Stack, status: Underway): Work;
  /** Work that follows what is under way. */
  after(stack: Stack): Work;
  /** Undefined where the stack is done. */
  of(stack: Stack): { readonly status: Underway; readonly isMade: (logicalId: string) => boolean } | undefined;
  clear(): void;
}

const atOnce: Work = { step: () => undefined, at: undefined };

/** @param pace undefined: every stack is done at once. @param now epoch milliseconds */
export function createProgress(pace: Pace | undefined, now: () => number): Progress {
  const underway = new Map<
    string,
    { readonly status: Underway; readonly madeAt: Map<string, number>; until: number }
  >();
  return {
    begin: ({ stackId, accountId, resources }, status) => {
      if (pace === undefined) return atOnce;
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
      if (pace === undefined) return atOnce;
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

import { createNamer, type CallFacts } from './callNames.ts';
import { throttledForMs, type Kind, type Order, type Report } from './kinds.ts';

/** What goes wrong with a call: the fault of the order, the throttling that it began, or a quota that is exceeded. */
export type Fault = Kind | 'throttled' | 'over quota';

type WithoutProcess = Omit<Order, 'pid'>;

/**
 * Decides which calls of a phase go wrong.
 *
 * @param quiet resolves when no other call has been in progress for a short time. A refusal waits for this
 */
export function createFaults(now: () => number, quiet: () => Promise<void>) {
  let order: WithoutProcess | undefined;
  let namer = createNamer();
  let calls: string[] = [];
  let wasInjected = false;
  let hasBegun = false;
  let throttled: { readonly service: CallFacts['service']; readonly until: number } | undefined;

  return {
    /** Returns what goes wrong with this call; undefined if nothing does. */
    next: async (call: CallFacts): Promise<Fault | undefined> => {
      if (order === undefined) return undefined;
      const { inject, refuse } = order;
      if (refuse !== undefined && new RegExp(refuse).test(`${call.service}:${call.action}`)) {
        await quiet();
        if (!hasBegun) namer.restart();
        hasBegun = true;
        return 'over quota';
      }
      const name = namer.name(call);
      if (refuse !== undefined && !hasBegun) return undefined;
      calls.push(name);
      if (throttled?.service === call.service && now() < throttled.until) return 'throttled';
      if (wasInjected || inject?.call !== name) return undefined;
      wasInjected = true;
      if (inject.kind === 'throttled for 30 s') throttled = { service: call.service, until: now() + throttledForMs };
      return inject.kind;
    },
    arm: (wanted: WithoutProcess) => {
      order = wanted;
      namer = createNamer();
      calls = [];
      wasInjected = false;
      hasBegun = false;
      throttled = undefined;
    },
    /** Ends the refusals and returns what happened. Does not end a throttling. */
    report: (): Report => {
      const { refuse: _, ...rest } = order ?? {};
      order = rest;
      return { calls, wasInjected };
    },
    disarm: () => {
      order = undefined;
    },
  };
}

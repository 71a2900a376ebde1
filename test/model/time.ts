import type { Clock } from '../../lib/core/ports.ts';
import type { Process } from './process.ts';
import { current } from './process.ts';

interface Timer {
  at: number;
  readonly order: number;
  readonly run: () => void;
  readonly everyMs: number | undefined;
  /** Whose timer it is: one of a process that stands still goes off when that goes on. */
  readonly owner: Process | undefined;
}

const names = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
/** Turns of the event loop in which whatever can go on without time passing has gone on. */
const idleTurns = 3;

/**
 * Time that passes only when nothing else is left to do: an hour costs nothing, and the same seed gives the same run.
 * Until `restore` the timers of the whole process go by it.
 */
export function virtualTime(startAt: number) {
  let now = startAt;
  let order = 0;
  let busy = 0;
  const timers = new Set<Timer>();
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

  const start = (work: () => void, ms: number, owner: Process | undefined, everyMs?: number): Timer => {
    order += 1;
    const timer: Timer = { at: now + Math.max(0, ms), order, run: work, owner, everyMs };
    timers.add(timer);
    return timer;
  };
  const stop = (timer: Timer) => void timers.delete(timer);
  const own = {
    setTimeout: (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(() => work(...args), ms, current()),
    setInterval: (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(() => work(...args), ms, current(), ms),
    clearTimeout: stop,
    clearInterval: stop,
  };
  for (const name of names)
    Object.defineProperty(globalThis, name, { value: own[name], configurable: true, writable: true });

  /** Lets the next timer go off; false where none is left. */
  const step = (): boolean => {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.owner !== undefined && !timer.owner.isAlive()) continue;
      if (next === undefined || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer;
    }
    if (next === undefined) return false;
    now = Math.max(now, next.at);
    if (next.everyMs === undefined) timers.delete(next);
    else next.at = now + next.everyMs;
    if (next.owner === undefined) next.run();
    else next.owner.run(next.run);
    return true;
  };
  const idle = async () => {
    for (let turn = 0; turn < idleTurns || busy > 0; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const sleep = (ms: number, owner?: Process): Promise<void> =>
    new Promise((resolve) => void start(resolve, ms, owner));

  return {
    now: () => now,
    sleep,
    /** Runs `work` at that time, whatever becomes of the process that asked. */
    later: (ms: number, work: () => void) => void start(work, ms, undefined),
    /** Time stands still while this runs. */
    busily: async <T>(work: () => Promise<T>): Promise<T> => {
      busy += 1;
      try {
        return await work();
      } finally {
        busy -= 1;
      }
    },
    /** Lets time pass until `work` has ended. @throws where nothing is left that could end it */
    until: async <T>(work: Promise<T>): Promise<T> => {
      const state = { isOver: false };
      const over = () => {
        state.isOver = true;
      };
      work.then(over, over);
      for (;;) {
        await idle();
        if (state.isOver) return work;
        if (!step()) throw new Error('it stands still for ever');
      }
    },
    /** What Latchkey's processes go by; `skewMs`: how far their wall clocks are off. */
    clock: (skewMs: () => number): Clock => ({
      now: () => Math.round(now + skewMs()),
      monotonic: () => now,
      sleep: (ms) => sleep(ms, current()),
    }),
    restore: () => {
      for (const [name, descriptor] of before) if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    },
  };
}

export type VirtualTime = ReturnType<typeof virtualTime>;

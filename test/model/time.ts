import type { Clock } from '../../lib/core/ports.ts';
import { countCrypto } from './cryptoInTime.ts';
import type { Process } from './process.ts';
import { current } from './process.ts';

interface Timer {
  at: number;
  readonly order: number;
  readonly run: () => void;
  readonly everyMs: number | undefined;
  /** The process that set the timer. While it is frozen, the timer does not run. */
  readonly owner: Process | undefined;
}

const names = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
/** The number of event loop iterations after which everything that does not wait for a timer has run. */
const idleTurns = 3;

/**
 * Virtual time. It advances only when all code waits for a timer, so that an hour takes no real time and the same seed
 * gives the same run. It replaces the global timer functions until `restore` is called.
 */
export function virtualTime(startAt: number) {
  let now = startAt;
  let order = 0;
  let busy = 0;
  /** The call of `until` that advances the time. */
  let advancing: object | undefined;
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

  /** Runs the next timer. Returns false if there is none. */
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
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const idle = async () => {
    for (let turns = 0; turns < idleTurns || busy > 0; turns += 1) await turn();
  };
  const sleep = (ms: number, owner?: Process): Promise<void> =>
    new Promise((resolve) => void start(resolve, ms, owner));

  const busily = async <T>(work: () => Promise<T>): Promise<T> => {
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
    }
  };
  const restoreCrypto = countCrypto(busily);

  return {
    now: () => now,
    sleep,
    /** Runs `work` after this time, even if the process that asked is frozen. */
    later: (ms: number, work: () => void) => void start(work, ms, undefined),
    /** Stops the time while `work` runs. */
    busily,
    /**
     * Advances the time until `work` has ended. Several calls can run at once: one of them advances the time.
     * @throws if no timer is left and it has not ended
     */
    until: async <T>(work: Promise<T>): Promise<T> => {
      const state = { isOver: false };
      const over = () => {
        state.isOver = true;
      };
      work.then(over, over);
      try {
        for (;;) {
          advancing ??= state;
          await (advancing === state ? idle() : turn());
          if (state.isOver) return await work;
          if (advancing === state && !step()) throw new Error('it never ends: no timer is left');
        }
      } finally {
        if (advancing === state) advancing = undefined;
      }
    },
    /** The clock of Latchkey's processes. @param skewMs returns how far the wall clock is off, in ms */
    clock: (skewMs: () => number): Clock => ({
      now: () => Math.round(now + skewMs()),
      monotonic: () => now,
      sleep: (ms) => sleep(ms, current()),
    }),
    restore: () => {
      restoreCrypto();
      for (const [name, descriptor] of before) if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    },
  };
}

export type VirtualTime = ReturnType<typeof virtualTime>;

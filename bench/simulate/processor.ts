import type { EventQueue } from './eventQueue.ts';

/** Where functions compute. */
export interface Processor {
  /** Calls `next` after the time that the function needs to compute its next call. */
  compute(next: () => void): void;
}

/** Each execution environment of Lambda has a processor of its own. */
export function ownProcessors(events: EventQueue, ms: number): Processor {
  return {
    compute: (next) => {
      events.after(ms, next);
    },
  };
}

/** All functions of the local stack share one process, in which one thing is computed after the other. */
export function oneProcessor(events: EventQueue, ms: number): Processor {
  let freeAt = 0;
  return {
    compute: (next) => {
      freeAt = Math.max(freeAt, events.now()) + ms;
      events.after(freeAt - events.now(), next);
    },
  };
}

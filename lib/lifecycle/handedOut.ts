import type { Due } from '../record/ports.ts';

/**
 * The pause before an onboarding that is still due for the same thing is handed out again, in milliseconds. It is a
 * little less than two minutes, because sweeps do not run exactly one minute apart.
 */
const firstPauseMs = 100_000;

/** The longest pause: longer than a message of a stopped worker stays invisible (infra/queues.yml). */
const longestPauseMs = 15 * 60_000;

interface HandedOut {
  /** What was due, by its time (epoch ms). */
  readonly at: number;
  /** Before this time (epoch ms), it is not handed out again. */
  readonly until: number;
  readonly pauseMs: number;
}

/**
 * What earlier sweeps of this process have handed out and what is still due. If the workers need more than a minute for
 * what is due, each sweep finds it again, and its message still waits in the queue. Another message would only add to the
 * work. A message can also be lost with its worker, so what stays due is handed out again, with growing pauses.
 *
 * It is in memory. A new process hands out everything that is due once, which does no harm.
 */
export interface HandedOutBefore {
  /** Returns those that this sweep has to hand out. */
  wanted(found: readonly Due[], now: number): readonly Due[];
  /** Notes what was handed out at `now`. */
  note(handedOut: readonly Due[], now: number): void;
  /** Forgets everything that was not found since the last call. Only after a sweep that has read everything. */
  forgetOthers(): void;
}

/** Returns an empty memory for one kind of work. */
export function handedOutBefore(): HandedOutBefore {
  let before = new Map<string, HandedOut>();
  let found = new Set<string>();
  return {
    wanted: (due, now) =>
      due.filter(({ id, at }) => {
        found.add(id);
        const last = before.get(id);
        return last === undefined || last.at !== at || last.until <= now;
      }),
    note: (due, now) => {
      for (const { id, at } of due) {
        const last = before.get(id);
        const pauseMs = last?.at === at ? Math.min(longestPauseMs, 2 * last.pauseMs) : firstPauseMs;
        before.set(id, { at, until: now + pauseMs, pauseMs });
      }
    },
    forgetOthers: () => {
      before = new Map([...before].filter(([id]) => found.has(id)));
      found = new Set();
    },
  };
}

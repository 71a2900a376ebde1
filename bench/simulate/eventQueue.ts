/** Runs actions in the order of their times. Actions of the same time run in the order in which they were added. */
export interface EventQueue {
  /** The time of the action that runs, in milliseconds since the start. */
  now(): number;
  /** Adds an action that runs `ms` from now. */
  after(ms: number, action: () => void): void;
  /** Runs all actions until there is none, or until the time is over. */
  runUntil(ms: number): void;
}

/** A binary heap: the entry at index i is not later than the entries at 2i + 1 and 2i + 2. */
export function createEventQueue(): EventQueue {
  const times: number[] = [];
  const orders: number[] = [];
  const actions: (() => void)[] = [];
  let now = 0;
  let added = 0;
  const isBefore = (time: number, order: number, other: number) =>
    time < (times[other] ?? Infinity) || (time === times[other] && order < (orders[other] ?? Infinity));
  const place = (at: number, time: number, order: number, action: () => void) => {
    times[at] = time;
    orders[at] = order;
    actions[at] = action;
  };
  const move = (from: number, to: number) => {
    const action = actions[from];
    if (action !== undefined) place(to, times[from] ?? 0, orders[from] ?? 0, action);
  };
  const add = (time: number, action: () => void) => {
    added += 1;
    let at = times.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(time, added, parent)) break;
      move(parent, at);
      at = parent;
    }
    place(at, time, added, action);
  };
  const takeFirst = (): (() => void) | undefined => {
    const [first] = actions;
    const [time, order, action] = [times.pop(), orders.pop(), actions.pop()];
    if (time === undefined || order === undefined || action === undefined || times.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= times.length) break;
      if (isBefore(times[child + 1] ?? Infinity, orders[child + 1] ?? Infinity, child)) child += 1;
      if (isBefore(time, order, child)) break;
      move(child, at);
      at = child;
    }
    place(at, time, order, action);
    return first;
  };
  return {
    now: () => now,
    after: (ms, action) => {
      add(now + ms, action);
    },
    runUntil: (ms) => {
      for (let [time] = times; time !== undefined && time <= ms; [time] = times) {
        now = time;
        takeFirst()?.();
      }
      now = ms;
    },
  };
}

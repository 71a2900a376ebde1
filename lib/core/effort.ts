import { AsyncLocalStorage } from 'node:async_hooks';

/** What a piece of work has cost so far. */
export interface Effort {
  /** Calls to STS and IAM that were sent. */
  calls: number;
  /** How often a call was sent again, or a state of AWS was looked at again. */
  retries: number;
  /** The pauses before that, in milliseconds. */
  waitedMs: number;
}

// Calls are sent far below the work that they are counted for, and several steps run at once.
const current = new AsyncLocalStorage<Effort>();

/** Does the work, and counts its calls and pauses in `effort`. */
export function measured<T>(effort: Effort, work: () => Promise<T>): Promise<T> {
  return current.run(effort, work);
}

/** Counts a call to STS or IAM for the work that sends it. */
export function countCall(): void {
  const effort = current.getStore();
  if (effort !== undefined) effort.calls += 1;
}

/** Counts a pause, after which the work tries again. */
export function countRetry(pauseMs: number): void {
  const effort = current.getStore();
  if (effort === undefined) return;
  effort.retries += 1;
  effort.waitedMs += Math.round(pauseMs);
}

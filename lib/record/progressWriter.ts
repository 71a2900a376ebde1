/** The shortest time between two writes of progress, in milliseconds. */
const progressEveryMs = 300;

/** Collects progress, so that one write contains many notes. */
export interface ProgressWriter {
  /** Schedules a write in 300 ms. It contains all progress that is noted until then. */
  schedule(): void;
  /** Cancels the scheduled write, because another write contains the progress or no write is allowed any more. */
  cancel(): void;
}

/** Starts a writer that calls `write` for each write that is due. Nobody waits for `write`, so it must not throw. */
export function startProgressWriter(write: () => void): ProgressWriter {
  let scheduled: NodeJS.Timeout | undefined;
  return {
    schedule: () => {
      scheduled ??= setTimeout(write, progressEveryMs);
    },
    cancel: () => {
      clearTimeout(scheduled);
      scheduled = undefined;
    },
  };
}

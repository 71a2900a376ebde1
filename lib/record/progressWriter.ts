/** Progress is written at most this often (ms). */
const progressEveryMs = 300;

/** Gathers progress, so that many notes make one write. */
export interface ProgressWriter {
  /** There is progress: it is written in 300 ms, together with all that comes until then. */
  schedule(): void;
  /** What was scheduled is not written: another write has it, or nothing may be written any more. */
  cancel(): void;
}

/** `write` is called for each write that is due. Nobody waits for it, so it must not throw. */
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

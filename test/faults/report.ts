/** Prints how far a run of the fault matrix is, and how it ended. */
export interface Report {
  /** Returns a function to call after each of `total`. It prints how many are done, at most every ten seconds. */
  readonly count: (total: number, what: string) => () => void;
  /** Prints how many of `total` cells are green. Returns whether all are, and there are any. */
  readonly end: (green: number, total: number) => boolean;
}

const printEveryMs = 10_000;

/**
 * Starts the time of a run.
 *
 * @param only the text that the names of the cells contain
 * @param nowMs the time, in milliseconds since any moment
 */
export function startReport(
  only: string,
  print: (line: string) => void = console.log,
  nowMs = () => performance.now(),
): Report {
  const startedAt = nowMs();
  let printedAt = startedAt;
  const elapsed = () => `${Math.round((nowMs() - startedAt) / 1000)} s`;
  return {
    count: (total, what) => {
      let done = 0;
      return () => {
        done += 1;
        if (nowMs() - printedAt < printEveryMs) return;
        printedAt = nowMs();
        print(`${done} of ${total} ${what}, after ${elapsed()}`);
      };
    },
    end: (green, total) => {
      const none = `No cell has "${only}" in its name. Names look like "tutum / create / iam:CreateUser tutum / dies before".`;
      print(total === 0 ? none : `${green} of ${total} cells green, in ${elapsed()}`);
      return total > 0 && green === total;
    },
  };
}

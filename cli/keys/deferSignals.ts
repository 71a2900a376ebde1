import { setImmediate } from 'node:timers/promises';

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the work to its end even if the user presses Ctrl-C or closes the terminal. The caller must have no handlers of
 * its own for these signals, and should end with the signal's exit code afterwards.
 * @returns the result, and the first signal that arrived in the meantime
 */
export async function withSignalsDeferred<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly signal: NodeJS.Signals | undefined }> {
  const arrived: NodeJS.Signals[] = [];
  const note = (signal: NodeJS.Signals) => arrived.push(signal);
  for (const signal of signals) process.on(signal, note);
  try {
    const result = await work();
    // A signal during synchronous work is announced when the event loop continues.
    await setImmediate();
    return { result, signal: arrived[0] };
  } finally {
    for (const signal of signals) process.off(signal, note);
  }
}

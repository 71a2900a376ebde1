/** A value, or a function that returns it for each try of each call. */
export type ValueOrGetter<T> = T | (() => T | Promise<T>);

/** How to reach Latchkey, and how long to try. */
export interface ClientSettings {
  /** The address of the API, for example `https://abc123.execute-api.us-east-1.amazonaws.com`; a path may follow. */
  readonly baseUrl: string;
  /** The bearer token: the back end's, an operator's or a link's. A function may return a token that changes. */
  readonly token?: ValueOrGetter<string>;
  /** Further headers for every request. */
  readonly headers?: ValueOrGetter<Readonly<Record<string, string>>>;
  /** Sends the requests instead of the platform's fetch, for example with an AWS signature. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * How long one try of a call may take, in milliseconds. Default: 35,000, because API Gateway ends every request after
   * 30 seconds.
   */
  readonly timeoutMs?: number;
  /** How often a call is repeated after a failure that may pass. Default: 3. */
  readonly retries?: number;
  /** Names the calling program in the header User-Agent. In Node only: browsers send their own. */
  readonly userAgent?: string;
  /** For tests: the time, and pauses. */
  readonly clock?: Clock;
}

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, with all its repetitions: the call then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** How often the call is repeated after a failure that may pass. */
  readonly retries?: number | undefined;
}

/** The time in milliseconds, and pauses that a signal ends. */
export interface Clock {
  now(): number;
  /** Throws the signal's reason if it is aborted. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The longest time of a timer, in milliseconds: a longer one ends at once (HTML, "Timers"; Node.js, `setTimeout`). */
export const longestTimerMs = 2 ** 31 - 1;

/** The clock of the platform. A pause is at most 24 days long. */
export const platformClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const abort = () => {
        clearTimeout(timer);
        reject(asError(signal?.reason));
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
        Math.min(ms, longestTimerMs),
      );
      if (signal?.aborted === true) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    }),
};

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

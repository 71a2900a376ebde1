import { failureOf, type Attempted } from './failure.ts';
import { keyMediaTypes, sealedMediaType } from './keys.ts';
import { retryDelayMs } from './retryDelay.ts';
import { longestTimerMs, type CallOptions, type Clock } from './settings.ts';

/** What the generated functions take for one try. */
interface TryOptions {
  readonly signal: AbortSignal;
}

/** One call to the API. */
export interface Call<T> {
  /** Its name in the contract. */
  readonly name: string;
  /** Whether a repetition does no harm if the first request arrived and its answer was lost. */
  readonly mayRepeat: boolean;
  readonly idempotencyKey?: string | undefined;
  readonly options: CallOptions | undefined;
  /** Sends the request once. */
  readonly attempt: (options: TryOptions) => Promise<Attempted<T>>;
}

/** How often and how long to try, from the settings of the client. */
export interface Patience {
  readonly retries: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** A successful answer. */
export interface Sent<T> {
  readonly data: T;
  readonly response: Response;
}

/**
 * Sends a request, and sends it again after failures that may pass: no connection, a lost answer, an overload. Throws
 * `LatchkeyProblem` if it is refused, `LatchkeyArgumentError` if it cannot be sent, `LatchkeyConnectionError` if there is no answer, and the reason of the caller's
 * signal if that is aborted.
 */
export async function send<T>(call: Call<T>, patience: Patience): Promise<Sent<T>> {
  const { clock } = patience;
  const { signal, retries = patience.retries, timeoutMs = patience.timeoutMs } = call.options ?? {};
  const startedAt = clock.now();
  for (let failures = 0; ; failures += 1) {
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(Math.min(timeoutMs, longestTimerMs));
    const attempted = await call.attempt({
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const { data, response } = attempted;
    if (attempted.error === undefined && data !== undefined && isOurs(response)) return { data, response };
    signal?.throwIfAborted();
    const failure = failureOf(call, attempted, timeout);
    const delayMs = retryDelayMs(failure, {
      failures,
      retries,
      mayRepeat: call.mayRepeat,
      elapsedMs: clock.now() - startedAt,
      timeoutMs,
    });
    if (delayMs === undefined) throw failure;
    await clock.sleep(delayMs, signal);
  }
}

/**
 * Whether an answer can be one of Latchkey: without a body, in JSON, in a format of keys, which may be sealed, or a
 * message.
 */
function isOurs(response: Response | undefined): response is Response {
  if (response?.status === 204) return true;
  const type = response?.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return ['application/json', 'message/rfc822', sealedMediaType, ...Object.values(keyMediaTypes)].includes(type);
}

import type { LatchkeyConnectionError } from './latchkeyConnectionError.ts';
import { LatchkeyProblem } from './latchkeyProblem.ts';

/** The longest Retry-After that a call waits by itself, in seconds. A longer one is the caller's decision. */
const longestRetryAfter = 20;
/** The first pause if the answer names none, and the longest one, in milliseconds. */
const firstPauseMs = 500;
const longestPauseMs = 8000;

interface Tries {
  /** How often this call has failed before. */
  readonly failures: number;
  readonly retries: number;
  readonly mayRepeat: boolean;
  readonly elapsedMs: number;
  readonly timeoutMs: number;
}

/**
 * Returns how long to wait before the request is sent again, in milliseconds, or undefined if it is not: the failure is
 * final, the repetitions are used up, or a repetition could do harm.
 *
 * While an earlier request with the same Idempotency-Key runs, the answer is `in-progress`. These repetitions are
 * limited by time instead of by number: the earlier request ends within the time of one try.
 */
export function retryDelayMs(failure: LatchkeyProblem | LatchkeyConnectionError, tries: Tries): number | undefined {
  const { failures, retries, elapsedMs, timeoutMs } = tries;
  if (retries <= 0) return undefined;
  const isInProgress = failure instanceof LatchkeyProblem && failure.type === 'urn:latchkey:problem:in-progress';
  if (isInProgress ? elapsedMs > 2 * timeoutMs : failures >= retries) return undefined;
  if (!mayPass(failure, tries)) return undefined;
  const grownMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (0.75 + Math.random() / 2);
  const { retryAfterSeconds } = failure instanceof LatchkeyProblem ? failure : {};
  if (retryAfterSeconds === undefined) return grownMs;
  return retryAfterSeconds > longestRetryAfter ? undefined : Math.max(retryAfterSeconds * 1000, grownMs);
}

/** Whether the same request may have another result in a moment, and repeating it does no harm. */
function mayPass(failure: LatchkeyProblem | LatchkeyConnectionError, { mayRepeat }: Tries): boolean {
  if (!(failure instanceof LatchkeyProblem)) return mayRepeat && failure.reason !== 'not-latchkey';
  const { type, status, retryable } = failure;
  // API Gateway gives these: it refused the request, or lost the answer of a function.
  if (type === 'about:blank') return status === 429 || (mayRepeat && status >= 500);
  return retryable && (status === 429 || status >= 500 || type === 'urn:latchkey:problem:in-progress');
}

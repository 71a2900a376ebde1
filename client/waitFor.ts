import type { Onboarding } from './generated/types.gen.js';
import { LatchkeyConnectionError } from './latchkeyConnectionError.ts';
import { LatchkeyProblem } from './latchkeyProblem.ts';
import { LatchkeyWaitError } from './latchkeyWaitError.ts';
import type { CallOptions, Clock } from './settings.ts';
import { canReach, hasStopped } from './statuses.ts';
import type { Status } from './types.ts';

/** A status, several, or a function that says whether an onboarding is as wanted. */
export type Wanted = Status | readonly Status[] | ((onboarding: Onboarding) => boolean);

/** An onboarding to wait for: its ID, or the answer of a call, which may say when to read it. */
export type WaitTarget = string | { readonly id: string; readonly retryAfterSeconds?: number | undefined };

/** How long to wait. */
export interface WaitOptions {
  /** Ends the wait: it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait at most, in milliseconds. Default: 10 minutes. */
  readonly timeoutMs?: number | undefined;
  /**
   * The first pause between two reads, in milliseconds. Default: 2,000, which is what the service asks for. A shorter
   * one is for a service on the same machine.
   */
  readonly pauseMs?: number | undefined;
  /** Is called with the onboarding each time it was read. */
  readonly onRead?: ((onboarding: Onboarding) => void) | undefined;
}

interface Deps {
  readonly clock: Clock;
  readonly read: (id: string, options: CallOptions) => Promise<Onboarding>;
}

const defaultTimeoutMs = 10 * 60_000;
/** The Retry-After of the service for an onboarding in progress, in milliseconds. */
const defaultPauseMs = 2000;
const longestPauseMs = 15_000;
const growth = 1.5;

/**
 * Reads an onboarding until it is as wanted, and returns it. The pauses are at least as long as the service asks for, and
 * grow while nothing changes.
 *
 * @throws `LatchkeyWaitError` when the time is over, or at once when the onboarding has stopped or cannot get the status
 *   any more
 */
export async function waitFor(
  { clock, read }: Deps,
  target: WaitTarget,
  wanted: Wanted,
  { signal, timeoutMs = defaultTimeoutMs, pauseMs: firstPauseMs = defaultPauseMs, onRead }: WaitOptions = {},
): Promise<Onboarding> {
  const { id, retryAfterSeconds = 0 } = typeof target === 'string' ? { id: target } : target;
  const endsAt = clock.now() + timeoutMs;
  let last: Onboarding | undefined;
  let cause: unknown;
  let pauseMs = firstPauseMs;
  let nextMs = Math.min(retryAfterSeconds * 1000, timeoutMs);
  for (;;) {
    if (nextMs > 0) await clock.sleep(nextMs, signal);
    signal?.throwIfAborted();
    let askedMs = 0;
    try {
      const onboarding = await read(id, { signal, ...(last !== undefined && { retries: 0 }) });
      pauseMs = last?.updatedAt === onboarding.updatedAt ? Math.min(pauseMs * growth, longestPauseMs) : firstPauseMs;
      last = onboarding;
      cause = undefined;
      onRead?.(onboarding);
      if (isWanted(onboarding, wanted)) return onboarding;
      if (!canStillBe(onboarding, wanted)) throw new LatchkeyWaitError('unreachable', onboarding, wordsFor(wanted));
    } catch (error) {
      // The first answer tells whether address, token and ID are right. Later failures may pass.
      if (last === undefined || !mayPass(error)) throw error;
      cause = error;
      askedMs = error instanceof LatchkeyProblem ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    }
    // The last pause is shorter, but never shorter than the service asks for.
    const leftMs = endsAt - clock.now();
    if (leftMs < Math.max(firstPauseMs, askedMs)) throw new LatchkeyWaitError('timeout', last, wordsFor(wanted), cause);
    nextMs = Math.min(Math.max(pauseMs, askedMs), leftMs);
  }
}

function isWanted(onboarding: Onboarding, wanted: Wanted): boolean {
  if (typeof wanted === 'function') return wanted(onboarding);
  return statusesOf(wanted).includes(onboarding.status);
}

function canStillBe({ status }: Onboarding, wanted: Wanted): boolean {
  return typeof wanted === 'function' ? !hasStopped(status) : canReach(status, statusesOf(wanted));
}

function statusesOf(wanted: Status | readonly Status[]): readonly Status[] {
  return typeof wanted === 'string' ? [wanted] : wanted;
}

function wordsFor(wanted: Wanted): string {
  return typeof wanted === 'function' ? 'as wanted' : statusesOf(wanted).join(' or ');
}

function mayPass(error: unknown): boolean {
  if (error instanceof LatchkeyConnectionError) return true;
  return error instanceof LatchkeyProblem && error.retryable;
}

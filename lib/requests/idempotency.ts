import { ProblemError } from '../core/errors.ts';
import { isWorkedOn, type Onboarding } from '../record/onboarding.ts';
import type { IdempotencyKey, RequestDeps } from './ports.ts';
import { requestHash, type RequestMeaning } from './requestHash.ts';
import { retrying } from '../core/retrying.ts';

/** How long a key is stored, in milliseconds: 24 hours. */
export const keyRetentionMs = 24 * 3_600_000;

export interface KeyedRequest extends RequestMeaning {
  readonly caller: string;
  readonly key: string;
}

/**
 * Whether a request is the first one with its Idempotency-Key. If it is, `item` contains the ID for the new onboarding.
 * If it is a repetition, `onboarding` is the record that the first request created.
 */
export type KeyVerdict =
  | { readonly isFirst: true; readonly item: IdempotencyKey }
  | { readonly isFirst: false; readonly onboarding: Onboarding };

/**
 * Stores the Idempotency-Key of a create, with the ID of the future onboarding. The caller writes nothing before this.
 * Throws 422 if the key was sent with another request, and 409 `in-progress` while the first request runs.
 */
export async function admitRequest(
  deps: RequestDeps,
  request: KeyedRequest,
  onboardingId: string,
  deadline: number,
): Promise<KeyVerdict> {
  const { wanted, stored } = await register(deps, request, onboardingId, deadline);
  // If the answer to the first try was lost, the stored key is this request's own. No other request has this onboarding
  // ID.
  if (stored === undefined || stored.onboardingId === onboardingId) return { isFirst: true, item: wanted };
  const onboarding = await retrying(deps.clock, deadline, () => deps.store.get(stored.onboardingId));
  if (onboarding === undefined) return continueRequest(deps, stored, wanted, deadline);
  if (isReleased(onboarding)) return retake(deps, stored, wanted, deadline);
  const isRunning =
    isWorkedOn(onboarding) && onboarding.lease.by === 'request' && onboarding.lease.expiresAt > deps.clock.now();
  if (isRunning) throw inProgressProblem(onboarding.id);
  return { isFirst: false, onboarding };
}

/** Whether the same request was sent before with its key. Throws 422 if the key was sent with another request. */
export async function isRepeated(deps: RequestDeps, request: KeyedRequest, deadline: number): Promise<boolean> {
  const stored = await retrying(deps.clock, deadline, () => deps.store.getKey(request));
  if (stored === undefined || stored.expiresAt < deps.clock.now()) return false;
  assertSameRequest(stored, requestHash(request));
  return true;
}

/**
 * Stores the key of a request before the request is carried out. Returns the key, and the key that was already stored,
 * if any. Throws 422 if that key was sent with another request.
 */
export async function register(deps: RequestDeps, request: KeyedRequest, onboardingId: string, deadline: number) {
  const { store, clock, settings } = deps;
  const now = clock.now();
  const wanted: IdempotencyKey = {
    caller: request.caller,
    key: request.key,
    requestHash: requestHash(request),
    onboardingId,
    heldUntil: now + settings.leaseMs,
    expiresAt: now + keyRetentionMs,
  };
  const stored = await retrying(clock, deadline, () => store.putKey(wanted));
  if (stored !== undefined) assertSameRequest(stored, wanted.requestHash);
  return { wanted, stored };
}

function assertSameRequest(stored: IdempotencyKey, requestHash: string): void {
  if (stored.requestHash === requestHash) return;
  throw new ProblemError(
    'key-reused',
    'This Idempotency-Key was already sent with another request. Send a new key with this one.',
  );
}

/**
 * Continues a request that stored its key but stopped before it wrote the record, with the same onboarding ID. Throws
 * 409 `in-progress` if the first request may still be running, or another request was faster.
 */
async function continueRequest(
  deps: RequestDeps,
  stored: IdempotencyKey,
  wanted: IdempotencyKey,
  deadline: number,
): Promise<KeyVerdict> {
  const isAbandoned = stored.heldUntil + deps.settings.marginMs < deps.clock.now();
  if (!isAbandoned) throw inProgressProblem(stored.onboardingId);
  return retake(deps, stored, { ...wanted, onboardingId: stored.onboardingId }, deadline);
}

/**
 * Whether the create with this key can be carried out once more: it was answered with a 5xx, and its onboarding failed
 * and was neither provisioned again nor offboarded since.
 */
function isReleased({ firstAnswer, status }: Onboarding): boolean {
  return firstAnswer !== undefined && firstAnswer.status >= 500 && status === 'failed';
}

/** Replaces the stored key by `item`. Throws 409 `in-progress` if another request was faster. */
async function retake(
  deps: RequestDeps,
  stored: IdempotencyKey,
  item: IdempotencyKey,
  deadline: number,
): Promise<KeyVerdict> {
  const isOurs = await retrying(deps.clock, deadline, () => deps.store.retakeKey(item, stored.heldUntil));
  if (!isOurs) throw inProgressProblem(stored.onboardingId);
  return { isFirst: true, item };
}

export function inProgressProblem(onboarding: string): ProblemError {
  return new ProblemError(
    'in-progress',
    'An earlier request for the same onboarding is still in progress. Try again in a moment.',
    { onboarding, retryAfterSeconds: 2 },
  );
}

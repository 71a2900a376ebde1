import { createHash } from 'node:crypto';
import { ProblemError } from '../core/errors.ts';
import { isWorkedOn, type Onboarding } from '../record/onboarding.ts';
import type { IdempotencyKey, RequestDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** For how long a key is remembered, in milliseconds: 24 hours. */
const keptMs = 24 * 3_600_000;

export interface KeyedRequest {
  readonly caller: string;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** What a request under an Idempotency-Key is: the first (go on, under this ID), or a repetition of one that stands. */
export type KeyVerdict =
  | { readonly isFirst: true; readonly item: IdempotencyKey }
  | { readonly isFirst: false; readonly onboarding: Onboarding };

/**
 * Registers the key of a create, with the ID that its onboarding will have, before anything else is written. Throws 422
 * where the key belongs to another request, 409 `in-progress` while the first one runs.
 */
export async function admitRequest(
  deps: RequestDeps,
  request: KeyedRequest,
  onboardingId: string,
  deadline: number,
): Promise<KeyVerdict> {
  const { wanted, standing } = await register(deps, request, onboardingId, deadline);
  // After a lost answer the key that stands may be our own: no other request has this ID.
  if (standing === undefined || standing.onboardingId === onboardingId) return { isFirst: true, item: wanted };
  const onboarding = await retrying(deps.clock, deadline, () => deps.store.get(standing.onboardingId));
  if (onboarding === undefined) return retake(deps, standing, wanted, deadline);
  const isRunning =
    isWorkedOn(onboarding) && onboarding.lease.by === 'request' && onboarding.lease.expiresAt > deps.clock.now();
  if (isRunning) throw inProgressProblem(onboarding.id);
  return { isFirst: false, onboarding };
}

/** Whether this very request has come before. Throws 422 where its key belongs to another. */
export async function isRepeated(deps: RequestDeps, request: KeyedRequest, deadline: number): Promise<boolean> {
  const standing = await retrying(deps.clock, deadline, () => deps.store.getKey(request));
  if (standing === undefined || standing.expiresAt < deps.clock.now()) return false;
  mustBeSame(standing, hash(request));
  return true;
}

/** Registers the key of a request that is about to be carried out. Throws 422 where it belongs to another. */
export async function register(deps: RequestDeps, request: KeyedRequest, onboardingId: string, deadline: number) {
  const { store, clock, settings } = deps;
  const now = clock.now();
  const wanted: IdempotencyKey = {
    caller: request.caller,
    key: request.key,
    requestHash: hash(request),
    onboardingId,
    heldUntil: now + settings.leaseMs,
    expiresAt: now + keptMs,
  };
  const standing = await retrying(clock, deadline, () => store.putKey(wanted));
  if (standing !== undefined) mustBeSame(standing, wanted.requestHash);
  return { wanted, standing };
}

function mustBeSame({ requestHash }: IdempotencyKey, wanted: string): void {
  if (requestHash === wanted) return;
  throw new ProblemError(
    'key-reused',
    'This Idempotency-Key was already sent with another request. Send a new key with this one.',
  );
}

/** The first request died between its key and its record: this one goes on under the same ID. */
async function retake(
  deps: RequestDeps,
  standing: IdempotencyKey,
  wanted: IdempotencyKey,
  deadline: number,
): Promise<KeyVerdict> {
  const item = { ...wanted, onboardingId: standing.onboardingId };
  const isDead = standing.heldUntil + deps.settings.marginMs < deps.clock.now();
  if (isDead && (await retrying(deps.clock, deadline, () => deps.store.retakeKey(item, standing.heldUntil))))
    return { isFirst: true, item };
  throw inProgressProblem(standing.onboardingId);
}

export function inProgressProblem(onboarding: string): ProblemError {
  return new ProblemError(
    'in-progress',
    'An earlier request for the same onboarding is still in progress. Try again in a moment.',
    { onboarding, retryAfterSeconds: 2 },
  );
}

function hash({ method, path, body }: KeyedRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, body]))
    .digest('hex');
}

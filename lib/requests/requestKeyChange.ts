import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../account/toProblem.ts';
import { reactivateKey, retireKey, type KeyRequest, type RetireOptions } from '../lifecycle/changeOldKey.ts';
import { enqueueWork } from '../lifecycle/postpone.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { assertNoKeyWork, keysInWork } from './assertNoKeyWork.ts';
import type { RequestDeps } from './ports.ts';

/** The onboarding after a request, and whether a worker continues the change. */
export interface KeyChangeOutcome {
  readonly onboarding: Onboarding;
  readonly isDone: boolean;
}

/**
 * Ends the grace time of an old key. A key that is inactive in the account stays so. If somebody in the account has
 * activated it, it is judged like a retiring key, or deactivated if the caller forces that. Throws 404 for a key that
 * the onboarding does not have, 409 for the key in force, and 409 `old-key-in-use` if the key may be in use and the
 * caller does not force it.
 */
export async function requestRetireKey(
  deps: RequestDeps,
  onboarding: Onboarding,
  accessKeyId: string,
  options: RetireOptions,
  deadline: number,
): Promise<KeyChangeOutcome> {
  return withOnboarding(onboarding.id, async () => {
    const { record, key } = oldKeyOf(onboarding, accessKeyId, 'retired');
    assertNothingAwaited(record, options.isForced ? key.id : undefined);
    return carryOut(deps, { record, key, deadline }, (request) => retireKey(deps, request, options));
  });
}

/**
 * Activates an old key again, for `graceMs`. Throws 404 for a key that the onboarding does not have, and 409 for the key
 * in force.
 */
export async function requestReactivateKey(
  deps: RequestDeps,
  onboarding: Onboarding,
  accessKeyId: string,
  graceMs: number | undefined,
  deadline: number,
): Promise<KeyChangeOutcome> {
  return withOnboarding(onboarding.id, async () => {
    const { record, key } = oldKeyOf(onboarding, accessKeyId, 'reactivated');
    assertNothingAwaited(record, key.id);
    return carryOut(deps, { record, key, deadline }, (request) => reactivateKey(deps, request, graceMs));
  });
}

/**
 * Throws 409 `in-progress` while a worker still has to carry out what another request has decided: the record names one
 * decision. A new decision about the same key, `decided`, replaces it.
 */
function assertNothingAwaited({ id, keyWork }: InStatus<'claimed'>, decided: string | undefined): void {
  if (keyWork?.intent?.isFinal === true && keyWork.intent.id !== decided) throw keysInWork(id);
}

async function carryOut(
  deps: RequestDeps,
  request: KeyRequest,
  work: (request: KeyRequest) => Promise<InStatus<'claimed'> | undefined>,
): Promise<KeyChangeOutcome> {
  assertNoKeyWork(deps, request.record);
  const onboarding = await work(request);
  if (onboarding === undefined) throw keysInWork(request.record.id);
  const isDone = onboarding.keyWork === undefined;
  if (!isDone) await enqueueWork(deps, onboarding.id, deps.settings.marginMs);
  return { onboarding, isDone };
}

/** Returns the key that a request names, if a rotation has replaced it. */
function oldKeyOf(onboarding: Onboarding, accessKeyId: string, what: 'retired' | 'reactivated') {
  const { status } = onboarding;
  if (status === 'updating')
    throw new ProblemError(
      'in-progress',
      'An update of this onboarding is in progress. Its keys stay as they are. Send this again in a moment.',
      { onboarding: onboarding.id, retryAfterSeconds: 5 },
    );
  if (status !== 'claimed')
    throw new ProblemError(
      'wrong-state',
      `The onboarding has the status ${status}, and a key can be ${what} only while it is claimed. Read the onboarding.`,
    );
  const key = onboarding.keys.find(({ id }) => id === accessKeyId);
  if (key === undefined)
    throw new ProblemError(
      'unknown-key',
      'This onboarding has no access key with this ID that was handed over and is still in the account. Read the onboarding: accessKeys lists its keys, and the receipt those that were deleted.',
    );
  if (key.state === 'handed_over') throw inForce(key, what);
  return { record: onboarding, key };
}

function inForce({ id, userName }: HandedOverKey, what: string): ProblemError {
  return new ProblemError(
    'wrong-state',
    `The access key ${id} is the one in force of user ${userName}, so it cannot be ${what}. Rotate it, and the new key replaces it. DELETE removes the onboarding with all its keys.`,
  );
}

import { AwsFailure, isOwnServiceFailure } from '../core/awsFailure.ts';
import { AccessRetired, OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import type { KeyIntent } from '../record/keyWork.ts';
import type { InStatus } from '../record/onboarding.ts';
import { callsOnKey } from '../record/unknownCalls.ts';
import { byOthers, changeKey, listKeys, ourUser } from './changeKey.ts';
import { followAccount } from './followAccount.ts';
import { withKeyLease, type KeyLease } from './keyLease.ts';
import { recordedWithinMs } from './judgeOldKey.ts';
import { lookAtOldKey, noteLook, type OldKeyLook } from './lookAtOldKey.ts';
import { defaultGraceMs, inactiveUntil } from './oldKeyTimes.ts';
import type { LifecycleDeps } from './ports.ts';
import { mayPass } from './attemptRetry.ts';

type Claimed = InStatus<'claimed'>;

/** A caller's request for one old key. */
export interface KeyRequest {
  readonly record: Claimed;
  readonly key: HandedOverKey;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/** What a caller says about the end of a grace time. */
export interface RetireOptions {
  /** The old key may be in use, and ends nevertheless. */
  readonly isForced: boolean;
  /** The caller has checked that the new key is in use. */
  readonly isConfirmed: boolean;
}

/**
 * Deactivates an old key at a caller's request. Returns the record; it has `keyWork` if a worker continues. Returns
 * undefined if another process works on the keys. Throws `old-key-in-use` if the key has to stay.
 */
export async function retireKey(
  deps: LifecycleDeps,
  { record, key, deadline }: KeyRequest,
  { isForced, isConfirmed }: RetireOptions,
): Promise<Claimed | undefined> {
  const { id, userName } = key;
  const wanted = (isFinal: boolean): KeyIntent => ({
    ...{ id, userName, action: 'deactivate', isFinal },
    reason: `${deps.actor.by} has ended its grace time${isFinal ? ', although the key may be in use' : ''}.`,
    // A repetition does not put off the deletion.
    endsAt: key.state === 'inactive' ? key.endsAt : inactiveUntil(deps, deps.clock.now()),
  });
  if (isForced) return decide(deps, { record, key, deadline }, wanted(true));
  return withKeyLease<Claimed>(deps, record, deadline, {
    work: async (lease) => {
      const user = await ourUser(lease, userName);
      await followAccount(lease, userName, await listKeys(lease, user));
      const current = assertThere(lease.record(), id);
      if (current.state === 'inactive') return lease.release((changed) => changed);
      const look = await lookAtOldKey(lease, user, current, { isConfirmed });
      if (look.kept === undefined) {
        await changeKey(lease, wanted(false));
        return lease.release((changed) => changed);
      }
      await noteLook(lease, current, look, current.lookAt);
      throw inUse(current, look);
    },
    onFailure: releaseAndThrow,
  });
}

/** Activates an old key at a caller's request. Returns what `retireKey` returns. */
export async function reactivateKey(
  deps: LifecycleDeps,
  request: KeyRequest,
  graceMs = defaultGraceMs,
): Promise<Claimed | undefined> {
  const { id, userName } = request.key;
  if (callsOnKey(request.record, id).some(({ change }) => change?.to === 'deleted'))
    throw new ProblemError(
      'wrong-state',
      `Latchkey has begun to delete the access key ${id}, and does not know yet whether AWS has done so. It cannot be reactivated. Rotate, and use the new key.`,
    );
  return decide(deps, request, {
    ...{ id, userName, action: 'activate', isFinal: true },
    reason: `${deps.actor.by} has reactivated it.`,
    endsAt: deps.clock.now() + graceMs,
  });
}

/**
 * Carries out what the caller has decided. The decision is on record before the account is entered, so a worker continues
 * if AWS does not answer in time.
 */
async function decide(
  deps: LifecycleDeps,
  { record, key, deadline }: KeyRequest,
  intent: KeyIntent,
): Promise<Claimed | undefined> {
  return withKeyLease<Claimed>(deps, record, deadline, {
    intent,
    work: async (lease) => {
      await changeKey(lease, intent);
      const changed = await lease.release((current) => current);
      assertThere(changed, key.id);
      return changed;
    },
    onFailure: (error, lease) => {
      const now = deps.clock.now();
      if (!isOfAccount(error) || !mayPass(error, now)) return releaseAndThrow(error, lease);
      return lease.release((current) => current, now);
    },
  });
}

/**
 * Ends the work on the keys after a failure of the account. After any other failure, such as one of the state table, the
 * call may have succeeded: the intent stays on record, and a worker takes over when the lease has expired.
 */
async function releaseAndThrow(error: unknown, { release }: Pick<KeyLease, 'release'>): Promise<never> {
  if (isOfAccount(error)) await release((record) => record);
  throw error;
}

function isOfAccount(error: unknown): boolean {
  if (error instanceof AwsFailure) return !isOwnServiceFailure(error);
  return [ProblemError, WaitingForAws, OutOfTime, AccessRetired].some((kind) => error instanceof kind);
}

function assertThere({ keys }: Claimed, id: string): HandedOverKey {
  const key = keys.find((each) => each.id === id);
  if (key !== undefined) return key;
  throw new ProblemError('unknown-key', `The access key ${id} does not exist any more. ${byOthers.deleted}`);
}

/** Returns the problem of a key that has to stay, with what IAM shows. */
function inUse({ id }: HandedOverKey, { kept, lastUse, replacedAt, longestPauseMs }: OldKeyLook): ProblemError {
  const iso = (at: number) => new Date(at).toISOString();
  const region = lastUse?.region === undefined ? '' : ` in ${lastUse.region}`;
  const use =
    lastUse === undefined
      ? 'IAM shows no use of it'
      : `It was last used at ${iso(lastUse.at)} with ${lastUse.service}${region}`;
  const why =
    kept === 'new-key-unused'
      ? 'nobody has used the new key, as far as IAM shows'
      : kept === 'new-key-inactive'
        ? 'the new key does not work'
        : `the old key has to be quiet for more than ${Math.ceil((longestPauseMs + recordedWithinMs) / 60_000)} minutes: its longest pause between two uses that is known, and the delay of IAM`;
  const toDo =
    kept === 'new-key-inactive'
      ? 'Have an administrator of the account activate the new key first: without it, no key works.'
      : 'Find what uses the old key, and give it the new one.';
  return new ProblemError(
    'old-key-in-use',
    `The access key ${id} was not deactivated. ${use}. The new key was handed over at ${iso(replacedAt)}, and ${why}. ${toDo} With force: true it is deactivated although it may be in use.`,
  );
}

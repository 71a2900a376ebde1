import { AwsFailure, hasCode, sentenceOf } from '../core/awsFailure.ts';
import { judgeRetry } from '../core/judgeRetry.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { countRetry } from '../core/effort.ts';
import { ProblemError } from '../core/errors.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import type { Onboarding, ResourceRecord } from '../record/onboarding.ts';
import { keyContextOf } from './keyContext.ts';
import { assertNotReplaced, assertOurs } from './ownership.ts';
import type { NewAccessKey } from './ports.ts';
import { removeKeys } from './removeKeys.ts';
import { awsNow, callAws, resourceOf, type RunContext } from './runContext.ts';
import { withLaterLook } from '../record/inPlace.ts';
import { isOwnKey, withKeyCall, withKeyId, withoutKeyCall } from '../record/unknownCalls.ts';
import { userItemOf } from '../record/userItems.ts';

/** A new access key whose secret nobody has received yet. */
export interface IssuedKey extends NewAccessKey {
  readonly userName: string;
  readonly userArn: string;
  /** `pending`: AWS did not accept the key in time, but will: IAM needs seconds until a new key works everywhere. */
  readonly verification: 'verified' | 'pending';
}

/**
 * Creates the only access key of the user. Before it sends CreateAccessKey a second time, it looks for the key of the
 * first call and deletes it: if that call's response was lost, nobody will ever receive the secret.
 */
export async function createAccessKey(
  run: RunContext,
  userName: string,
  isFirstOfUser: boolean,
): Promise<NewAccessKey> {
  const user = resourceOf(run, 'user', userName);
  let keyMayExist = !isFirstOfUser;
  const attempt = async () => {
    if (keyMayExist) await deleteUnrecordedKeys(run, userName);
    keyMayExist = true;
    run.journal.note((record) => withKeyCall(record, user, awsNow(run)));
    try {
      const key = await run.account.createAccessKey(userName);
      run.journal.note((record) => withKeyId(record, user, key.accessKeyId));
      return key;
    } catch (error) {
      if (madeNoKey(run, error)) run.journal.note((record) => withoutKeyCall(record, user));
      if (error instanceof AwsFailure && error.outcome === 'unknown') await beginNewAttempt(run);
      if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) await assertNotReplaced(run, user);
      throw error;
    }
  };
  return callAws(run, attempt, { on: [user] }).catch(async (error: unknown) => {
    throw hasCode(error, 'LimitExceeded') ? await quotaCause(run, user, error) : error;
  });
}

/** Returns what a CreateAccessKey beyond the quota means: a problem that names the user's keys, if IAM lists any. */
async function quotaCause(run: RunContext, user: ResourceRecord, error: AwsFailure): Promise<Error> {
  const listed = await callAws(run, () => run.account.listAccessKeys(user.name), { on: [user] });
  const record = run.journal.record();
  const handedOver = idsOf(disclosedKeyIds(record), user.name);
  const others = listed
    .filter(({ id }) => !isOwnKey(record, id) && !handedOver.includes(id) && !isRemovedKey(record, user, id))
    .map(({ id }) => id);
  if (others.length === 0) return error;
  if (record.status === 'rotating') return foreignKeyProblem(user, others);
  return new ProblemError(
    'quota-exceeded',
    `${sentenceOf(error)}. The user ${user.arn} has the access ${others.length === 1 ? 'key' : 'keys'} ${others.join(' and ')}, which Latchkey did not create and does not delete. IAM allows two keys for each user. Delete one that is not needed, then claim again.`,
  );
}

/** Returns the problem of a rotation for which a user has no room, because it has keys that Latchkey did not create. */
export function foreignKeyProblem({ arn }: ResourceRecord, others: readonly string[]): ProblemError {
  return new ProblemError(
    'foreign-key',
    `The user ${arn} has the access ${others.length === 1 ? 'key' : 'keys'} ${others.join(' and ')}, which Latchkey did not create and does not delete. IAM allows two keys for each user, so there is no room for a new one. Nothing was changed. Delete the key if nobody needs it, then rotate again.`,
  );
}

/** Whether Latchkey has removed a key of a user. IAM may list it for a time. */
export function isRemovedKey(record: Onboarding, { arn }: ResourceRecord, id: string): boolean {
  return userItemOf(record, { arn, type: 'access-key', id })?.status === 'removed';
}

/** Returns whether a failed CreateAccessKey created no key, because IAM refused it or because it was not sent. */
function madeNoKey(run: RunContext, error: unknown): boolean {
  if (!(error instanceof AwsFailure)) return error instanceof OutOfTime;
  return judgeRetry(error, [], run.deps.clock.now()).kind !== 'outcome-unknown';
}

/**
 * Stores a new attempt before any other call is sent. Schedules a later look as well, because ListAccessKeys is
 * eventually consistent and may not show the key yet.
 */
async function beginNewAttempt(run: RunContext): Promise<void> {
  await run.journal.commit((record) => {
    const attempt = record.attempts + 1;
    return {
      ...withLaterLook(record, awsNow(run)),
      attempts: attempt,
      lease: { ...record.lease, attempt },
    };
  });
}

/**
 * Deletes the user's keys that Latchkey created and did not disclose: nobody has received their secrets. Throws
 * `identity-changed` if the user is no longer ours.
 */
export async function deleteUnrecordedKeys(run: RunContext, userName: string): Promise<void> {
  const user = resourceOf(run, 'user', userName);
  const findUser = async () => {
    await assertOurs(run, user);
    return user;
  };
  await removeKeys(keyContextOf(run), user, { keep: 'disclosed', findUser });
}

/** How many parallel calls must succeed before a key is `verified`: IAM distributes a new key over many machines. */
const parallelChecks = 3;
const pauseMs = 500;

/**
 * Calls AWS with the key until all parallel calls succeed, or until the attempt is nearly over. In parallel, probes the
 * trust policy of a new role once more: throws `trust-policy-open` if the keys must not be disclosed.
 */
export async function verifyAccessKey(run: RunContext, key: NewAccessKey): Promise<IssuedKey['verification']> {
  const [accepted, closed] = await Promise.allSettled([waitUntilAccepted(run, key), run.assertTrustClosed()]);
  if (closed.status === 'rejected') throw closed.reason;
  if (accepted.status === 'rejected') throw accepted.reason;
  return accepted.value;
}

async function waitUntilAccepted(run: RunContext, key: NewAccessKey): Promise<IssuedKey['verification']> {
  const { clock, settings, tenantAccounts } = run.deps;
  // Leaves time to write the fence, and to repeat that write.
  const checkUntil = run.deadline - 3 * settings.requestTimeoutMs;
  for (;;) {
    const calls = Array.from({ length: parallelChecks }, () => tenantAccounts.accountOfKey(key, run.journal));
    const results = await Promise.allSettled(calls);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed === undefined) {
      if (results.every((result) => result.status === 'fulfilled' && result.value === run.account.accountId))
        return 'verified';
      throw new Error('the new key belongs to another account');
    }
    const reason: unknown = failed.reason;
    if (reason instanceof OutOfTime) return 'pending';
    // AWS refuses a new key for seconds (2 to 15 have been observed). If AWS refuses it until `checkUntil`, its
    // verification is `pending`.
    if (!(reason instanceof AwsFailure)) throw reason;
    const { kind } = judgeRetry(
      reason,
      [{ codes: ['InvalidClientTokenId', 'ExpiredToken'], until: Infinity }],
      clock.now(),
    );
    if (kind === 'refused') throw reason;
    if (clock.monotonic() + pauseMs >= checkUntil) return 'pending';
    countRetry(pauseMs);
    await clock.sleep(pauseMs);
  }
}

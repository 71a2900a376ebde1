import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { classifyFailure } from '../core/classifyFailure.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { ignoreAbsent } from './absent.ts';
import { assertNotReplaced, assertOurs } from './ownership.ts';
import type { NewAccessKey } from './ports.ts';
import { awsNow, callAws, noteRemoval, resourceOf, type RunContext } from './runContext.ts';
import { withLaterLook } from '../record/inPlace.ts';
import { withFoundKey, withKeyCall, withKeyId, withoutKeyCall } from '../record/unknownCalls.ts';
import { findUnlistedKeys, toleranceMs, withOthersKeys } from './unlistedKeys.ts';

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
  return callAws(run, attempt, { on: [user] });
}

/** Returns whether a failed CreateAccessKey created no key, because IAM refused it or because it was not sent. */
function madeNoKey(run: RunContext, error: unknown): boolean {
  if (!(error instanceof AwsFailure)) return error instanceof OutOfTime;
  return classifyFailure(error, [], run.deps.clock.now()).kind !== 'outcome-unknown';
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
 * Deletes the user's keys that Latchkey created and did not disclose: nobody has received their secrets. Leaves keys
 * that no call on record explains, and notes them for the receipt. Checks first that the user is ours, because IAM
 * identifies keys by the user's name, which may belong to another user by now.
 */
export async function deleteUnrecordedKeys(run: RunContext, userName: string): Promise<void> {
  // `disclosedKeyIds` throws for a status that it does not handle. It is called here so that no call is sent in that
  // case.
  disclosedKeyIds(run.journal.record());
  const user = resourceOf(run, 'user', userName);
  const attempt = async () => {
    await assertOurs(run, user);
    const { ours, others } = await findUnlistedKeys({ ...run, record: run.journal.record(), user });
    for (const { id, createdAt } of ours) {
      await ignoreAbsent(run.account.removeFromUser(userName, 'access-key', id));
      noteRemoval(run);
      run.journal.note((record) => withFoundKey(record, user, id, createdAt, toleranceMs(run.deps.settings)));
    }
    noteOthersKeys(run, user, others);
  };
  await callAws(run, attempt, { on: [user] });
}

function noteOthersKeys(run: RunContext, user: ResourceRecord, others: readonly string[]): void {
  const { userItems } = run.journal.record();
  const named = withOthersKeys(userItems, user, others);
  if (named === userItems) return;
  run.journal.note((record) => ({ ...record, userItems: named }));
  if (others.length > 0)
    run.deps.log.warn('Latchkey leaves keys that no call on record explains', { user: user.arn, keyIds: others });
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
    const { kind } = classifyFailure(
      reason,
      [{ codes: ['InvalidClientTokenId', 'ExpiredToken'], until: Infinity }],
      clock.now(),
    );
    if (kind === 'refused') throw reason;
    if (clock.monotonic() + pauseMs >= checkUntil) return 'pending';
    await clock.sleep(pauseMs);
  }
}

import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { classifyFailure } from '../core/classifyFailure.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { knownKeyIds } from '../record/disclosedKeyIds.ts';
import { mayBeOurs, noteHeldKey } from './heldKeys.ts';
import { assertNotReplaced, assertOurs } from './ownership.ts';
import type { NewAccessKey } from './ports.ts';
import { callAws, noteRemoval, reconcileAfterMs, resourceOf, type RunContext } from './runContext.ts';

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
    try {
      const key = await run.account.createAccessKey(userName);
      noteHeldKey(run, userName, key.accessKeyId);
      return key;
    } catch (error) {
      if (error instanceof AwsFailure && error.outcome === 'unknown') await beginNewAttempt(run);
      if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) await assertNotReplaced(run, user);
      throw error;
    }
  };
  return callAws(run, attempt, { on: [user] });
}

/**
 * Stores a new attempt before any other call is sent. Schedules a later look as well, because ListAccessKeys is
 * eventually consistent and may not show the key yet.
 */
async function beginNewAttempt(run: RunContext): Promise<void> {
  await run.journal.commit((record) => {
    const attempt = record.attempts + 1;
    return {
      ...record,
      attempts: attempt,
      lease: { ...record.lease, attempt },
      reconcileAt: run.deps.clock.now() + reconcileAfterMs,
    };
  });
}

/**
 * Deletes the user's keys that are neither disclosed nor in `foreignKeyIds`, and that IAM dates within a window in which
 * Latchkey sent CreateAccessKey: nobody has received their secrets. Checks first that the user is ours, because IAM identifies keys by the user's name, which may belong to another user by now.
 */
export async function deleteUnrecordedKeys(run: RunContext, userName: string): Promise<void> {
  const known = knownKeyIds(run.journal.record(), userName);
  const user = resourceOf(run, 'user', userName);
  const attempt = async () => {
    await assertOurs(run, user);
    for (const { id, createdAt } of await run.account.listAccessKeys(userName)) {
      if (known.includes(id) || !mayBeOurs(run.journal.record(), { createdAt }, run.deps.settings)) continue;
      await run.account.removeFromUser(userName, 'access-key', id).catch((error: unknown) => {
        if (!hasCode(error, 'NoSuchEntity')) throw error;
      });
      noteRemoval(run);
    }
  };
  await callAws(run, attempt, { on: [user] });
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
    // AWS refuses a new key for seconds (2 to 15 have been observed). If that lasts, the key is returned as `pending`.
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

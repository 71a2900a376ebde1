import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { classifyFailure } from '../core/classifyFailure.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { knownKeyIds } from '../record/disclosedKeyIds.ts';
import { assertNotReplaced, assertOurs } from './ownership.ts';
import type { NewAccessKey } from './ports.ts';
import { callAws, noteRemoval, reconcileAfterMs, resourceOf, type RunContext } from './runContext.ts';

/** A key that nobody has seen yet. */
export interface IssuedKey extends NewAccessKey {
  readonly userName: string;
  readonly userArn: string;
  /** `pending`: AWS did not accept it in time; it will (new keys take seconds to be known everywhere). */
  readonly verification: 'verified' | 'pending';
}

/**
 * Creates the user's one key. A second CreateAccessKey is never sent before the first one's key, if there is one, has
 * been looked for and deleted: an answer that got lost holds a secret nobody will ever see.
 */
export async function createAccessKey(
  run: RunContext,
  userName: string,
  isFirstOfUser: boolean,
): Promise<NewAccessKey> {
  const user = resourceOf(run, 'user', userName);
  let mayExist = !isFirstOfUser;
  const attempt = async () => {
    if (mayExist) await deleteUnrecordedKeys(run, userName);
    mayExist = true;
    try {
      return await run.account.createAccessKey(userName);
    } catch (error) {
      if (error instanceof AwsFailure && error.outcome === 'unknown') await startOver(run);
      if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) await assertNotReplaced(run, user);
      throw error;
    }
  };
  return callAws(run, attempt, { on: [user] });
}

/** A new attempt, on record before anything else is sent; and a later look, because the list of keys lags as well. */
async function startOver(run: RunContext): Promise<void> {
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
 * Deletes the user's keys that neither a claim nor `foreignKeyIds` names: nobody ever saw their secret. The
 * user is looked at first: keys go by its name, which may be another's by now.
 */
export async function deleteUnrecordedKeys(run: RunContext, userName: string): Promise<void> {
  const known = knownKeyIds(run.journal.record(), userName);
  const user = resourceOf(run, 'user', userName);
  const attempt = async () => {
    await assertOurs(run, user);
    for (const { id } of await run.account.listAccessKeys(userName)) {
      if (known.includes(id)) continue;
      await run.account.removeFromUser(userName, 'access-key', id).catch((error: unknown) => {
        if (!hasCode(error, 'NoSuchEntity')) throw error;
      });
      noteRemoval(run);
    }
  };
  await callAws(run, attempt, { on: [user] });
}

/** How many calls have to agree that a key works: IAM spreads it over many machines. */
const agreeing = 3;
const pauseMs = 500;

/** Tries the key until AWS takes it everywhere it was asked, or the turn is nearly over. */
export async function verifyAccessKey(run: RunContext, key: NewAccessKey): Promise<IssuedKey['verification']> {
  const { clock, settings, tenantAccounts } = run.deps;
  // The fence still has to be written, and perhaps a second time.
  const until = run.deadline - 3 * settings.requestTimeoutMs;
  for (;;) {
    const calls = Array.from({ length: agreeing }, () => tenantAccounts.accountOfKey(key, run.journal));
    const answers = await Promise.allSettled(calls);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed === undefined) {
      if (answers.every((answer) => answer.status === 'fulfilled' && answer.value === run.account.accountId))
        return 'verified';
      throw new Error('the new key belongs to another account');
    }
    const reason: unknown = failed.reason;
    if (reason instanceof OutOfTime) return 'pending';
    // A new key is refused for seconds (2 to 15 were seen); it is handed over as `pending` if that lasts.
    if (!(reason instanceof AwsFailure)) throw reason;
    const { kind } = classifyFailure(reason, [{ codes: ['InvalidClientTokenId'], until: Infinity }], clock.now());
    if (kind === 'refused') throw reason;
    if (clock.monotonic() + pauseMs >= until) return 'pending';
    await clock.sleep(pauseMs);
  }
}

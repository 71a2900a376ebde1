import { mayExist, stopForBlocked } from './needsAttention.ts';
import { AwsFailure } from '../core/awsFailure.ts';
import type { Journal } from '../record/journal.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import { idleUntilReconcile, idle, type Onboarding, type ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership } from '../account/ownership.ts';
import type { LifecycleDeps } from './ports.ts';
import { isSameEntity, assertGone } from '../removal/removal.ts';
import { findRenamedUser } from '../removal/renamedUser.ts';
import { isRetryable } from './postpone.ts';
import { callAws, type RunContext } from '../account/runContext.ts';
import { teardown } from '../removal/teardown.ts';
import { noteStep } from '../record/attempt.ts';

/**
 * Removes all that an `offboarding` onboarding made. Its keys are made useless first, all of them, before anything that
 * takes time: whatever stops the removal then, nobody signs with them any more.
 */
export async function offboard(run: RunContext): Promise<Onboarding> {
  const { deps, journal } = run;
  await deactivateKeys(run);
  const blocked = await teardown(run);
  return blocked.length === 0 ? endOffboarding(deps, journal) : stopForBlocked(journal, blocked);
}

/** The end of its life: what was made is removed, and the receipt says so. */
export async function endOffboarding(deps: Pick<LifecycleDeps, 'clock'>, journal: Journal): Promise<Onboarding> {
  return journal.commit((record) => {
    const accessKeyIds = disclosedKeyIds(record);
    const offboardedAt = deps.clock.now();
    // A later look whose time has come was this one.
    const rest = (record.reconcileAt ?? Infinity) <= offboardedAt ? idle(record) : idleUntilReconcile(record);
    return { ...rest, accessKeyIds, mayHaveMade: false, status: 'offboarded', offboardedAt };
  });
}

const step = 'deactivate-access-keys';

async function deactivateKeys(run: RunContext): Promise<void> {
  const { account, journal, deps } = run;
  const record = journal.record();
  const users = record.resources.filter((each) => each.type === 'user' && mayExist(each));
  if (users.length === 0) return;
  const disclosed = disclosedKeyIds(record);
  noteStep(journal, deps.clock, step, 'running');
  const results = await Promise.allSettled(
    users.map(async (made) => {
      const on = [made];
      const look = await callAws(run, () => checkOwnership(run, made), { on });
      // Keys go by the user's name: of one that is gone, or somebody else's by now, none is touched.
      const known = idsOf(disclosed, made.name);
      const user = isSameEntity(look, made)
        ? made
        : await callAws(run, () => findRenamedUser(run, made, known), { on });
      if (user === undefined) return;
      // The list lags, fails or is denied; the keys that were handed out are known without it.
      for (const id of known) await deactivate(run, user, id);
      const list = () =>
        account.listAccessKeys(user.name).catch(async (error: unknown) => {
          await assertGone(run, user, error);
          return [];
        });
      const listed = await callAws(run, list, { on });
      for (const { id } of listed) if (!known.includes(id)) await deactivate(run, user, id);
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  noteStep(journal, deps.clock, step, failed === undefined ? 'done' : 'failed');
  if (failed !== undefined) throw failed.reason;
}

async function deactivate(run: RunContext, { name }: ResourceRecord, keyId: string): Promise<void> {
  await callAws(run, () => run.account.deactivateKey(name, keyId)).catch((error: unknown) => {
    // A key that cannot be deactivated is deleted next.
    if (!(error instanceof AwsFailure) || isRetryable(error, run.deps.clock.now(), run.deps.clock.now())) throw error;
  });
}

import { stopForBlocked } from './needsAttention.ts';
import { AwsFailure } from '../core/awsFailure.ts';
import type { Journal } from '../record/journal.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import { mayExist } from '../record/inAccount.ts';
import { withoutLaterLook } from '../record/inPlace.ts';
import type { Onboarding, ResourceRecord } from '../record/onboarding.ts';
import { toOffboarded } from '../record/transitions.ts';
import { checkOwnership } from '../account/ownership.ts';
import type { LifecycleDeps } from './ports.ts';
import { isSameEntity, assertGone } from '../removal/removal.ts';
import { findRenamedUser } from '../removal/renamedUser.ts';
import { mayPass } from './worthWaiting.ts';
import { allSettledOrThrow, callAws, type RunContext } from '../account/runContext.ts';
import { teardown } from '../removal/teardown.ts';
import { withoutExplained } from '../record/unknownCalls.ts';
import { withStep } from '../record/stepProgress.ts';

/**
 * Removes everything that an `offboarding` onboarding created. Deactivates all its keys first, before anything that
 * takes time: if the removal then stops for any reason, nobody can use the keys any more.
 */
export async function offboard(run: RunContext): Promise<Onboarding> {
  const { deps, journal } = run;
  await deactivateKeys(run);
  const blocked = await teardown(run);
  return blocked.length === 0 ? endOffboarding(deps, journal) : stopForBlocked(journal, blocked);
}

/** Ends the onboarding in `offboarded`. The receipt says what was removed. */
async function endOffboarding(deps: Pick<LifecycleDeps, 'clock'>, journal: Journal): Promise<Onboarding> {
  return journal.commit((record) => {
    const now = deps.clock.now();
    // If the time of the later look has passed, this offboarding was the later look, and no other one is due.
    const isOver = (record.dueTimes.reconcile ?? Infinity) <= now;
    return toOffboarded(withoutExplained(isOver ? withoutLaterLook(record) : record, now), now);
  });
}

const step = 'deactivate-access-keys';

async function deactivateKeys(run: RunContext): Promise<void> {
  const record = run.journal.record();
  const users = record.resources.filter((each) => each.type === 'user' && mayExist(each));
  if (users.length === 0) return;
  const disclosed = disclosedKeyIds(record);
  await withStep(run.journal, run.deps.clock, step, () =>
    allSettledOrThrow(users.map((user) => deactivateKeysOf(run, user, idsOf(disclosed, user.name)))),
  );
}

async function deactivateKeysOf(run: RunContext, made: ResourceRecord, known: readonly string[]): Promise<void> {
  const on = [made];
  const look = await callAws(run, () => checkOwnership(run, made), { on });
  // IAM identifies keys by the user's name. If the user no longer exists, or another user has its name now, no key of
  // that name may be changed.
  const user = isSameEntity(look, made) ? made : await callAws(run, () => findRenamedUser(run, made, known), { on });
  if (user === undefined) return;
  // The disclosed keys are deactivated first, because the list of keys may be out of date, fail or be denied.
  for (const id of known) await deactivate(run, user, id);
  const list = () =>
    run.account.listAccessKeys(user.name).catch(async (error: unknown) => {
      await assertGone(run, user, error);
      return [];
    });
  const listed = await callAws(run, list, { on });
  for (const { id } of listed) if (!known.includes(id)) await deactivate(run, user, id);
}

async function deactivate(run: RunContext, user: ResourceRecord, keyId: string): Promise<void> {
  await callAws(run, () => run.account.deactivateKey(user.name, keyId), { of: user }).catch((error: unknown) => {
    // If a key cannot be deactivated, the offboarding continues, because the teardown deletes the key next.
    if (!(error instanceof AwsFailure) || mayPass(error, run.deps.clock.now())) throw error;
  });
}

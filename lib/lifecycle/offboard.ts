import { allSettledOrThrow } from '../core/allSettled.ts';
import { stopForBlocked } from './stopForPerson.ts';
import type { Journal } from '../record/journal.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import { mayExist } from '../record/inAccount.ts';
import { withoutLaterLook } from '../record/inPlace.ts';
import type { Onboarding, ResourceRecord } from '../record/onboarding.ts';
import { toOffboarded } from '../record/transitions.ts';
import { findOldBoundaries } from '../account/oldBoundaries.ts';
import { checkOwnership, isSameEntity } from '../account/ownership.ts';
import type { LifecycleDeps } from './ports.ts';
import { keyContextOf } from '../account/keyContext.ts';
import { removeKeys } from '../account/removeKeys.ts';
import { findRenamedUser } from '../removal/renamedUser.ts';
import type { RunContext } from '../account/runContext.ts';
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
  if (blocked.length > 0) return stopForBlocked(journal, blocked);
  return endOffboarding(deps, journal, await findOldBoundaries(run));
}

/** Ends the onboarding in `offboarded`. The receipt says what was removed, and which old boundaries are left. */
async function endOffboarding(
  deps: Pick<LifecycleDeps, 'clock'>,
  journal: Journal,
  found: readonly string[],
): Promise<Onboarding> {
  return journal.commit((record) => {
    const now = deps.clock.now();
    // If the time of the later look has passed, this offboarding was the later look, and no other one is due.
    const isOver = (record.dueTimes.reconcile ?? Infinity) <= now;
    const oldBoundaries = found.length === 0 ? undefined : found;
    return toOffboarded({ ...withoutExplained(isOver ? withoutLaterLook(record) : record, now), oldBoundaries }, now);
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

function deactivateKeysOf(run: RunContext, made: ResourceRecord, known: readonly string[]): Promise<void> {
  const findUser = async () => {
    const look = await checkOwnership(run, made);
    // If the user no longer exists, or another user has its name now, no key of that name may be changed.
    return isSameEntity(look, made) ? made : findRenamedUser(run, made, known);
  };
  return removeKeys(keyContextOf(run), made, { keep: 'none', how: 'deactivate', findUser });
}

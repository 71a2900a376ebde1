import { hasCode, type AwsFailure } from '../core/awsFailure.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, mayStillBecomeVisible, notVisible } from '../account/ownership.ts';
import { Blocked, isSameEntity, assertGone } from './removal.ts';
import { removers } from './removers.ts';
import { findRenamedUser } from './renamedUser.ts';
import { callAws, noteLaterLook, noteRemoval, noteResource, type RunContext } from '../account/runContext.ts';
import { noteStep } from '../record/attempt.ts';
import { removeOwnKeys } from './undisclosedKeys.ts';

/**
 * Removes what this onboarding made: users first, then groups, then policies, since AWS deletes nothing that something
 * else holds on to. It lists what is there instead of remembering, and tolerates what is gone, so that it can crash
 * anywhere and be run again. What is not ours by path, or not the thing we made by ID, stays.
 */
export async function teardown(run: RunContext): Promise<readonly Blocked[]> {
  const blocked: Blocked[] = [];
  // Asked before anything is removed: in a status that nobody has thought of, nothing is.
  const disclosed = disclosedKeyIds(run.journal.record());
  // Why something was left by an earlier try is no news of this one.
  run.journal.note((record) => ({
    ...record,
    resources: record.resources.map(({ reason, ...each }) =>
      each.status === 'removed' && reason !== undefined ? { ...each, reason } : each,
    ),
  }));
  // An offboarding has turned its keys off already.
  if (run.journal.record().status === 'rolling_back') await removeOwnKeys(run);
  for (const type of ['user', 'group', 'policy'] as const) {
    for (const resource of run.journal.record().resources.filter((each) => each.type === type)) {
      const step = `remove-${type} ${resource.name}`;
      note(run, step, 'running');
      try {
        await remove(run, resource, idsOf(disclosed, resource.name));
        note(run, step, 'done');
      } catch (error) {
        note(run, step, 'failed');
        if (!(error instanceof Blocked)) throw error;
        noteResource(run, resource, { status: 'left', reason: error.message });
        blocked.push(error);
      }
    }
  }
  return blocked;
}

/** An offboarding shows its progress. An undo keeps the steps that show how far it had come. */
function note(run: RunContext, step: string, status: 'running' | 'done' | 'failed'): void {
  if (run.journal.record().status === 'offboarding') noteStep(run.journal, run.deps.clock, step, status);
}

async function remove(run: RunContext, resource: ResourceRecord, disclosed: readonly string[]): Promise<void> {
  // Never sent, or refused before it was made: a role that may not look is no reason to call for a person then.
  if (!run.isRetry && resource.status === 'planned' && resource.sentAt === undefined) return;
  const found = await callAws(run, () => findOurs(run, resource, disclosed), { on: [resource] });
  if (found !== undefined) {
    let conflict: AwsFailure | undefined;
    const attempt = () =>
      removers[found.type](run, found).then(
        () => true,
        async (error: unknown) => {
          if (hasCode(error, 'DeleteConflict')) conflict = error;
          // What used the time up says more than that it is up.
          if (error instanceof OutOfTime && conflict !== undefined) throw conflict;
          await assertGone(run, found, error);
          return false;
        },
      );
    // IAM may not list yet what was added to the resource a short time ago, and may still count what was taken from it.
    const since = run.journal.record().lease.since;
    const recent = [recentChanges(run.deps.settings).entityRemoved(since)];
    const wasDeleted = await callAws(run, attempt, { on: [resource], recent });
    noteRemoval(run);
    if (!wasDeleted) lookAgain(run, resource);
  }
  if (found !== undefined) noteResource(run, resource, { status: 'removed' });
  else if (resource.status === 'made' || resource.status === 'left') noteMissing(run, resource);
}

/** What was not removed here may be there under another name: nothing that this role may ask tells. */
function noteMissing(run: RunContext, resource: ResourceRecord): void {
  const rename = `If somebody renamed the user, it still exists under the path ${run.plan.path}, and its keys work.`;
  const reason = `Latchkey did not find it in the account.${resource.type === 'user' ? ` ${rename}` : ''}`;
  noteResource(run, resource, { status: 'removed', reason });
}

/** So young a thing is not gone for certain because IAM finds it nowhere. */
function lookAgain(run: RunContext, resource: ResourceRecord): void {
  if (!mayStillBecomeVisible(run, resource)) return;
  noteLaterLook(run);
}

/**
 * On the way back a thing that is found nowhere is believed to be gone sooner than on the way there, in milliseconds since
 * it was made: where that was wrong, the later look finds it.
 */
const absentForMs = 60_000;

/** The very thing that this onboarding made, under the name that it has by now; undefined where it is not there any more. */
async function findOurs(
  run: RunContext,
  resource: ResourceRecord,
  disclosed: readonly string[],
): Promise<ResourceRecord | undefined> {
  const look = await checkOwnership(run, resource);
  // Removed before, and there again under another ID: a call of ours that landed late.
  if (look.whose === 'ours' && (resource.status === 'removed' || isSameEntity(look, resource)))
    return { ...resource, id: look.entity.id };
  if (look.whose !== 'absent' && look.whose !== 'ours' && look.entity.id === resource.id) {
    throw new Blocked(
      resource,
      `Somebody changed its path: it is now ${look.entity.arn}, which Latchkey has no permission to delete. Delete it, or change its path back to ${run.plan.path}, then try again.`,
    );
  }
  const renamed = await findRenamedUser(run, resource, disclosed);
  if (renamed !== undefined) return renamed;
  if (look.whose === 'absent' && resource.status === 'made' && mayStillBecomeVisible(run, resource)) {
    const age = run.deps.clock.now() - (resource.sentAt ?? 0);
    if (age < absentForMs) throw notVisible(resource, run.deps.clock.now() - age + absentForMs);
    lookAgain(run, resource);
  }
  // Another's by name, or made anew under the same path and name by somebody else: not what we made.
  return undefined;
}

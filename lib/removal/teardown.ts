import { hasCode, type AwsFailure } from '../core/awsFailure.ts';
import { recentChanges } from '../core/judgeRetry.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import { heldKeys, withKeysOfUserDeleted } from '../record/heldKeys.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, isSameEntity, mayStillBecomeVisible } from '../account/ownership.ts';
import { assertGone, assertNotNew, Blocked, wasNeverSent } from './removal.ts';
import { removers } from './removers.ts';
import { findRenamedUser } from './renamedUser.ts';
import { callAws, noteLaterLook, noteRemoval, noteResource, type RunContext } from '../account/runContext.ts';
import { explainsResource } from '../record/unknownCalls.ts';
import { withStep } from '../record/stepProgress.ts';
import { removeOwnKeys } from './undisclosedKeys.ts';

/**
 * Removes what this onboarding created: users first, then groups, then policies, because IAM does not delete a group
 * that has members or a policy that is in use. It reads from IAM what exists and accepts that resources are gone
 * already, so that it can run again after a crash at any point. It keeps a resource if the path is not ours or if the
 * unique ID is not that of the created resource. Returns the resources that it could not remove without a decision by a
 * person.
 */
export async function teardown(run: RunContext): Promise<readonly Blocked[]> {
  const blocked: Blocked[] = [];
  // Read before anything is removed: this throws in a status that the function does not know.
  const disclosed = disclosedKeyIds(run.journal.record());
  // Deletes the reasons of an earlier teardown, because this one tries to remove those resources again.
  run.journal.note((record) => ({
    ...record,
    resources: record.resources.map(({ reason, ...each }) =>
      each.status === 'removed' && reason !== undefined ? { ...each, reason } : each,
    ),
  }));
  // An offboarding has deactivated its keys already.
  if (run.journal.record().status === 'rolling_back') await removeOwnKeys(run);
  for (const type of ['user', 'group', 'policy'] as const) {
    for (const resource of run.journal.record().resources.filter((each) => each.type === type)) {
      try {
        await asShownStep(run, `remove-${type} ${resource.name}`, () =>
          remove(run, resource, [...idsOf(disclosed, resource.name), ...heldIdsOf(run, resource)]),
        );
      } catch (error) {
        if (!(error instanceof Blocked)) throw error;
        noteResource(run, resource, { status: 'left', reason: error.message });
        blocked.push(error);
      }
    }
  }
  return blocked;
}

/**
 * Removes one group or policy that this onboarding created. If a person has to decide something first, it is left, and the
 * record says why.
 */
export async function removeOrLeave(run: RunContext, resource: ResourceRecord): Promise<void> {
  try {
    await remove(run, resource, []);
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    noteResource(run, resource, { status: 'left', reason: error.message });
  }
}

/** Notes a step of an offboarding. A rollback keeps the steps of the provisioning, which show how far that came. */
function asShownStep(run: RunContext, step: string, work: () => Promise<void>): Promise<void> {
  if (run.journal.record().status !== 'offboarding') return work();
  return withStep(run.journal, run.deps.clock, step, work);
}

/** Returns the IDs of a user's keys that nobody has received. */
function heldIdsOf(run: RunContext, { arn }: ResourceRecord): readonly string[] {
  return heldKeys(run.journal.record()).flatMap(({ id, userArn }) => (userArn === arn ? [id] : []));
}

async function remove(run: RunContext, resource: ResourceRecord, keyIds: readonly string[]): Promise<void> {
  if (wasNeverSent(run, resource)) return;
  const found = await callAws(run, () => findOurs(run, resource, keyIds), { on: [resource] });
  if (found !== undefined) {
    let conflict: AwsFailure | undefined;
    const attempt = () =>
      removers[found.type](run, found).then(
        () => true,
        async (error: unknown) => {
          if (hasCode(error, 'DeleteConflict')) conflict = error;
          // The conflict says more about the cause than OutOfTime does.
          if (error instanceof OutOfTime && conflict !== undefined) throw conflict;
          await assertGone(run, found, error);
          return false;
        },
      );
    // IAM may not list yet what was added to the resource a short time ago, and may still count what was removed.
    const since = run.journal.record().lease.since;
    const recent = [recentChanges(run.deps.settings).entityRemoved(since)];
    const wasDeleted = await callAws(run, attempt, { on: [resource], recent });
    noteRemoval(run);
    if (!wasDeleted) scheduleLaterLook(run, resource);
  }
  if (found !== undefined) noteResource(run, resource, { status: 'removed' });
  else if (resource.status === 'made' || resource.status === 'left') noteMissing(run, resource);
  const now = run.deps.clock.now();
  if (resource.type === 'user') run.journal.note((record) => withKeysOfUserDeleted(record, resource.arn, now));
}

/** Notes that a resource was not found. It may exist under another name, which no call that the role may make shows. */
function noteMissing(run: RunContext, resource: ResourceRecord): void {
  const rename = `If somebody renamed the user, it still exists under the path ${run.plan.path}, and its keys work.`;
  const reason = `Latchkey did not find it in the account.${resource.type === 'user' ? ` ${rename}` : ''}`;
  noteResource(run, resource, { status: 'removed', reason });
}

/** Schedules a later look if the resource is so recent that IAM may not show it yet. */
function scheduleLaterLook(run: RunContext, resource: ResourceRecord): void {
  if (!mayStillBecomeVisible(run, resource)) return;
  noteLaterLook(run);
}

const createdBySomebody =
  'Latchkey removed this resource. Somebody has created another one with the same name and path since then. Latchkey does not remove that one.';

/**
 * Returns the resource that this onboarding created, with its current name and ID. Returns undefined if it no longer
 * exists. Throws Blocked if its path was changed, and WaitingForAws if IAM may not show it yet.
 */
async function findOurs(
  run: RunContext,
  resource: ResourceRecord,
  keyIds: readonly string[],
): Promise<ResourceRecord | undefined> {
  const owner = await checkOwnership(run, resource);
  const isAgainThere = owner.whose === 'ours' && resource.status === 'removed' && !isSameEntity(owner, resource);
  // Either AWS carried out a create of ours late, or somebody else created a resource under our path.
  const isExplained = isAgainThere && explainsResource(run.journal.record(), resource);
  if (owner.whose === 'ours' && (isExplained || isSameEntity(owner, resource)))
    return { ...resource, id: owner.entity.id };
  if (isAgainThere) {
    noteResource(run, resource, { reason: createdBySomebody });
    run.deps.log.warn('Latchkey leaves a resource that no call on record explains', { arn: resource.arn });
    return undefined;
  }
  if (owner.whose !== 'absent' && owner.whose !== 'ours' && owner.entity.id === resource.id) {
    throw new Blocked(
      resource,
      `Somebody changed its path: it is now ${owner.entity.arn}, which Latchkey has no permission to delete. Delete it, or change its path back to ${run.plan.path}, then try again.`,
    );
  }
  const renamed = await findRenamedUser(run, resource, keyIds);
  if (renamed !== undefined) return renamed;
  if (owner.whose === 'absent') assertNotNew(run, resource);
  if (owner.whose === 'absent' && resource.status === 'made') scheduleLaterLook(run, resource);
  // The name is free, or belongs to a resource that somebody else created, possibly under the same path.
  return undefined;
}

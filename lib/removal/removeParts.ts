import { emptyIfAbsent } from '../account/absent.ts';
import { checkOwnership, isSameEntity } from '../account/ownership.ts';
import { callAws, noteLaterLook, noteRemoval, type RunContext } from '../account/runContext.ts';
import type { Membership, PlanParts } from '../blueprints/planParts.ts';
import { hasCode } from '../core/awsFailure.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { withStep } from '../record/stepProgress.ts';
import { removeOrLeave } from './teardown.ts';

type Attachment = PlanParts['attachments'][number];

/**
 * Removes parts of a plan: detaches the policies, removes the users from the groups, and deletes the policies and groups.
 * It accepts that something is gone already, so that it can run again after a crash at any point. What a person has to
 * decide is left, and the record says why.
 */
export async function removeParts(
  run: RunContext,
  { attachments, memberships, resources }: Pick<PlanParts, 'attachments' | 'memberships' | 'resources'>,
): Promise<void> {
  const { journal, deps } = run;
  const step = (name: string, work: () => Promise<void>) => withStep(journal, deps.clock, name, work);
  // A group that is deleted loses its policies with it.
  const isDeleted = (type: string, name: string) => resources.some((each) => each.type === type && each.name === name);
  for (const each of attachments.filter(({ type, name }) => !isDeleted(type, name)))
    await step(`detach ${nameOf(each.policyArn)} from ${each.name}`, () => detach(run, each));
  for (const each of memberships) await step(`remove ${each.user} from ${each.group}`, () => leave(run, each));
  for (const type of ['group', 'policy'] as const)
    for (const { arn } of resources.filter((each) => each.type === type)) {
      const recorded = journal.record().resources.find((each) => each.arn === arn);
      if (recorded !== undefined) await step(`remove-${type} ${recorded.name}`, () => removeOrLeave(run, recorded));
    }
}

function detach(run: RunContext, { type, name, policyArn }: Attachment): Promise<void> {
  const { account } = run;
  return remove(run, holderOf(run, type, name), {
    send: () =>
      type === 'user'
        ? account.removeFromUser(name, 'attached-policy', policyArn)
        : account.detachGroupPolicy(name, policyArn),
    list: () =>
      type === 'user' ? account.listOnUser(name, 'attached-policy') : account.listAttachedGroupPolicies(name),
    id: policyArn,
  });
}

function leave(run: RunContext, { user, group }: Membership): Promise<void> {
  const { account } = run;
  return remove(run, holderOf(run, 'user', user), {
    send: () => account.removeUserFromGroup(user, group),
    list: () => account.listOnUser(user, 'group-membership'),
    id: group,
  });
}

/** How something is removed from a user or group, and how IAM lists it. */
interface Removal {
  readonly send: () => Promise<void>;
  readonly list: () => Promise<readonly string[]>;
  readonly id: string;
}

/** Removes something from a user or group of ours. Does nothing if it, or its holder, is not there any more. */
async function remove(run: RunContext, holder: ResourceRecord, { send, list, id }: Removal): Promise<void> {
  const attempt = async () => {
    try {
      await send();
    } catch (error) {
      if (!hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
      // IAM authorizes a call on an absent or foreign user by its name without our path.
      if (hasCode(error, 'AccessDenied') && isSameEntity(await checkOwnership(run, holder), holder)) throw error;
      if (hasCode(error, 'NoSuchEntity')) await assertNotListed(run, holder, list, id, error);
    }
  };
  await callAws(run, attempt, { on: [holder] });
  noteRemoval(run);
}

/**
 * Throws WaitingForAws if IAM lists what it has just not found. What an update added a moment ago, IAM may show later: then
 * a later look removes it.
 */
async function assertNotListed(
  run: RunContext,
  { arn }: ResourceRecord,
  list: Removal['list'],
  id: string,
  error: unknown,
): Promise<void> {
  const { deps, journal } = run;
  const record = journal.record();
  const until = record.lease.since + deps.settings.entityLagMs;
  const isListed = (await emptyIfAbsent(list())).includes(id);
  if (isListed && deps.clock.now() < until)
    throw new WaitingForAws(`IAM lists ${id} at ${arn}, but answered its removal with NoSuchEntity.`, until, error);
  if (record.status === 'updating' && record.update.phase === 'undoing') noteLaterLook(run);
}

function holderOf(run: RunContext, type: 'user' | 'group', name: string): ResourceRecord {
  const found = run.journal.record().resources.find((each) => each.type === type && each.name === name);
  if (found === undefined) throw new Error(`the record has no ${type} ${name}`);
  return found;
}

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

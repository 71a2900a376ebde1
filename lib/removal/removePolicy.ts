import { hasCode } from '../core/awsFailure.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, isSameEntity } from '../account/ownership.ts';
import type { PolicyHolder } from '../account/ports.ts';
import { firstNames } from './firstNames.ts';
import { Blocked } from './removal.ts';
import { ignoreAbsent } from '../account/absent.ts';
import type { RunContext } from '../account/runContext.ts';

/** Removes a policy of ours with its versions. Throws Blocked if an entity that Latchkey did not create uses it. */
export async function removePolicy(run: RunContext, resource: ResourceRecord): Promise<void> {
  const { account } = run;
  const holders = await account.listEntitiesForPolicy(resource.arn);
  const others: PolicyHolder[] = [];
  for (const holder of holders) if (!(await detachIfOurs(run, resource, holder))) others.push(holder);
  if (others.length > 0) throw await blockedBy(run, resource, others);
  // Only entities of ours are listed. They no longer use the policy, but the list is eventually consistent.
  if (holders.length > 0) {
    const until = run.journal.record().lease.since + run.deps.settings.entityLagMs;
    if (run.deps.clock.now() >= until) throw await blockedBy(run, resource, holders);
    throw new WaitingForAws(`IAM still lists users or groups that policy ${resource.arn} was detached from.`, until);
  }
  for (const { id, isDefault } of await account.listPolicyVersions(resource.arn)) {
    if (!isDefault) await ignoreAbsent(account.deletePolicyVersion(resource.arn, id));
  }
  await account.deletePolicy(resource.arn);
}

/** Returns whether the entity is ours. If it still exists, detaches the policy from it. */
async function detachIfOurs(
  run: RunContext,
  { arn }: ResourceRecord,
  { type, name, id }: PolicyHolder,
): Promise<boolean> {
  // Compared by unique ID, because ours may have been renamed, and the name may belong to another entity by now.
  const recorded = run.journal
    .record()
    .resources.find((each) => each.type === type && (each.id === undefined ? each.name === name : each.id === id));
  if (recorded === undefined) return false;
  const ours = { ...recorded, name };
  const owner = await checkOwnership(run, ours);
  if (owner.whose === 'absent') return true;
  if (!isSameEntity(owner, ours)) return false;
  const detached =
    type === 'user'
      ? run.account.removeFromUser(name, 'attached-policy', arn)
      : run.account.detachGroupPolicy(name, arn);
  await detached.catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
  });
  return true;
}

async function blockedBy(run: RunContext, resource: ResourceRecord, others: readonly PolicyHolder[]): Promise<Blocked> {
  const bounded = await run.account.listEntitiesForPolicy(resource.arn, 'PermissionsBoundary');
  const isBounded = ({ id }: PolicyHolder) => bounded.some((each) => each.id === id);
  const listed = (all: readonly PolicyHolder[]) => firstNames(all.map(({ type, name }) => `${type} ${name}`));
  const attached = others.filter((each) => !isBounded(each));
  const sentences = [
    ...(attached.length === 0
      ? []
      : [
          `The policy is attached to ${listed(attached)}, which Latchkey did not create. Detach it there, then try again.`,
        ]),
    ...(bounded.length === 0
      ? []
      : [
          `The policy is the permissions boundary of ${listed(others.filter(isBounded))}, which Latchkey did not create. Set another permissions boundary there, or none, then try again.`,
        ]),
  ];
  return new Blocked(resource, sentences.join(' '));
}

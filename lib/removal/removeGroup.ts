import type { ResourceRecord } from '../record/onboarding.ts';
import { emptyIfAbsent, Blocked, ignoreAbsent } from './removal.ts';
import type { RunContext } from '../account/runContext.ts';

/** Removes a group of ours. Throws Blocked, and leaves it as it is, where somebody else's user is in it. */
export async function removeGroup(run: RunContext, resource: ResourceRecord): Promise<void> {
  const { account } = run;
  const { members } = await account.getGroup(resource.name);
  // Our own are out of it by now; a list that lags may still show them. By ID, since a name may be another's by now.
  const ours = run.journal.record().resources.filter(({ type }) => type === 'user');
  const others = members.filter(
    (member) => !ours.some(({ id, name }) => (id === undefined ? name === member.name : id === member.id)),
  );
  if (others.length > 0) {
    throw new Blocked(
      resource,
      `The group has members that Latchkey did not create (${others.map(({ name }) => name).join(', ')}). Remove them from the group, then try again.`,
    );
  }
  for (const arn of await emptyIfAbsent(account.listAttachedGroupPolicies(resource.name)))
    await ignoreAbsent(account.detachGroupPolicy(resource.name, arn));
  for (const name of await emptyIfAbsent(account.listGroupPolicies(resource.name)))
    await ignoreAbsent(account.deleteGroupPolicy(resource.name, name));
  await account.deleteGroup(resource.name);
}

import type { ResourceRecord } from '../record/onboarding.ts';
import { firstNames } from './firstNames.ts';
import { Blocked } from './removal.ts';
import { emptyIfAbsent, ignoreAbsent } from '../account/absent.ts';
import type { RunContext } from '../account/runContext.ts';

/** Removes a group of ours. Throws Blocked, and changes nothing, if it has members that Latchkey did not create. */
export async function removeGroup(run: RunContext, resource: ResourceRecord): Promise<void> {
  const { account } = run;
  const { members } = await account.getGroup(resource.name);
  // Our users have left the group, but IAM may still show them. They are compared by unique ID, because a name may
  // belong to another user by now.
  const ours = run.journal.record().resources.filter(({ type }) => type === 'user');
  const others = members.filter(
    (member) => !ours.some(({ id, name }) => (id === undefined ? name === member.name : id === member.id)),
  );
  if (others.length > 0) {
    throw new Blocked(
      resource,
      `The group has members that Latchkey did not create (${firstNames(others.map(({ name }) => name))}). Remove them from the group, then try again.`,
    );
  }
  for (const arn of await emptyIfAbsent(account.listAttachedGroupPolicies(resource.name)))
    await ignoreAbsent(account.detachGroupPolicy(resource.name, arn));
  for (const name of await emptyIfAbsent(account.listGroupPolicies(resource.name)))
    await ignoreAbsent(account.deleteGroupPolicy(resource.name, name));
  await account.deleteGroup(resource.name);
}

import { hasCode } from '../core/awsFailure.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership } from '../account/ownership.ts';
import type { UserItemType } from '../account/ports.ts';
import { emptyIfAbsent, Blocked, isSameEntity, removeUserItem } from './removal.ts';
import { allSettledOrThrow, type RunContext } from '../account/runContext.ts';

/** In this order: what a user can sign with goes first. */
const itemTypes: readonly UserItemType[] = [
  'access-key',
  'login-profile',
  'signing-certificate',
  'ssh-public-key',
  'service-specific-credential',
  'mfa-device',
  'inline-policy',
  'attached-policy',
  'group-membership',
];

/** Removes a user of ours with all that hangs on it. Throws Blocked where it is in a group of somebody else's. */
export async function removeUser(run: RunContext, resource: ResourceRecord): Promise<void> {
  const { account } = run;
  const lists = await allSettledOrThrow(
    itemTypes.map(async (what) => ({ what, ids: await emptyIfAbsent(account.listOnUser(resource.name, what)) })),
  );
  const foreignGroups: string[] = [];
  for (const { what, ids } of lists) {
    for (const id of ids) {
      try {
        await removeUserItem(run, resource, what, id);
      } catch (error) {
        if (what !== 'group-membership' || !hasCode(error, 'AccessDenied') || (await isOurGroup(run, id))) throw error;
        foreignGroups.push(id);
      }
    }
  }
  if (foreignGroups.length > 0) {
    throw new Blocked(
      resource,
      `The user was added to the group ${foreignGroups.join(' and the group ')}, which Latchkey did not create. Remove the user from there, then try again.`,
    );
  }
  await account.deleteUser(resource.name);
}

async function isOurGroup(run: RunContext, name: string): Promise<boolean> {
  const group = run.journal.record().resources.find((each) => each.type === 'group' && each.name === name);
  return group !== undefined && isSameEntity(await checkOwnership(run, group), group);
}

import { allSettledOrThrow } from '../core/allSettled.ts';
import { hasCode } from '../core/awsFailure.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, isSameEntity } from '../account/ownership.ts';
import { assertNotNew, Blocked, removeUserItem, type OtherItemType } from './removal.ts';
import { emptyIfAbsent } from '../account/absent.ts';
import { keyContextOf } from '../account/keyContext.ts';
import { removeKeys } from '../account/removeKeys.ts';
import { callAws, type RunContext } from '../account/runContext.ts';

/** Items are removed in this order, after the keys: first those with which a user can authenticate. */
const itemTypes: readonly OtherItemType[] = [
  'login-profile',
  'signing-certificate',
  'ssh-public-key',
  'service-specific-credential',
  'mfa-device',
  'inline-policy',
  'attached-policy',
  'group-membership',
];

/** Removes a user of ours with all its items. Throws Blocked if the user is in a group that Latchkey did not create. */
export async function removeUser(run: RunContext, resource: ResourceRecord): Promise<void> {
  const { account } = run;
  const recorded = run.journal.record().resources.find(({ arn }) => arn === resource.arn) ?? resource;
  const findUser = () => Promise.resolve(resource);
  const removing = removeKeys(keyContextOf(run), recorded, { keep: 'none', findUser });
  const listing = allSettledOrThrow(
    // Each list is retried by itself: IAM may throttle one of the parallel calls.
    itemTypes.map(async (what) => ({
      what,
      ids: await callAws(run, () => emptyIfAbsent(account.listOnUser(resource.name, what)), { on: [recorded] }),
    })),
  );
  await Promise.allSettled([removing, listing]);
  await removing;
  const lists = await listing;
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
  if (group === undefined) return false;
  const owner = await checkOwnership(run, group);
  if (owner.whose === 'absent') assertNotNew(run, group);
  return isSameEntity(owner, group);
}

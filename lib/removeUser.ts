import { hasCode } from './awsFailure.ts';
import type { ResourceRecord } from './onboarding.ts';
import { lookAt } from './ownership.ts';
import type { UserAppendage } from './ports.ts';
import { absentIsEmpty, Blocked, isTheOne, removeAppendage } from './removal.ts';
import { allOf, type Run } from './run.ts';

/** In this order: what a user can sign with goes first. */
const appendages: readonly UserAppendage[] = [
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
export async function removeUser(run: Run, resource: ResourceRecord): Promise<void> {
  const { account } = run;
  const lists = await allOf(
    appendages.map(async (what) => ({ what, ids: await absentIsEmpty(account.listOnUser(resource.name, what)) })),
  );
  const foreignGroups: string[] = [];
  for (const { what, ids } of lists) {
    for (const id of ids) {
      try {
        await removeAppendage(run, resource, what, id);
      } catch (error) {
        if (what !== 'group-membership' || !hasCode(error, 'AccessDenied') || (await isOurGroup(run, id))) throw error;
        foreignGroups.push(id);
      }
    }
  }
  if (foreignGroups.length > 0) {
    throw new Blocked(
      resource,
      `It was added to the group ${foreignGroups.join(' and the group ')}, which Latchkey did not make: remove it from there, then try again.`,
    );
  }
  await account.deleteUser(resource.name);
}

async function isOurGroup(run: Run, name: string): Promise<boolean> {
  const group = run.journal.record().resources.find((each) => each.type === 'group' && each.name === name);
  return group !== undefined && isTheOne(await lookAt(run, group), group);
}

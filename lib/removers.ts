import { hasCode } from './awsFailure.ts';
import type { AppendageRecord, ResourceRecord } from './onboarding.ts';
import type { UserAppendage } from './ports.ts';
import type { Run } from './run.ts';

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

/** Something that a machine must not decide about stands in the way. */
export class Blocked extends Error {
  readonly resource: ResourceRecord;

  constructor(resource: ResourceRecord, why: string) {
    super(why);
    this.name = 'Blocked';
    this.resource = resource;
  }
}

/** By type, how a thing that is ours is removed with all that holds it. Each may be run again. */
export const removers = {
  user: async (run: Run, resource: ResourceRecord) => {
    const { account } = run;
    const lists = await Promise.all(
      appendages.map(async (what) => ({ what, ids: await absentIsEmpty(account.listOnUser(resource.name, what)) })),
    );
    const foreignGroups: string[] = [];
    for (const { what, ids } of lists) {
      for (const id of ids) {
        try {
          await gone(account.removeFromUser(resource.name, what, id));
          noteAppendage(run, resource, what, id);
        } catch (error) {
          if (what !== 'group-membership' || !hasCode(error, 'AccessDenied')) throw error;
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
    await gone(account.deleteUser(resource.name));
  },
  group: async (run: Run, resource: ResourceRecord) => {
    const { account } = run;
    const { members } = await account.getGroup(resource.name);
    // Our own are out of it by now; a list that lags may still show them.
    const others = members.filter((name) => !run.plan.userNames.includes(name));
    if (others.length > 0) {
      throw new Blocked(
        resource,
        `Users that Latchkey did not make are in it (${others.join(', ')}): remove them, then try again.`,
      );
    }
    for (const arn of await absentIsEmpty(account.listAttachedGroupPolicies(resource.name)))
      await gone(account.detachGroupPolicy(resource.name, arn));
    for (const name of await absentIsEmpty(account.listGroupPolicies(resource.name)))
      await gone(account.deleteGroupPolicy(resource.name, name));
    await gone(account.deleteGroup(resource.name));
  },
  policy: async (run: Run, resource: ResourceRecord) => {
    const { account } = run;
    const { users, groups, roles } = await account.listEntitiesForPolicy(resource.arn);
    const holders = [
      ...users.map((name) => `user ${name}`),
      ...groups.map((name) => `group ${name}`),
      ...roles.map((name) => `role ${name}`),
    ];
    if (holders.length > 0) {
      throw new Blocked(
        resource,
        `It is attached to ${holders.join(', ')}, which Latchkey did not make: detach it there, then try again.`,
      );
    }
    for (const { id, isDefault } of await account.listPolicyVersions(resource.arn)) {
      if (!isDefault) await gone(account.deletePolicyVersion(resource.arn, id));
    }
    await gone(account.deletePolicy(resource.arn));
  },
} as const satisfies Record<ResourceRecord['type'], (run: Run, resource: ResourceRecord) => Promise<void>>;

/** What others hung on our user is named; what the plan attached is not news. */
export function noteAppendage(run: Run, { arn }: ResourceRecord, type: UserAppendage, id: string): void {
  const { resources } = run.journal.record();
  const isPlanned = run.plan.steps.some((step) => 'policyArn' in step && step.policyArn === id);
  if (isPlanned || resources.some(({ name }) => name === id)) return;
  const isVirtual = type === 'mfa-device' && id.startsWith('arn:');
  const entry: AppendageRecord = isVirtual
    ? { type, arn, id, status: 'left', reason: 'Deactivated. The virtual device itself is not ours to delete.' }
    : { type, arn, id, status: 'removed' };
  run.journal.note((record) => ({
    ...record,
    appendages: [
      ...record.appendages.filter((each) => each.arn !== arn || each.type !== type || each.id !== id),
      entry,
    ],
  }));
}

/** Whether it was there or not. */
export async function gone(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
  });
}

export async function absentIsEmpty(list: Promise<readonly string[]>): Promise<readonly string[]> {
  return list.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return [];
    throw error;
  });
}

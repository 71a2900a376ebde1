import { hasCode } from './awsFailure.ts';
import { LeaseLost } from './lease.ts';
import type { AppendageRecord, ResourceRecord } from './onboarding.ts';
import { NotVisibleYet } from './interruptions.ts';
import { lookAt, mayStillAppear } from './ownership.ts';
import type { UserAppendage } from './ports.ts';
import { callToRemove, noteResource, type Run } from './run.ts';
import { noteStep } from './turn.ts';

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

/**
 * Removes what this onboarding made: users first, then groups, then policies, since AWS deletes nothing that something
 * else holds on to. It lists what is there instead of remembering, and tolerates what is gone, so that it can crash
 * anywhere and be run again. What is not ours by path, or not the thing we made by ID, stays.
 */
export async function teardown(run: Run): Promise<readonly Blocked[]> {
  const blocked: Blocked[] = [];
  // Why something was left by an earlier try is no news of this one.
  run.journal.note((record) => ({
    ...record,
    resources: record.resources.map(({ reason: _, ...each }) => each),
  }));
  await removeKeysFirst(run);
  for (const type of ['user', 'group', 'policy'] as const) {
    for (const resource of run.journal.record().resources.filter((each) => each.type === type)) {
      const step = `remove-${type} ${resource.name}`;
      note(run, step, 'running');
      try {
        await remove(run, resource);
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

/**
 * Before an undo takes down anything else: keys that nobody has seen, of all users, so that none is left active behind
 * whatever stops the rest. (An offboarding has turned its keys off already.)
 */
async function removeKeysFirst(run: Run): Promise<void> {
  const { status, foreignKeyIds, resources } = run.journal.record();
  if (status !== 'rolling_back' || foreignKeyIds === undefined) return;
  const users = resources.filter((each) => each.type === 'user' && each.status !== 'removed');
  const results = await Promise.allSettled(
    users.map(async (user) => {
      const look = await callToRemove(run, () => lookAt(run, user));
      if (look.whose !== 'ours' || (user.id !== undefined && look.view.id !== user.id)) return;
      for (const id of await callToRemove(run, () => absentIsEmpty(run.account.listOnUser(user.name, 'access-key')))) {
        await callToRemove(run, () => gone(run.account.removeFromUser(user.name, 'access-key', id)));
        noteAppendage(run, user, 'access-key', id);
      }
    }),
  );
  // Whatever else goes wrong here does so again where the user itself is removed.
  const lost = results.find((result) => result.status === 'rejected' && result.reason instanceof LeaseLost);
  if (lost?.status === 'rejected') throw lost.reason;
}

/** An offboarding shows its progress. An undo keeps the steps that show how far it had come. */
function note(run: Run, step: string, status: 'running' | 'done' | 'failed'): void {
  if (run.journal.record().status === 'offboarding') noteStep(run.journal, run.deps.clock, step, status);
}

async function remove(run: Run, resource: ResourceRecord): Promise<void> {
  // Never sent, or refused before it was made: a role that may not look is no reason to call for a person then.
  if (!run.isRetry && resource.status === 'planned' && resource.sentAt === undefined) return;
  const isOurs = await callToRemove(
    run,
    () => isThereAndOurs(run, resource),
    (error) => error instanceof NotVisibleYet,
  );
  if (isOurs)
    await callToRemove(
      run,
      () => removers[resource.type](run, resource).catch(mustBeGone(run, resource)),
      (error) => hasCode(error, 'DeleteConflict') || error instanceof NotVisibleYet,
    );
  if (isOurs || resource.status !== 'planned') noteResource(run, resource, { status: 'removed' });
}

/** A removal whose answer was lost finds nothing the next time. A list that lags says the same: so the thing itself is looked for. */
function mustBeGone(run: Run, resource: ResourceRecord): (error: unknown) => Promise<void> {
  return async (error) => {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
    if ((await lookAt(run, resource)).whose === 'ours') throw new NotVisibleYet(resource.arn);
  };
}

async function isThereAndOurs(run: Run, resource: ResourceRecord): Promise<boolean> {
  const look = await lookAt(run, resource);
  if (look.whose === 'absent' && resource.status === 'made' && mayStillAppear(run, resource))
    throw new NotVisibleYet(resource.arn);
  if (look.whose !== 'ours') return false;
  // Removed before, and there again: a call of ours that landed late.
  if (resource.status === 'removed') return true;
  // Made anew under the same path and name by somebody else: not what we made.
  return resource.id === undefined || look.view.id === resource.id;
}

const removers = {
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
function noteAppendage(run: Run, { arn }: ResourceRecord, type: UserAppendage, id: string): void {
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

async function gone(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
  });
}

async function absentIsEmpty(list: Promise<readonly string[]>): Promise<readonly string[]> {
  return list.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return [];
    throw error;
  });
}

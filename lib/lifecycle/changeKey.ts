import { deleteKey } from '../account/endKey.ts';
import { checkOwnership, isSameEntity } from '../account/ownership.ts';
import type { ListedAccessKey } from '../account/ports.ts';
import { hasCode } from '../core/awsFailure.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import type { KeyIntent } from '../record/keyWork.ts';
import { withInactive, withoutKey, withRetiring } from '../record/oldKeys.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { KeyLease } from './keyLease.ts';

/** What a process decides to do with a key. */
export type WantedChange = Omit<KeyIntent, 'sentAt'>;

/**
 * Changes an old key in the account: writes the intent, sends the call, and writes the new state. So a process that takes
 * over knows what may have been sent, and why. If the key does not exist any more, the record says so.
 */
export async function changeKey(lease: KeyLease, wanted: WantedChange): Promise<void> {
  const { id, userName, action, reason } = wanted;
  const user = await ourUser(lease, userName);
  const sentAt = lease.awsNow();
  await lease.commit((record) => ({
    ...record,
    ...(record.keyWork && { keyWork: { ...record.keyWork, intent: { ...wanted, sentAt } } }),
  }));
  const isThere = await send(lease, user, wanted);
  const now = lease.awsNow();
  const { endsAt = now } = wanted;
  await lease.commit(({ keyWork, ...record }) => {
    const done = { ...record, ...(keyWork && { keyWork: { ...keyWork, intent: undefined } }) };
    if (!isThere) return withoutKey(done, id, byOthers.deleted);
    switch (action) {
      case 'activate':
        return withRetiring(done, id, { reason, now, endsAt });
      case 'deactivate':
        return withInactive(done, id, { reason, now, endsAt });
      case 'delete':
        return withoutKey(done, id, reason);
    }
  });
}

/** What the record says of changes that Latchkey did not make. */
export const byOthers = {
  deleted: 'Somebody has deleted this key in the account.',
  deactivated: 'Somebody has deactivated this key in the account.',
  activated: 'Somebody has activated this key in the account.',
} as const;

/**
 * Sends the call of a change. Returns false if the key does not exist any more. Throws WaitingForAws if the key is so new
 * that IAM may not show it yet.
 */
async function send(lease: KeyLease, user: ResourceRecord, { id, action }: WantedChange): Promise<boolean> {
  const { account } = lease;
  if (action === 'delete') {
    await deleteKey(lease, { user, userName: user.name, id });
    return true;
  }
  try {
    await lease.call(() =>
      action === 'activate' ? account.activateKey(user.name, id) : account.deactivateKey(user.name, id),
    );
    return true;
  } catch (error) {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
    const listed = await listKeys(lease, user);
    const { handedOverAt = 0 } = lease.record().keys.find((key) => key.id === id) ?? {};
    const mayAppear = handedOverAt + lease.deps.settings.entityLagMs;
    if (lease.awsNow() < mayAppear)
      throw new WaitingForAws(`Latchkey created the access key ${id}, and IAM does not show it yet.`, mayAppear, error);
    if (!listed.some((key) => key.id === id)) return false;
    throw new WaitingForAws(`IAM lists the access key ${id}, but does not find it.`, lease.since, error);
  }
}

/** Lists the keys of a user. */
export function listKeys(lease: KeyLease, user: ResourceRecord): Promise<readonly ListedAccessKey[]> {
  return lease.call(() => lease.account.listAccessKeys(user.name));
}

/**
 * Returns the user with this name. Throws `identity-changed` if it is not the one that the onboarding created, because IAM
 * identifies keys by the user's name.
 */
export async function ourUser(lease: KeyLease, userName: string): Promise<ResourceRecord> {
  const user = lease.record().resources.find(({ type, name }) => type === 'user' && name === userName);
  if (user !== undefined && isSameEntity(await lease.call(() => checkOwnership(lease, user)), user)) return user;
  throw new ProblemError(
    'identity-changed',
    `The account no longer has the user ${userName} that this onboarding created: it was deleted, renamed or replaced. No key was changed. Ask the tenant's administrator who changed it.`,
  );
}

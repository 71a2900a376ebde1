import type { ListedAccessKey } from '../account/ports.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import { replacedAt } from '../record/keyTimes.ts';
import { withInactive, withoutKey, withRetiring } from '../record/oldKeys.ts';
import { callsOnKey } from '../record/unknownCalls.ts';
import { byOthers, changeKey } from './changeKey.ts';
import type { KeyLease } from './keyLease.ts';
import { defaultGraceMs, inactiveUntil, ownReasons } from './oldKeyTimes.ts';

/**
 * Compares the old keys of a user with what IAM lists, and brings the record and the account together again:
 *
 * - A delayed call of Latchkey that AWS carried out after a later one is reversed.
 * - A call of Latchkey whose answer was lost is completed in the record.
 * - Everything else somebody in the account has done. Latchkey does not reverse it: the record follows.
 */
export async function followAccount(
  lease: KeyLease,
  userName: string,
  listed: readonly ListedAccessKey[],
): Promise<void> {
  const ids = lease.record().keys.flatMap((key) => (isOld(key) && key.userName === userName ? [key.id] : []));
  for (const id of ids) {
    const key = lease.record().keys.find((each) => each.id === id);
    if (key === undefined || !isBelievable(lease, key)) continue;
    const found = listed.find((each) => each.id === id);
    if (found === undefined) await noteDeleted(lease, key);
    else if (found.isActive !== (key.state === 'retiring')) await followStatus(lease, key, found.isActive);
  }
}

const isOld = ({ state }: HandedOverKey) => state !== 'handed_over';

/** Whether a list of IAM shows the last change of a key: IAM shows a change with a delay. */
function isBelievable({ deps, awsNow }: KeyLease, { handedOverAt, changedAt = 0 }: HandedOverKey): boolean {
  return awsNow() >= Math.max(handedOverAt, changedAt) + deps.settings.entityLagMs;
}

async function noteDeleted(lease: KeyLease, { id }: HandedOverKey): Promise<void> {
  const isOwn = callsOnKey(lease.record(), id).some(({ change }) => change?.to === 'deleted');
  await lease.commit((record) => withoutKey(record, id, isOwn ? ownReasons.deleted : byOthers.deleted));
}

async function followStatus(lease: KeyLease, key: HandedOverKey, isActive: boolean): Promise<void> {
  const { id, userName, changedAt, endsAt } = key;
  const to = isActive ? 'Active' : 'Inactive';
  const call = callsOnKey(lease.record(), id).findLast(({ change }) => change?.to === to);
  if (call !== undefined && call.sentAt < (changedAt ?? replacedAt(key, lease.record().keys))) {
    // AWS carried out an earlier call after the later one.
    const action = isActive ? 'deactivate' : 'activate';
    return changeKey(lease, { id, userName, action, reason: ownReasons.late, endsAt, isFinal: true });
  }
  const now = lease.awsNow();
  const isOwn = call !== undefined;
  await lease.commit((record) =>
    isActive
      ? withRetiring(record, id, {
          reason: isOwn ? ownReasons.activated : byOthers.activated,
          now,
          endsAt: now + defaultGraceMs,
        })
      : withInactive(record, id, {
          reason: isOwn ? ownReasons.deactivated : byOthers.deactivated,
          now,
          endsAt: inactiveUntil(lease.deps, now),
        }),
  );
}

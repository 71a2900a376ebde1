import type { ListedAccessKey } from '../account/ports.ts';
import { isUseByOthers } from '../account/unlistedKeys.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import { replacedAt } from '../record/keyTimes.ts';
import { withLook } from '../record/oldKeys.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { changeKey, listKeys } from './changeKey.ts';
import { judgeOldKey, nextLookAt, recordedWithinMs, type Judgement } from './judgeOldKey.ts';
import type { KeyLease } from './keyLease.ts';
import { inactiveUntil, ownReasons } from './oldKeyTimes.ts';

/** What a look at a key that was replaced has found. */
export interface OldKeyLook extends Judgement {
  readonly lastUse: HandedOverKey['lastUse'];
  /** When the new key was handed over (epoch ms). */
  readonly replacedAt: number;
}

/** Does what is due of a `retiring` key: the first look, or the end of its grace time. */
export async function lookAtRetiring(lease: KeyLease, user: ResourceRecord, key: HandedOverKey): Promise<void> {
  const { deps } = lease;
  const isOver = (key.endsAt ?? 0) <= deps.clock.now() + deps.settings.marginMs;
  if (isOver) return endGrace(lease, user, key);
  await noteLook(lease, key, await lookAtOldKey(lease, user, key, { isConfirmed: true }), undefined);
}

/** Ends the grace time of a key: deactivates it, or keeps it and looks again later. */
async function endGrace(lease: KeyLease, user: ResourceRecord, key: HandedOverKey): Promise<void> {
  const { id, userName, endsAt = 0 } = key;
  const now = lease.awsNow();
  const deactivate = (reason: string, isFinal: boolean) =>
    changeKey(lease, { id, userName, action: 'deactivate', reason, endsAt: inactiveUntil(lease.deps, now), isFinal });
  const since = replacedAt(key, lease.record().keys);
  if (endsAt <= since) return deactivate(ownReasons.noGrace, true);
  // Before that, IAM may not show a use of either key.
  const readableAt = since + recordedWithinMs + lease.deps.settings.marginMs;
  if (now < readableAt) {
    await lease.commit((record) => withLook(record, id, { ...lookOf(key), lookAt: readableAt }));
    return;
  }
  const look = await lookAtOldKey(lease, user, key, { isConfirmed: false });
  if (look.kept === undefined) return deactivate(ownReasons.graceOver, false);
  await noteLook(lease, key, look, nextLookAt(endsAt, lease.deps.clock.now()));
}

const lookOf = ({ kept, lastUse, longestPauseMs }: HandedOverKey) => ({ kept, lastUse, longestPauseMs });

/** Writes what a look has found. `lookAt` undefined: the grace time is not over, and its end does not change. */
export async function noteLook(
  lease: KeyLease,
  { id }: HandedOverKey,
  { kept, lastUse, longestPauseMs }: OldKeyLook,
  lookAt: number | undefined,
): Promise<void> {
  const isOver = lookAt !== undefined;
  await lease.commit((record) =>
    withLook(record, id, { kept: isOver ? kept : undefined, lastUse, longestPauseMs, lookAt }),
  );
}

/** Reads the use of an old key and of the key that replaced it, and decides whether the old one can be ended. */
export async function lookAtOldKey(
  lease: KeyLease,
  user: ResourceRecord,
  key: HandedOverKey,
  { isConfirmed }: { readonly isConfirmed: boolean },
): Promise<OldKeyLook> {
  const replacement = replacementOf(lease, key);
  const listed = await listKeys(lease, user);
  const replacing = listed.find(({ id }) => id === replacement?.id);
  const lastUse = await useByOthers(lease, key.id, listed);
  const since = replacedAt(key, lease.record().keys);
  const facts = {
    key,
    lastUse,
    replacedAt: since,
    isNewKeyActive: replacing?.isActive === true,
    isNewKeyUsed: isConfirmed || (await useByOthers(lease, replacement?.id, listed)) !== undefined,
    now: lease.awsNow(),
  };
  return { ...judgeOldKey(facts), lastUse, replacedAt: since };
}

/** Returns the last use of a listed key, unless it is the call with which Latchkey verified the key. */
async function useByOthers({ account, call }: KeyLease, id: string | undefined, listed: readonly ListedAccessKey[]) {
  const key = listed.find((each) => each.id === id);
  if (key === undefined) return undefined;
  const use = await call(() => account.lastUseOfKey(key.id));
  return isUseByOthers(use, key.createdAt) ? use : undefined;
}

/** Returns the key in force of the same user. */
function replacementOf(lease: KeyLease, { userName }: HandedOverKey): HandedOverKey | undefined {
  return lease.record().keys.find((each) => each.userName === userName && each.state === 'handed_over');
}

import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import type { LeaseSettings } from '../core/ports.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import type { Leased, Onboarding, UserKeyIds } from '../record/onboarding.ts';
import type { ListedAccessKey } from './ports.ts';
import { callAws, noteRemoval, resourceOf, type OpenedClock, type RunContext } from './runContext.ts';

/** Notes a key that Latchkey has created and that nobody has received yet. */
export function noteHeldKey(run: RunContext, userName: string, id: string): void {
  run.journal.note((record) => {
    const held = heldKeyIds(record);
    const others = held.filter((each) => each.userName !== userName);
    return { ...record, heldKeyIds: [...others, { userName, ids: [...idsOf(held, userName), id] }] };
  });
}

/** Notes that a key that nobody has received no longer exists. */
export function noteHeldKeyGone(run: RunContext, id: string): void {
  run.journal.note((record) => withoutHeldKeys(record, [id]));
}

/** Returns the record without these keys among those that nobody has received. */
function withoutHeldKeys<T extends Onboarding>(record: T, gone: readonly string[]): T {
  const left = heldKeyIds(record)
    .map(({ userName, ids }) => ({ userName, ids: ids.filter((id) => !gone.includes(id)) }))
    .filter(({ ids }) => ids.length > 0);
  return { ...record, heldKeyIds: left.length === 0 ? undefined : left };
}

/** Returns the IDs of the keys that Latchkey has created and that nobody has received. Never those of disclosed keys. */
export function heldKeyIds(record: Onboarding): readonly UserKeyIds[] {
  const disclosed = disclosedKeyIds(record).flatMap(({ ids }) => ids);
  return (record.heldKeyIds ?? [])
    .map(({ userName, ids }) => ({ userName, ids: ids.filter((id) => !disclosed.includes(id)) }))
    .filter(({ ids }) => ids.length > 0);
}

/** For how long IAM may not find a key to delete it that it has just created, in milliseconds. */
const absentForMs = 60_000;

/**
 * Deletes the keys whose IDs the record holds and that nobody has received. No list has to show them: ListAccessKeys may
 * not show a new key yet. The ID of a key belongs to no other key, so it does not matter who has the user's name now.
 */
export async function deleteHeldKeys(run: RunContext): Promise<void> {
  for (const { userName, ids } of heldKeyIds(run.journal.record())) {
    for (const id of ids) {
      await deleteHeldKey(run, userName, id);
      noteHeldKeyGone(run, id);
      noteRemoval(run);
    }
  }
}

async function deleteHeldKey(run: RunContext, userName: string, id: string): Promise<void> {
  const { settings } = run.deps;
  const { since } = run.journal.record().lease;
  const made = recentChanges({ ...settings, entityLagMs: Math.min(absentForMs, settings.entityLagMs) }).entityMade(
    since,
  );
  let mayBeDone = false;
  const attempt = async () => {
    try {
      await run.account.removeFromUser(userName, 'access-key', id);
    } catch (error) {
      const isAbsent = hasCode(error, 'NoSuchEntity');
      if (isAbsent && (mayBeDone || run.deps.clock.now() >= made.until)) return;
      if (error instanceof AwsFailure && error.outcome === 'unknown') mayBeDone = true;
      throw error;
    }
  };
  await callAws(run, attempt, { on: [resourceOf(run, 'user', userName)], recent: [made] });
}

/** The most windows that a record keeps. The oldest ones have no keys any more. */
const maxWindows = 10;

/**
 * Returns the windows of a record with a new one: from now on, this process sends CreateAccessKey. The times are those of
 * AWS's clock, with which IAM dates the keys.
 */
export function withKeyWindow(record: Onboarding, now: number, { aheadMs }: OpenedClock) {
  return [...(record.keyWindows ?? []).slice(1 - maxWindows), { from: now + aheadMs, aheadMs }];
}

/** Returns the record with its last window closed: after `at` (epoch ms), its process sends no CreateAccessKey. */
export function closeKeyWindow<T extends Leased>(record: T, at: number): T {
  const { keyWindows } = record;
  if (keyWindows === undefined) return record;
  return {
    ...record,
    keyWindows: keyWindows.map((each) => (each.until === undefined ? { ...each, until: at + each.aheadMs } : each)),
  };
}

/** IAM's times are whole seconds, and so is the one by which AWS's clock is read (ms). */
const roundingMs = 2000;

/**
 * Whether a key that the record does not name may be one of Latchkey's: IAM dates it within a window in which Latchkey
 * sent CreateAccessKey, or within the duration of one call after it. All others are those of somebody else.
 */
export function mayBeOurs(
  { keyWindows }: Onboarding,
  { createdAt }: Pick<ListedAccessKey, 'createdAt'>,
  { requestTimeoutMs, marginMs }: LeaseSettings,
): boolean {
  if (keyWindows === undefined) return true;
  return keyWindows.some(
    ({ from, until = Infinity }) =>
      createdAt >= from - roundingMs && createdAt <= until + requestTimeoutMs + marginMs + roundingMs,
  );
}

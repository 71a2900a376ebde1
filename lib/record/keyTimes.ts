import { rotateByOf, type HandedOverKey } from './handedOverKeys.ts';
import { withDueTimes } from './dueTimes.ts';
import type { InStatus } from './onboarding.ts';

/** When the keys of a claimed onboarding are due. All times are epoch ms. */

/** How long before a key should be replaced the event `credentials.rotation_due` reports it, in ms: 14 days. */
const longestNoticeMs = 14 * 24 * 3_600_000;

/** Returns when the first of the keys in force should be replaced. Undefined if none is in force. */
export function rotateAtOf(keys: readonly HandedOverKey[]): number | undefined {
  return earliest(keys.filter(isInForce).map(rotateByOf));
}

/**
 * Returns the record with the due times that follow from its keys: the next look at an old key, and the next report of
 * keys that should be replaced. Nobody receives such a report of an onboarding without a webhook.
 */
export function withKeyTimes(record: InStatus<'claimed'>): InStatus<'claimed'> {
  const { keys, keyWork, webhook } = record;
  const unreported = webhook === undefined ? [] : keys.filter((key) => isInForce(key) && key.isDueReported !== true);
  return withDueTimes(record, {
    rotation: keyWork === undefined ? earliest(keys.flatMap((key) => keyDueAt(key, keys) ?? [])) : keyWork.dueAt,
    rotationNotice: earliest(unreported.map(noticeAt)),
  });
}

/**
 * Returns when an old key is due to be ended, or looked at. The first look at a `retiring` key is due when it is replaced.
 * Undefined for a key in force.
 */
export function keyDueAt(key: HandedOverKey, keys: readonly HandedOverKey[]): number | undefined {
  const { state, endsAt = 0, lookAt = 0 } = key;
  if (state === 'handed_over') return undefined;
  return Math.max(isFirstLookDue(key) ? replacedAt(key, keys) : endsAt, lookAt);
}

/** Whether nobody has looked yet when a `retiring` key was last used. */
function isFirstLookDue({ state, longestPauseMs }: HandedOverKey): boolean {
  return state === 'retiring' && longestPauseMs === undefined;
}

/** Returns when the key in force of the same user was handed over (epoch ms). 0 if there is none. */
export function replacedAt({ userName }: HandedOverKey, keys: readonly HandedOverKey[]): number {
  return keys.find((key) => key.userName === userName && isInForce(key))?.handedOverAt ?? 0;
}

/** Returns the record after the report of the keys that should be replaced soon, at `now`. */
export function withDueReported(record: InStatus<'claimed'>, now: number): InStatus<'claimed'> {
  const keys = record.keys.map((key) =>
    isInForce(key) && noticeAt(key) <= now ? { ...key, isDueReported: true as const } : key,
  );
  return withKeyTimes({ ...record, keys });
}

/** A key that should be replaced after a few days is reported when half of them are over. */
function noticeAt(key: HandedOverKey): number {
  const rotateBy = rotateByOf(key);
  return Math.ceil(rotateBy - Math.min(longestNoticeMs, (rotateBy - key.handedOverAt) / 2));
}

const isInForce = ({ state }: HandedOverKey) => state === 'handed_over';

function earliest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times);
}

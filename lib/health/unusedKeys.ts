import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Look, LookedKey } from './look.ts';

/** After how long without use a key is reported, in milliseconds: 90 days (AWS Security Hub control IAM.22 has 45). */
const unusedAfterMs = 90 * 24 * 3_600_000;

/** The longest time from the creation of a key until Latchkey has verified it or has stopped trying, in milliseconds. */
const verifiedWithinMs = 2 * 60_000;

/** Returns when a key was last used by anybody but Latchkey, which verifies it once. Null: never. */
export function usedAt({ lastUsed, createdAt = 0 }: Pick<LookedKey, 'lastUsed' | 'createdAt'>): number | null {
  if (lastUsed === null || lastUsed === undefined) return null;
  const isOwnCheck = lastUsed.service === 'sts' && lastUsed.at <= createdAt + verifiedWithinMs;
  return isOwnCheck ? null : lastUsed.at;
}

/** Returns the keys that were handed over at least 90 days before `now` (epoch ms) and not used for as long. */
export function unusedKeys(record: Onboarding, { keys }: Look, now: number): readonly LookedKey[] {
  const since = now - unusedAfterMs;
  const old = disclosedKeys(record).filter(
    ({ state, handedOverAt }) => state === 'handed_over' && handedOverAt <= since,
  );
  return keys.filter(
    (key) =>
      key.state === 'active' &&
      key.lastUsed !== undefined &&
      old.some(({ id }) => id === key.id) &&
      (usedAt(key) ?? 0) <= since,
  );
}

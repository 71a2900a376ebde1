import { createHash } from 'node:crypto';
import type { Look, LookItem } from './look.ts';
import { isQuarantine } from './quarantine.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
const placeOf = ({ kind, subject }: LookItem) => digest(`${kind} ${subject}`);

/**
 * Returns a fingerprint of each item that has drifted: eight digits for the item, and eight for its differences. An item
 * that the look did not find out about keeps the fingerprint that it had. A lost role is not one of them, and neither is
 * a quarantine policy: they have events of their own.
 *
 * @param before the fingerprints after the look before
 */
export function fingerprintsOf({ items, result }: Look, before: readonly string[]): readonly string[] {
  const drifted = driftedItems(items).map((item) => {
    const differences = item.differences.map(({ what, expected, found }) => [what, expected, found]);
    return `${placeOf(item)}${digest(JSON.stringify(differences))}`;
  });
  const known = items.filter(({ state }) => state === 'as_planned' || state === 'drifted').map(placeOf);
  const isChecked = (fingerprint: string) => known.some((place) => fingerprint.startsWith(place));
  // A user that is gone has no items but its own. What was found of it before is not found again.
  const isWhole = result === 'as_planned' || result === 'drifted';
  const isUnknown = (fingerprint: string) =>
    items.some((item) => item.state === 'unknown' && fingerprint.startsWith(placeOf(item)));
  const kept = before.filter((each) => (isWhole ? isUnknown(each) : !isChecked(each)));
  return [...new Set([...drifted, ...kept])].toSorted();
}

/** Returns the drifted items with the differences that `onboarding.drifted` reports. */
export function driftedItems(items: readonly LookItem[]) {
  return items.flatMap((item) => {
    const differences = (item.differences ?? []).filter(({ found }) => found === undefined || !isQuarantine(found));
    return item.kind === 'role' || item.state !== 'drifted' || differences.length === 0
      ? []
      : [{ ...item, differences }];
  });
}

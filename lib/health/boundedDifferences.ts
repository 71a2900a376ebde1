import type { LookItem } from './look.ts';

/**
 * How many bytes the differences of a look have at most, besides the first of each item. DynamoDB stores at most 400 KB in
 * an item (Developer Guide, "Quotas in Amazon DynamoDB"), and somebody in the account decides how many policies, groups and
 * tags a user has, and how long their names are.
 */
const maxBytes = 150_000;

/** Returns the items with fewer differences if they are too many to be stored. The first of each item always stays. */
export function boundedDifferences(items: readonly LookItem[]): readonly LookItem[] {
  let left = maxBytes;
  return items.map(({ differences, ...item }): LookItem => {
    if (differences === undefined) return item;
    const kept = differences.filter((each, index) => {
      left -= Buffer.byteLength(JSON.stringify(each));
      return index === 0 || left > 0;
    });
    const omitted = differences.length - kept.length;
    const reason = `${String(omitted)} more differences are not listed here, because there are too many in all.`;
    return { ...item, differences: kept, ...(omitted > 0 && { reason }) };
  });
}

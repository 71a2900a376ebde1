import { disclosedKeyIds } from './disclosedKeyIds.ts';
import type { Onboarding, UserItemCount, UserItemRecord } from './onboarding.ts';

/**
 * How many user items a record names. An item has at most about 1 KB, and DynamoDB stores at most 400 KB in a record. IAM
 * limits how many items a user has at a time, but somebody can attach new ones to a user after each removal.
 */
export const maxUserItems = 100;

/**
 * Returns the record with at most 100 user items. `moreUserItems` counts the others. Three kinds always stay, because
 * other code looks for them: the item that was noted last, which may still be removed, the disclosed keys, and keys of
 * others that are left. If there is room for more, items that are left in the account stay, and then removed ones. Of
 * equal items, those that were noted first stay.
 *
 * Nothing that Latchkey does depends on the names in the list: a removal lists in IAM what a user has.
 */
export function boundedItems<T extends Onboarding>(record: T): T {
  const { userItems } = record;
  if (userItems.length <= maxUserItems) return record;
  const disclosed = new Set(disclosedKeyIds(record).flatMap(({ ids }) => ids));
  const last = userItems.at(-1);
  const rank = (item: UserItemRecord) => {
    if (item === last || disclosed.has(item.id) || (item.type === 'access-key' && item.status === 'left')) return 0;
    return item.status === 'left' ? 1 : 2;
  };
  const named = new Set(userItems.toSorted((one, other) => rank(one) - rank(other)).slice(0, maxUserItems));
  const counted = userItems.filter((item) => !named.has(item));
  return {
    ...record,
    userItems: userItems.filter((item) => named.has(item)),
    moreUserItems: counted.reduce(withOneMore, record.moreUserItems ?? []),
  };
}

function withOneMore(
  counts: readonly UserItemCount[],
  { arn, type, status }: UserItemRecord,
): readonly UserItemCount[] {
  const isSame = (each: UserItemCount) => each.arn === arn && each.type === type && each.status === status;
  const count = (counts.find(isSame)?.count ?? 0) + 1;
  return [...counts.filter((each) => !isSame(each)), { type, arn, status, count }];
}

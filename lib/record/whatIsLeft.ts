import type { ProblemSlug } from '../core/errors.ts';
import type { Onboarding, ResourceRecord, UserItemRecord, UserKeyIds } from './onboarding.ts';
import { userItemOf } from './userItems.ts';

/**
 * Returns the end of the detail of a problem: how much is left in the account, whether a key may be active, and how to
 * continue. Empty if nothing is left. The receipt has the ARN and the reason of each resource, so that the detail stays
 * short.
 */
export function whatIsLeft(
  {
    id,
    foreignKeyIds,
    userItems,
    moreUserItems = [],
  }: Pick<Onboarding, 'id' | 'foreignKeyIds' | 'userItems' | 'moreUserItems'>,
  accessKeyIds: readonly UserKeyIds[],
  resources: readonly ResourceRecord[],
  slug: ProblemSlug,
): string {
  const left = resources.filter(({ status }) => status === 'left');
  if (left.length === 0) return '';
  const isRemoved = ({ type, status }: Pick<UserItemRecord, 'type' | 'status'>) =>
    type === 'access-key' && status === 'removed';
  const isRemovedKey = (arn: string, id: string) =>
    userItemOf({ userItems }, { arn, type: 'access-key', id })?.status === 'removed';
  const mayWork = left
    .filter(({ type }) => type === 'user')
    .some(({ name, arn }) => {
      const disclosed = accessKeyIds.find(({ userName }) => userName === name);
      if (disclosed !== undefined) return disclosed.ids.some((id) => !isRemovedKey(arn, id));
      // An undisclosed key may exist. A removal deletes keys first, and then `userItems` has an entry for it.
      const isListed = [...userItems, ...moreUserItems].some((each) => each.arn === arn && isRemoved(each));
      return foreignKeyIds !== undefined && !isListed;
    });
  const count = `${left.length} resource${left.length === 1 ? '' : 's'}`;
  return [
    ` ${count} may still be in the account: the receipt in GET /v1/onboardings/${id} lists them.`,
    ...(mayWork ? [' An access key of a user in this list may be active.'] : []),
    slug === 'access-lost'
      ? ' When Latchkey has access again, delete the onboarding to remove all of them.'
      : ' When the cause is resolved, delete the onboarding to remove the rest.',
  ].join('');
}

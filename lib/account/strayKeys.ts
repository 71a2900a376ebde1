import { planForRemoval } from '../blueprints/blueprints.ts';
import { ignoreAbsent } from './absent.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import type { InStatus } from '../record/onboarding.ts';
import { checkOwnership } from './ownership.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { retrying } from '../core/retry.ts';
import { findUnlistedKeys, toleranceMs, withOthersKeys } from './unlistedKeys.ts';
import { withFoundKey } from '../record/unknownCalls.ts';

/**
 * Deletes the keys of a claimed onboarding's users that a CreateAccessKey of Latchkey created whose answer was lost. All
 * else that the users have stays as it is. Users that are no longer ours are skipped.
 *
 * @returns the record with what the look has found: which calls made keys, and the keys that somebody else created
 */
export async function removeStrayKeys(
  deps: AccountDeps,
  claimed: InStatus<'claimed'>,
  account: TenantAccount,
  deadline: number,
): Promise<InStatus<'claimed'>> {
  // Throws in a status that the function does not know, before anything is asked or deleted.
  disclosedKeyIds(claimed);
  let record = claimed;
  const context = { deps, account, ...planForRemoval(deps, claimed) };
  const retry = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt);
  for (const user of claimed.resources.filter(({ type }) => type === 'user')) {
    const owner = await retry(() => checkOwnership(context, user));
    if (owner.whose !== 'ours' || owner.entity.id !== user.id) continue;
    const { ours, others } = await retry(() => findUnlistedKeys({ deps, account, record, user }));
    for (const { id, createdAt } of ours) {
      await ignoreAbsent(retry(() => account.removeFromUser(user.name, 'access-key', id)));
      record = withFoundKey(record, user, id, createdAt, toleranceMs(deps.settings));
    }
    record = { ...record, userItems: withOthersKeys(record.userItems, user, others) };
    if (others.length > 0)
      deps.log.warn('the later look leaves keys that no call of Latchkey explains', { user: user.arn, keyIds: others });
  }
  return record;
}

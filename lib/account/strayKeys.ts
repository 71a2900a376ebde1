import { planForRemoval } from '../blueprints/blueprints.ts';
import { ignoreAbsent } from './absent.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import type { InStatus } from '../record/onboarding.ts';
import { checkOwnership } from './ownership.ts';
import type { OpenedAccount } from './openRunContext.ts';
import type { AccountDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';
import { findUnlistedKeys, toleranceMs, withOthersKeys } from './unlistedKeys.ts';
import { withFoundKey } from '../record/unknownCalls.ts';

/**
 * Deletes keys of a claimed onboarding's users if Latchkey created them with a CreateAccessKey whose answer was lost.
 * Changes nothing else of the users. Skips users that are no longer ours.
 *
 * @returns the record, which now contains the keys that the calls on record created and those that somebody else
 * created
 */
export async function removeStrayKeys(
  deps: AccountDeps,
  claimed: InStatus<'claimed'>,
  { account, assumedAt, sessionSince }: Pick<OpenedAccount, 'account' | 'assumedAt' | 'sessionSince'>,
  deadline: number,
): Promise<InStatus<'claimed'>> {
  // `disclosedKeyIds` throws for a status that it does not handle. It is called here so that no call is sent in that
  // case.
  disclosedKeyIds(claimed);
  let record = claimed;
  const context = { deps, account, ...planForRemoval(deps, claimed) };
  const changed = recentChanges(deps.settings);
  const recent = [changed.sessionGiven(sessionSince), changed.permissionsChanged(assumedAt)];
  const retry = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt, { recent: () => recent });
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
      deps.log.warn('the later look leaves keys that no call on record explains', { user: user.arn, keyIds: others });
  }
  return record;
}

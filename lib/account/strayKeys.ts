import { planForRemoval } from '../blueprints/blueprints.ts';
import { ignoreAbsent } from './absent.ts';
import { disclosedKeyIds, idsOf, knownKeyIds } from '../record/disclosedKeyIds.ts';
import type { InStatus } from '../record/onboarding.ts';
import { checkOwnership } from './ownership.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { retrying } from '../core/retry.ts';

/**
 * Deletes the keys of a claimed onboarding's users that a delayed CreateAccessKey of Latchkey created. Latchkey sent
 * such a call before the call that created the disclosed key. If a key is younger than the disclosed key by more than
 * the duration of one call, somebody else created it, and it is kept. Users that are no longer ours are skipped.
 */
export async function removeStrayKeys(
  deps: AccountDeps,
  claimed: InStatus<'claimed'>,
  account: TenantAccount,
  deadline: number,
): Promise<void> {
  const { requestTimeoutMs, marginMs } = deps.settings;
  const callMs = requestTimeoutMs + marginMs;
  const allDisclosed = disclosedKeyIds(claimed);
  const context = { deps, account, ...planForRemoval(deps, claimed) };
  const retry = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt);
  for (const user of claimed.resources.filter(({ type }) => type === 'user')) {
    const owner = await retry(() => checkOwnership(context, user));
    if (owner.whose !== 'ours' || owner.entity.id !== user.id) continue;
    const disclosed = idsOf(allDisclosed, user.name);
    const known = knownKeyIds(claimed, user.name);
    const keys = await retry(() => account.listAccessKeys(user.name));
    // Both times come from IAM's clock, because Latchkey's clock may differ. Latchkey's own time is used only if the
    // disclosed key no longer exists.
    const claimedAt = keys.find(({ id }) => disclosed.includes(id))?.createdAt ?? claimed.claimedAt;
    for (const { id, createdAt } of keys) {
      if (known.includes(id) || createdAt >= claimedAt + callMs) continue;
      await ignoreAbsent(retry(() => account.removeFromUser(user.name, 'access-key', id)));
    }
  }
}

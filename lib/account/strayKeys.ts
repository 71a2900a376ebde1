import { planForRemoval } from '../blueprints/blueprints.ts';
import { hasCode } from '../core/awsFailure.ts';
import { disclosedKeyIds, idsOf, knownKeyIds } from '../record/disclosedKeyIds.ts';
import type { InStatus } from '../record/onboarding.ts';
import { checkOwnership } from './ownership.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { retrying } from '../core/retry.ts';

/**
 * Deletes the keys of a claimed onboarding's users that a delayed call of ours made. Such a call was sent before the one
 * that made the key on record: what is younger than that one by more than a call takes is somebody else's. And a user
 * that is not ours any more is left alone.
 */
export async function removeStrayKeys(
  deps: AccountDeps,
  claimed: InStatus<'claimed'>,
  account: TenantAccount,
  deadline: number,
): Promise<void> {
  const { requestTimeoutMs, marginMs } = deps.settings;
  const callMs = requestTimeoutMs + marginMs;
  const handedOut = disclosedKeyIds(claimed);
  const place = { deps, account, ...planForRemoval(deps, claimed) };
  const again = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt);
  for (const user of claimed.resources.filter(({ type }) => type === 'user')) {
    const look = await again(() => checkOwnership(place, user));
    if (look.whose !== 'ours' || look.entity.id !== user.id) continue;
    const disclosed = idsOf(handedOut, user.name);
    const known = knownKeyIds(claimed, user.name);
    const keys = await again(() => account.listAccessKeys(user.name));
    // IAM's clock beside IAM's clock, since ours may differ; ours only where the key on record is gone.
    const claimedAt = keys.find(({ id }) => disclosed.includes(id))?.createdAt ?? claimed.claimedAt;
    for (const { id, createdAt } of keys) {
      if (known.includes(id) || createdAt >= claimedAt + callMs) continue;
      await again(() => account.removeFromUser(user.name, 'access-key', id)).catch((error: unknown) => {
        if (!hasCode(error, 'NoSuchEntity')) throw error;
      });
    }
  }
}

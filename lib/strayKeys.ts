import { planOf } from './blueprints.ts';
import { hasCode } from './awsFailure.ts';
import type { InStatus } from './onboarding.ts';
import { lookAt } from './ownership.ts';
import type { Deps, TenantAccount } from './ports.ts';
import { retrying } from './retry.ts';

/**
 * Deletes the keys of a claimed onboarding's users that a delayed call of ours made. Younger ones than the claim are
 * somebody else's, since after its claim an onboarding makes no key; and a user that is not ours any more is left alone.
 */
export async function removeStrayKeys(
  deps: Deps,
  claimed: InStatus<'claimed'>,
  account: TenantAccount,
  deadline: number,
): Promise<void> {
  const { requestTimeoutMs, marginMs } = deps.settings;
  const madeBefore = claimed.claimedAt + requestTimeoutMs + marginMs;
  const place = { deps, account, ...planOf(deps, claimed) };
  const again = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt);
  for (const user of claimed.resources.filter(({ type }) => type === 'user')) {
    const look = await again(() => lookAt(place, user));
    if (look.whose !== 'ours' || look.view.id !== user.id) continue;
    const known = [...(claimed.foreignKeyIds?.[user.name] ?? []), ...(claimed.accessKeyIds[user.name] ?? [])];
    for (const { id, createdAt } of await again(() => account.listAccessKeys(user.name))) {
      if (known.includes(id) || createdAt >= madeBefore) continue;
      await again(() => account.removeFromUser(user.name, 'access-key', id)).catch((error: unknown) => {
        if (!hasCode(error, 'NoSuchEntity')) throw error;
      });
    }
  }
}

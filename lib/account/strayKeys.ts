import type { InStatus } from '../record/onboarding.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { keyContextOfLook } from './keyContext.ts';
import { findIfOurs, removeKeys } from './removeKeys.ts';

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
  account: TenantAccount,
  deadline: number,
): Promise<InStatus<'claimed'>> {
  const context = keyContextOfLook({ deps, account, deadline }, claimed);
  for (const user of claimed.resources.filter(({ type }) => type === 'user'))
    await removeKeys(context, user, { keep: 'disclosed', findUser: () => findIfOurs(context, user) });
  return context.changed();
}

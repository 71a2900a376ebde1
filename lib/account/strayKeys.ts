import type { Onboarding } from '../record/onboarding.ts';
import type { KeyContext } from './keyContext.ts';
import { findIfOurs, removeKeys } from './removeKeys.ts';

/**
 * Deletes keys of a claimed onboarding's users if Latchkey created them with a CreateAccessKey whose answer was lost.
 * Notes these keys, and those that somebody else created, in the context's record. Changes nothing else of the users.
 * Skips users that are no longer ours.
 */
export async function removeStrayKeys(context: KeyContext, { resources }: Onboarding): Promise<void> {
  for (const user of resources.filter(({ type }) => type === 'user'))
    await removeKeys(context, user, { keep: 'disclosed', findUser: () => findIfOurs(context, user) });
}

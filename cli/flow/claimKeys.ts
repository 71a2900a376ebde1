import type { Onboarding } from '../../client/index.ts';
import { checkDestination } from '../keys/checkDestination.ts';
import type { KeyDestination } from '../keys/destination.ts';
import { expectedUsers } from '../keys/expectedUsers.ts';
import { issueKeys } from './issueKeys.ts';
import { keyOutput } from './keyOutput.ts';
import type { Work } from './work.ts';

/**
 * Claims the keys of a ready onboarding and writes them to their destination, which is checked before.
 *
 * @returns the onboarding without secrets
 * @throws DestinationError before the claim, and Failure if the keys are not where they should be
 */
export async function claimKeys(work: Work, onboarding: Onboarding, destination: KeyDestination): Promise<Onboarding> {
  const { id } = onboarding;
  const checked = await checkDestination(destination, expectedUsers(onboarding), keyOutput(work.context));
  const claim = {
    what: 'claim',
    next: `latchkey claim ${id}`,
    send: (options: object) => work.client.claim(id, options),
    withoutKeys: ({ reason = 'The service does not repeat them.' }) =>
      `The answer had no keys. ${reason}\nlatchkey get ${id} shows whether keys were issued. If so, latchkey rotate ${id} --undelivered replaces them.`,
  };
  return issueKeys(work, claim, checked);
}

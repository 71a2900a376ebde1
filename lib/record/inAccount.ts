import type { Onboarding, ResourceRecord } from './onboarding.ts';

/** Returns whether a resource of this onboarding may be in the account under this name. */
export function mayExist({ status, sentAt }: ResourceRecord): boolean {
  return status === 'made' || status === 'left' || (status === 'planned' && sentAt !== undefined);
}

/** Returns whether nothing that this onboarding created can be in the account. */
export function hasNothingInAccount({
  mayHaveMade,
  resources,
}: Pick<Onboarding, 'mayHaveMade' | 'resources'>): boolean {
  return !mayHaveMade && !resources.some(mayExist);
}

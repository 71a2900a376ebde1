import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Look } from './look.ts';

/** Returns the IDs of the disclosed keys of an onboarding, sorted, as a look has them. */
export function keyIdsOf(onboarding: Onboarding): readonly string[] {
  return disclosedKeyIds(onboarding)
    .flatMap(({ ids }) => ids)
    .toSorted();
}

/** Returns a stored look, or undefined if the onboarding has other keys by now: the look is then about the keys before. */
export function currentLook(onboarding: Onboarding, look: Look | undefined): Look | undefined {
  const keyIds = keyIdsOf(onboarding);
  return look?.keyIds.join(' ') === keyIds.join(' ') ? look : undefined;
}

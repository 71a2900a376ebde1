import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Look } from './look.ts';

/** Returns the disclosed keys of an onboarding with their states, sorted, as a look names them. */
export function recordKeysOf(onboarding: Onboarding): readonly string[] {
  return disclosedKeys(onboarding)
    .map(({ id, state }) => `${id} ${state}`)
    .toSorted();
}

/** Returns a stored look, or undefined if the onboarding has other keys by now: the look is then about the keys before. */
export function currentLook(onboarding: Onboarding, look: Look | undefined): Look | undefined {
  return look?.recordKeys.join() === recordKeysOf(onboarding).join() ? look : undefined;
}

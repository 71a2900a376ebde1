import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { lookSchema, type Look } from './look.ts';

/** Returns the disclosed keys of an onboarding with their states, sorted, as a look names them. */
export function recordKeysOf(onboarding: Onboarding): readonly string[] {
  return disclosedKeys(onboarding)
    .map(({ id, state }) => `${id} ${state}`)
    .toSorted();
}

/** Returns a look from its item in the table. Undefined if there is none, or if another version of Latchkey wrote it. */
export function storedLook(item: unknown): Look | undefined {
  return lookSchema.safeParse(item).data;
}

/** Whether the onboarding still has the keys and the plan that a look is about. */
export function isCurrent(onboarding: Onboarding, { recordKeys, updates }: Look): boolean {
  return updates === onboarding.updates && recordKeys.join() === recordKeysOf(onboarding).join();
}

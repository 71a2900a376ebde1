import { retrying } from '../core/retry.ts';
import { currentLook } from '../health/currentLook.ts';
import type { Look } from '../health/look.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';

/** The onboarding, and what the last look at its account found. */
export interface Looked {
  readonly onboarding: Onboarding;
  /** Undefined: nobody has looked since its keys were handed over. */
  readonly look: Look | undefined;
}

/** Returns the result of the last look. Makes no call to AWS. */
export async function lastLook(deps: RequestDeps, onboarding: Onboarding, deadline: number): Promise<Looked> {
  const stored = await retrying(deps.clock, deadline, () => deps.store.getLook(onboarding.id));
  return { onboarding, look: currentLook(onboarding, stored) };
}

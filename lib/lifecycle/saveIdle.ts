import { advance } from '../record/advance.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';

/**
 * Stores the record of an onboarding that no process works on. If another process has changed the record meanwhile,
 * writes nothing and returns `before`.
 */
export async function saveIdle<T extends Onboarding, N extends Onboarding>(
  deps: LifecycleDeps,
  before: T,
  next: N,
): Promise<T | N> {
  return (await advance(deps, before, next, deps.newOwner())) ?? before;
}

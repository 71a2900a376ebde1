import { ProblemError } from './errors.ts';
import { slotIsFree } from './onboarding.ts';
import type { Deps, Slot } from './ports.ts';
import { retrying } from './retry.ts';

/**
 * Takes the slot for an onboarding whose record is about to be written: one holder per tenant, account, blueprint and
 * user names. Throws 409 `slot-held` with the holder. A holder that has ended, or whose request died before its
 * record, gives way.
 */
export async function takeSlot(deps: Deps, slot: Slot, onboardingId: string, deadline: number): Promise<void> {
  const { store, clock, settings } = deps;
  const again = <T>(attempt: () => Promise<T>) => retrying(clock, deadline, attempt);
  const holder = { onboardingId, heldUntil: clock.now() + settings.leaseMs };
  let standing = await again(() => store.takeSlot(slot, holder));
  while (standing !== undefined) {
    const before = standing;
    const record = await again(() => store.get(before.onboardingId));
    const isFree = record === undefined ? before.heldUntil < clock.now() : slotIsFree(record.status);
    if (!isFree) throw held(before.onboardingId, record?.status);
    standing = await again(() => store.takeSlot(slot, holder, before));
  }
}

function held(onboardingId: string, status: string | undefined): ProblemError {
  return new ProblemError(
    'slot-held',
    `Onboarding ${onboardingId} (${status ?? 'just begun'}) already holds this tenant, account, blueprint and user names. Go on with that one, or choose other names.`,
    { onboarding: onboardingId },
  );
}

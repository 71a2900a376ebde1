import { ProblemError } from '../core/errors.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { retrying } from '../core/retrying.ts';
import type { RequestDeps } from './ports.ts';

type SlotDeps = Pick<RequestDeps, 'store' | 'clock' | 'settings'>;

/**
 * Deletes the slots of a tenant that were taken by requests which stopped before they wrote a record: nothing else leads
 * to them. Throws 409 while such a request may still write its record.
 */
export async function dropAbandonedSlots(
  { store, clock, settings }: SlotDeps,
  tenantId: string,
  deadline: number,
): Promise<void> {
  for (const slot of await retrying(clock, deadline, () => store.slotsOf(tenantId))) {
    if (clock.monotonic() >= deadline) throw new OutOfTime();
    // Read before the record: the holder writes no record after `heldUntil`.
    const now = clock.now();
    const record = await retrying(clock, deadline, () => store.get(slot.onboardingId));
    if (record !== undefined) continue;
    const left = slot.heldUntil + settings.marginMs - now;
    if (left >= 0) throw stillHeldProblem(slot.onboardingId, left);
    await retrying(clock, deadline, () => store.dropSlot(slot, slot));
  }
}

function stillHeldProblem(onboarding: string, leftMs: number): ProblemError {
  return new ProblemError(
    'in-progress',
    `A create of this tenant, with the onboarding ${onboarding}, has begun a short time ago and stored no record. A part of the tenant is erased. Send the same request again.`,
    { retryAfterSeconds: Math.max(5, Math.ceil(leftMs / 1000)) },
  );
}

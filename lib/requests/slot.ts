import { findBlueprint } from '../blueprints/versions.ts';
import { nameParameter } from '../blueprints/parameters.ts';
import { ProblemError } from '../core/errors.ts';
import { inProgressProblem } from './idempotency.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { slotIsFree, type Onboarding } from '../record/onboarding.ts';
import type { RequestDeps, Slot, SlotHolder } from './ports.ts';
import { retrying } from '../core/retrying.ts';

/** A slot that a request holds for the record that it is about to write. */
export interface TakenSlot {
  /** When the onboarding that held the slot before ended (epoch ms). Undefined if there was none. */
  readonly freedAt: number | undefined;
  /** Throws OutOfTime if the write could happen after the reservation: another request may have the slot by then. */
  check(): void;
  /** Releases the slot, so that the same request can be sent again at once. For errors before the record is written. */
  release(): Promise<void>;
}

/**
 * Takes the slot for an onboarding whose record the caller is about to write: the first one (`version` 0), or the next
 * one after `failed`. A slot has one holder per tenant, account, blueprint and user names. Replaces a holder whose
 * onboarding has ended, or whose request stopped before its write. Throws 409 `slot-held` with the ID of the holder
 * otherwise.
 */
export async function takeSlot(
  deps: RequestDeps,
  slot: Slot,
  { id: onboardingId, version }: Pick<Onboarding, 'id' | 'version'>,
  deadline: number,
): Promise<TakenSlot> {
  const { store, clock, settings } = deps;
  const retry = <T>(attempt: () => Promise<T>) => retrying(clock, deadline, attempt);
  const takenAt = clock.monotonic();
  const holder: SlotHolder = { onboardingId, version, heldUntil: clock.now() + settings.leaseMs };
  let otherHolder = await retry(() => store.takeSlot(slot, holder));
  let freedAt: number | undefined;
  while (otherHolder !== undefined) {
    const before = otherHolder;
    const record = await retry(() => store.get(before.onboardingId));
    if (!isFree(before, record, clock.now() - settings.marginMs)) {
      // Only a create can send other names.
      const blueprint = version === 0 ? findBlueprint(deps, slot.blueprint) : undefined;
      throw slotHeldProblem(before, record, blueprint && nameParameter(blueprint, 'user'));
    }
    freedAt = record?.updatedAt;
    otherHolder = await retry(() => store.takeSlot(slot, holder, before));
  }
  return {
    freedAt,
    release: () => store.dropSlot(slot, holder).catch(() => undefined),
    check: () => {
      const left = takenAt + settings.leaseMs - clock.monotonic();
      if (left <= settings.requestTimeoutMs + settings.marginMs) throw new OutOfTime();
    },
  };
}

/**
 * Whether another onboarding may take the slot. Until `heldUntil` the slot is reserved for a write that has not
 * happened yet: the first record of its holder, or the next one after `failed`.
 */
function isFree(holder: SlotHolder, record: Onboarding | undefined, now: number): boolean {
  const isWritePending = record === undefined || record.version === holder.version;
  if (isWritePending && holder.heldUntil >= now) return false;
  return record === undefined || slotIsFree(record.status);
}

function slotHeldProblem(
  { onboardingId }: SlotHolder,
  record: Onboarding | undefined,
  parameter: string | undefined,
): ProblemError {
  // The holder's request may still fail before it writes its record, so the caller cannot continue with that onboarding
  // yet.
  if (record === undefined) return inProgressProblem(onboardingId);
  const offboard = `offboard it (DELETE /v1/onboardings/${onboardingId})`;
  const choices =
    parameter === undefined ? ` or ${offboard}` : `, ${offboard}, or send another name in parameters.${parameter}`;
  return new ProblemError(
    'slot-held',
    `Onboarding ${onboardingId} (status ${record.status}) already exists for this tenant, account, blueprint and user names. Use that onboarding${choices}.`,
    { onboarding: onboardingId, conflictsWith: onboardingId },
  );
}

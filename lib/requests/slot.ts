import { ProblemError } from '../core/errors.ts';
import { inProgressProblem } from './idempotency.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { slotIsFree, type Onboarding } from '../record/onboarding.ts';
import type { RequestDeps, Slot, SlotHolder } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** A slot that was taken for a record about to be written. */
export interface TakenSlot {
  /** When the holder before ended (epoch ms); undefined if the slot had none. */
  readonly freedAt: number | undefined;
  /** Throws OutOfTime where the write that it was taken for could come after its hold: somebody else may have it then. */
  check(): void;
}

/**
 * Takes the slot for an onboarding whose record is about to be written, or, with its `version`, moved on from `failed`:
 * one holder per tenant, account, blueprint and user names. Throws 409 `slot-held` with the holder. A holder that has
 * ended, or whose request died before its write, gives way.
 */
export async function takeSlot(
  deps: RequestDeps,
  slot: Slot,
  { id: onboardingId, version }: Pick<Onboarding, 'id' | 'version'>,
  deadline: number,
): Promise<TakenSlot> {
  const { store, clock, settings } = deps;
  const again = <T>(attempt: () => Promise<T>) => retrying(clock, deadline, attempt);
  const takenAt = clock.monotonic();
  const holder: SlotHolder = { onboardingId, version, heldUntil: clock.now() + settings.leaseMs };
  let standing = await again(() => store.takeSlot(slot, holder));
  let freedAt: number | undefined;
  while (standing !== undefined) {
    const before = standing;
    const record = await again(() => store.get(before.onboardingId));
    if (!isFree(before, record, clock.now() - settings.marginMs)) throw held(before, record);
    freedAt = record?.updatedAt;
    standing = await again(() => store.takeSlot(slot, holder, before));
  }
  return {
    freedAt,
    check: () => {
      const left = takenAt + settings.leaseMs - clock.monotonic();
      if (left <= settings.requestTimeoutMs + settings.marginMs) throw new OutOfTime();
    },
  };
}

/** Until its hold is over a slot belongs to the write it was taken for: the first one, or the next after `failed`. */
function isFree(holder: SlotHolder, record: Onboarding | undefined, now: number): boolean {
  const isStillToWrite = record === undefined || record.version === holder.version;
  if (isStillToWrite && holder.heldUntil >= now) return false;
  return record === undefined || slotIsFree(record.status);
}

function held({ onboardingId }: SlotHolder, record: Onboarding | undefined): ProblemError {
  // Its request may still fail before there is anything to go on with.
  if (record === undefined) return inProgressProblem(onboardingId);
  return new ProblemError(
    'slot-held',
    `Onboarding ${onboardingId} (${record.status}) already exists for this tenant, account, blueprint and user names. Continue with that onboarding, or choose other user names.`,
    { onboarding: onboardingId },
  );
}

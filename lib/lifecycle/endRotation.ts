import { deleteUnrecordedKeys } from '../account/accessKeys.ts';
import type { RunContext } from '../account/runContext.ts';
import { shortReason } from '../core/toProblem.ts';
import { heldKeys } from '../record/heldKeys.ts';
import { withFailedLook } from '../record/inPlace.ts';
import type { Journal } from '../record/journal.ts';
import type { InStatus, Leased, Onboarding } from '../record/onboarding.ts';
import { toNotRotated } from '../record/transitions.ts';
import { withoutExplained } from '../record/unknownCalls.ts';
import type { LifecycleDeps } from './ports.ts';
import { waitingFor } from './postpone.ts';

/** Ends an unfinished rotation without a new key: deletes the undisclosed key. All other keys are as before. */
export async function returnToClaimed(run: RunContext): Promise<Onboarding> {
  await deleteUnrecordedKeys(run, rotating(run.journal.record()).rotation.userName);
  return run.journal.commit((record) => toNotRotated(withoutExplained(rotating(record), run.deps.clock.now())));
}

/**
 * Ends an unfinished rotation whose key could not be deleted. The key stays on record, and a later look tries it again
 * after `delayMs`: the keys that were handed over work, so the onboarding is not stopped because of it.
 */
export async function endRotation(
  deps: Pick<LifecycleDeps, 'clock' | 'log'>,
  journal: Journal,
  error: unknown,
  delayMs: number,
): Promise<Onboarding> {
  const onboarding = await journal.commit((record) => {
    const now = deps.clock.now();
    return withFailedLook(toNotRotated(rotating(record)), waitingFor(error, now, now + delayMs));
  });
  deps.log.warn('the key of a rotation that failed could not be deleted; Latchkey tries again', {
    onboardingId: onboarding.id,
    keyIds: heldKeys(onboarding).map(({ id }) => id),
    reason: shortReason(error),
  });
  return onboarding;
}

/** Returns the record of an onboarding whose key is replaced. Throws for a record in another status. */
export function rotating(record: Leased): InStatus<'rotating'> {
  if (record.status === 'rotating') return record;
  throw new Error(`a rotation does not continue in ${record.status}`);
}

import { deleteUnrecordedKeys } from '../account/accessKeys.ts';
import { deleteKey, isRefusal } from '../account/endKey.ts';
import { keyContextOf } from '../account/keyContext.ts';
import { resourceOf, type RunContext } from '../account/runContext.ts';
import { shortReason } from '../account/toProblem.ts';
import { heldKeys } from '../record/heldKeys.ts';
import { withFailedLook } from '../record/inPlace.ts';
import type { Journal } from '../record/journal.ts';
import type { InStatus, Leased, Onboarding } from '../record/onboarding.ts';
import { toNotRotated } from '../record/transitions.ts';
import { withoutExplained } from '../record/unknownCalls.ts';
import type { LifecycleDeps } from './ports.ts';
import { waitingFor } from './postpone.ts';

/**
 * Ends an unfinished rotation without a new key: deletes the undisclosed key, and the key that the caller ends, unless AWS
 * refuses that. All other keys are as before.
 */
export async function returnToClaimed(run: RunContext): Promise<Onboarding> {
  await deleteUnrecordedKeys(run, rotating(run.journal.record()).rotation.userName);
  await endPrevious(run).catch((error: unknown) => {
    if (!isRefusal(error, run.deps.clock.now())) throw error;
  });
  return run.journal.commit((record) => toNotRotated(withoutExplained(rotating(record), run.deps.clock.now())));
}

/**
 * Deletes the key whose grace time the caller ends, if there is one. The receipt names it, and the audit trail says that it
 * is deleted. It can be run again: the process may stop before the record says so.
 */
export async function endPrevious(run: RunContext): Promise<void> {
  const { rotation, keys } = rotating(run.journal.record());
  const { userName, ends } = rotation;
  if (ends === undefined) return;
  // IAM may not show yet a key that was handed over a moment ago.
  const { handedOverAt } = keys.find(({ id }) => id === ends) ?? {};
  await deleteKey(keyContextOf(run), { user: resourceOf(run, 'user', userName), userName, id: ends }, handedOverAt);
  await run.journal.commit((record) => {
    const before = rotating(record);
    const left = before.keys.filter(({ id }) => id !== ends);
    return { ...before, keys: left, rotation: { ...before.rotation, ends: undefined } };
  });
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

import { handleCleanupFailure } from './cleanupFailure.ts';
import { stopForBlocked } from './stopForPerson.ts';
import type { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import { heldLease, withLaterLook } from '../record/inPlace.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { toFailed, toRollingBack } from '../record/transitions.ts';
import type { LifecycleDeps } from './ports.ts';
import type { RunContext } from '../account/runContext.ts';
import { withoutExplained } from '../record/unknownCalls.ts';
import { teardown } from '../removal/teardown.ts';

/**
 * Rolls back a failed provisioning. Stores `rolling_back` and the cause first, so that the process that takes over
 * after a crash continues the rollback. Then removes everything that this onboarding created. The onboarding ends in
 * `failed`, or in `needs_attention` if a removal needs a decision by a person. The account gets a later look, for calls
 * that AWS carried out late.
 */
export async function rollBack(deps: LifecycleDeps, run: RunContext, cause: ProblemError): Promise<Onboarding> {
  await beginRollback(deps, run.journal, cause);
  return continueRollback(deps, run, cause).catch((error: unknown) => handleCleanupFailure(deps, run.journal, error));
}

/** Stores `rolling_back` and the cause. From then on, each attempt continues the rollback. Their count starts anew. */
export async function beginRollback(deps: LifecycleDeps, journal: Journal, cause: ProblemError): Promise<void> {
  const now = deps.clock.now();
  await journal.commit((record) => toRollingBack(withLaterLook(record, now), heldLease(record), cause.problem, now));
}

/** Does the rest of a rollback, from `rolling_back` on. Throws what the removal throws. */
export async function continueRollback(deps: LifecycleDeps, run: RunContext, cause: ProblemError): Promise<Onboarding> {
  const { journal } = run;
  const blocked = await teardown(run);
  if (blocked.length > 0) return stopForBlocked(journal, blocked);
  journal.note((record) => withoutExplained(record, deps.clock.now()));
  return endFailed(journal, cause);
}

/** Ends the onboarding in `failed`, which frees its slot. */
export async function endFailed(journal: Journal, { problem }: ProblemError): Promise<Onboarding> {
  return journal.commit((record) => toFailed(record, problem));
}

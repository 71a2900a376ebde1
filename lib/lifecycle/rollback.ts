import { stopForBlocked, stopForFailure } from './needsAttention.ts';
import type { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { idleUntilReconcile, commonPart, type Onboarding } from '../record/onboarding.ts';
import { hasNothingInAccount } from './reenterAccount.ts';
import { isWorthWaiting, postpone } from './postpone.ts';
import type { LifecycleDeps } from './ports.ts';
import { isSessionRefused } from '../account/openRunContext.ts';
import type { RunContext } from '../account/runContext.ts';
import { reconcileAfterMs, withoutExplained, withUncheckedResources } from '../record/unknownCalls.ts';
import { teardown } from '../removal/teardown.ts';

/**
 * Rolls back a failed provisioning. Stores `rolling_back` and the cause first, so that the process that takes over
 * after a crash continues the rollback. Then removes everything that this onboarding created. The onboarding ends in
 * `failed`, or in `needs_attention` if a removal needs a decision by a person. The account gets a later look, for calls
 * that AWS carried out late.
 */
export async function rollBack(deps: LifecycleDeps, run: RunContext, cause: ProblemError): Promise<Onboarding> {
  await beginRollback(deps, run.journal, cause);
  return continueRollback(deps, run, cause);
}

/** Stores `rolling_back` and the cause. From then on, each attempt continues the rollback. Their count starts anew. */
export async function beginRollback(deps: LifecycleDeps, journal: Journal, cause: ProblemError): Promise<void> {
  const reconcileAt = deps.clock.now() + reconcileAfterMs;
  await journal.commit((record) => ({
    ...commonPart(record),
    reconcileAt,
    status: 'rolling_back',
    // The rollback may wait for AWS as long as any other work, however long the provisioning has waited.
    waiting: undefined,
    lease: { ...record.lease, since: deps.clock.now() },
    problem: cause.problem,
  }));
}

/** Does the rest of a rollback, from `rolling_back` on. */
export async function continueRollback(deps: LifecycleDeps, run: RunContext, cause: ProblemError): Promise<Onboarding> {
  const { journal } = run;
  try {
    const blocked = await teardown(run);
    if (blocked.length > 0) return await stopForBlocked(journal, blocked);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (isWorthWaiting(deps, journal.record(), error)) return postpone(deps, journal, error);
    // The later look at an onboarding that has nothing in the account, as far as Latchkey knows.
    const hasNothing = isSessionRefused(error) && hasNothingInAccount(journal.record());
    return hasNothing ? endUnchecked(journal, cause) : stopForFailure(deps, journal, error);
  }
  journal.note((record) => withoutExplained(record, deps.clock.now()));
  return endFailed(journal, cause);
}

/** Ends the onboarding in `failed` after a later look that was not possible. */
export function endUnchecked(journal: Journal, cause: ProblemError): Promise<Onboarding> {
  journal.note(withUncheckedResources);
  return endFailed(journal, cause);
}

/** Ends the onboarding in `failed`, which frees its slot. */
export async function endFailed(journal: Journal, { problem }: ProblemError): Promise<Onboarding> {
  return journal.commit((record) => ({ ...idleUntilReconcile(record), mayHaveMade: false, status: 'failed', problem }));
}

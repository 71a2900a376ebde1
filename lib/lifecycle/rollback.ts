import { stopForBlocked, stopForFailure } from './needsAttention.ts';
import type { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { idleUntilReconcile, commonPart, type Onboarding } from '../record/onboarding.ts';
import { isRetryable, postpone } from './postpone.ts';
import type { LifecycleDeps } from './ports.ts';
import { reconcileAfterMs, type RunContext } from '../account/runContext.ts';
import { teardown } from '../removal/teardown.ts';

/**
 * The way back: `rolling_back` with the cause on record first, so that a crash anywhere goes on with it; then
 * everything that this onboarding made is removed, and it ends in `failed`, or in `needs_attention` where something
 * stays that a machine must not decide about. The account is looked at once more later, for calls that landed late.
 */
export async function rollBack(deps: LifecycleDeps, run: RunContext, cause: ProblemError): Promise<Onboarding> {
  await beginRollback(deps, run.journal, cause);
  return continueRollback(deps, run, cause);
}

/** Its first half: from then on whoever takes the onboarding on goes the way back, with a bound of its own to waiting. */
export async function beginRollback(deps: LifecycleDeps, journal: Journal, cause: ProblemError): Promise<void> {
  const reconcileAt = deps.clock.now() + reconcileAfterMs;
  await journal.commit((record) => ({
    ...commonPart(record),
    reconcileAt,
    status: 'rolling_back',
    // Waiting has a bound of its own on the way back.
    lease: { ...record.lease, since: deps.clock.now() },
    problem: cause.problem,
  }));
}

/** The same from `rolling_back`. */
export async function continueRollback(deps: LifecycleDeps, run: RunContext, cause: ProblemError): Promise<Onboarding> {
  const { journal } = run;
  try {
    const blocked = await teardown(run);
    if (blocked.length > 0) return await stopForBlocked(journal, blocked);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (isRetryable(error, journal.record().lease.since, deps.clock.now())) return postpone(deps, journal, error);
    return stopForFailure(deps, journal, error);
  }
  return endFailed(journal, cause);
}

/** Ends in `failed`, which gives the slot back. */
export async function endFailed(journal: Journal, { problem }: ProblemError): Promise<Onboarding> {
  return journal.commit((record) => ({ ...idleUntilReconcile(record), mayHaveMade: false, status: 'failed', problem }));
}

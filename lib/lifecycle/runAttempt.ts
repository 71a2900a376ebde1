import { accessForOnboarding } from '../access/access.ts';
import { blueprintOf } from '../blueprints/versions.ts';
import { rollBackProvisioning } from './rollBackProvisioning.ts';
import { finishCleanup } from './finishCleanup.ts';
import { ProblemError } from '../core/errors.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import type { NewLease } from '../record/lease.ts';
import type { Leased, Onboarding } from '../record/onboarding.ts';
import { openAccountOf } from '../account/openRunContext.ts';
import type { LifecycleDeps } from './ports.ts';
import { provision } from './provision.ts';
import { deadlineGuard, switchableGuard, acquireLease, withJournal, type Attempt } from '../record/attempt.ts';

/**
 * Acquires the lease, stores the record that `next` returns, and works until there is nothing more to do or the attempt
 * is over. Returns the stored record if another process was faster.
 */
export async function acquireAndRun(
  deps: LifecycleDeps,
  before: Onboarding,
  deadline: number,
  next: (lease: NewLease) => Leased,
): Promise<Onboarding> {
  const attempt = await acquireLease(deps, before, deadline, 'worker', next);
  return attempt === undefined ? rereadRecord(deps, before) : runAttempt(deps, attempt);
}

/** Works on an onboarding whose lease was just acquired, until there is nothing more to do or the attempt is over. */
export async function runAttempt(deps: LifecycleDeps, attempt: Attempt): Promise<Onboarding> {
  try {
    return attempt.stored.status === 'provisioning'
      ? await continueProvisioning(deps, attempt)
      : await withJournal(deps, attempt, (journal) => finishCleanup(deps, journal, attempt.deadline));
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    deps.log.warn('another process took over the onboarding', { onboardingId: attempt.stored.id });
    return rereadRecord(deps, attempt.stored);
  }
}

async function rereadRecord(deps: LifecycleDeps, before: Onboarding): Promise<Onboarding> {
  return (await deps.store.get(before.id)) ?? before;
}

async function continueProvisioning(deps: LifecycleDeps, attempt: Attempt): Promise<Onboarding> {
  const guard = switchableGuard(deadlineGuard(deps, attempt.deadline));
  const blueprint = blueprintOf(deps, attempt.stored);
  if (blueprint === undefined) {
    const problem = new ProblemError(
      'unknown-blueprint',
      `This deployment no longer has the blueprint ${attempt.stored.blueprint}, so the onboarding cannot continue. Deploy the blueprint again, then create another onboarding.`,
    );
    return withJournal(deps, attempt, (journal) => rollBackProvisioning(deps, journal, problem, attempt.deadline));
  }
  const access = await accessForOnboarding(deps, attempt.stored, blueprint);
  const account = openAccountOf(deps, attempt.stored, access, guard, attempt.deadline);
  const { onboarding } = await provision(deps, { ...attempt, access, account, guard, wantsKeys: false });
  return onboarding;
}

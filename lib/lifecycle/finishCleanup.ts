import { resumeRollback } from './rollBackProvisioning.ts';
import { returnToReady } from './claim.ts';
import { returnToClaimed } from './endRotation.ts';
import { ProblemError, type Problem } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import { offboard } from './offboard.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';
import { runCleanup } from './runCleanup.ts';
import { continueUpdate } from './update.ts';

/**
 * Continues an onboarding in `claiming`, `rotating`, `updating`, `rolling_back` or `offboarding`. All but an update only
 * remove things from the account.
 */
export async function finishCleanup(deps: LifecycleDeps, journal: Journal, deadline: number): Promise<Onboarding> {
  const record = journal.record();
  switch (record.status) {
    case 'claiming':
      return runCleanup(deps, journal, deadline, returnToReady);
    case 'rotating':
      return runCleanup(deps, journal, deadline, returnToClaimed);
    case 'updating':
      return continueUpdate(deps, journal, deadline);
    case 'offboarding':
      return runCleanup(deps, journal, deadline, offboard);
    case 'rolling_back':
      return resumeRollback(deps, journal, problemOf(record), deadline);
    case 'provisioning':
      throw new Error('a provisioning is continued, not cleaned up');
  }
}

function problemOf({ problem: { slug, detail, ...more } }: { readonly problem: Problem }): ProblemError {
  return new ProblemError(slug, detail, more);
}

import { resumeRollback } from './rollBackProvisioning.ts';
import { returnToReady } from './claim.ts';
import { ProblemError, type Problem } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import { endOffboarding, offboard } from './offboard.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';
import { reenterAccount } from './reenterAccount.ts';

/** `claiming`, `rolling_back` and `offboarding`: all need the account, and end with less in it than before. */
export async function finishCleanup(deps: LifecycleDeps, journal: Journal, deadline: number): Promise<Onboarding> {
  const record = journal.record();
  switch (record.status) {
    case 'claiming':
      return reenterAccount(deps, journal, deadline, returnToReady);
    case 'offboarding':
      return reenterAccount(deps, journal, deadline, offboard, () => endOffboarding(deps, journal));
    case 'rolling_back':
      return resumeRollback(deps, journal, problemOf(record), deadline);
    case 'provisioning':
      throw new Error('a provisioning goes on; there is nothing to clear up');
  }
}

function problemOf({ problem: { slug, detail, ...more } }: { readonly problem: Problem }): ProblemError {
  return new ProblemError(slug, detail, more);
}

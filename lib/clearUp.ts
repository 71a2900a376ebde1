import { goBack } from './backOut.ts';
import { backToReady } from './claim.ts';
import { ProblemError, type Problem } from './errors.ts';
import type { Journal } from './journal.ts';
import { endOffboarding, offboard } from './offboard.ts';
import type { Onboarding } from './onboarding.ts';
import type { Deps } from './ports.ts';
import { reenter } from './reenter.ts';

/** `claiming`, `rolling_back` and `offboarding`: all need the account, and end with less in it than before. */
export async function clearUp(deps: Deps, journal: Journal, deadline: number): Promise<Onboarding> {
  const record = journal.record();
  switch (record.status) {
    case 'claiming':
      return reenter(deps, journal, deadline, backToReady);
    case 'offboarding':
      return reenter(deps, journal, deadline, offboard, () => endOffboarding(deps, journal));
    case 'rolling_back':
      return goBack(deps, journal, problemOf(record), deadline);
    case 'provisioning':
      throw new Error('a provisioning goes on; there is nothing to clear up');
  }
}

function problemOf({ problem: { slug, detail, ...more } }: { readonly problem: Problem }): ProblemError {
  return new ProblemError(slug, detail, more);
}

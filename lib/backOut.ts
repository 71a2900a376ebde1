import type { ProblemError } from './errors.ts';
import type { Journal } from './journal.ts';
import type { Onboarding } from './onboarding.ts';
import type { Deps } from './ports.ts';
import { isEmpty, reenter } from './reenter.ts';
import { beginUndo, continueUndo, fail } from './undo.ts';

/** Gives a provisioning up before it has come to its account: what an earlier turn may have made is removed first. */
export async function backOut(
  deps: Deps,
  journal: Journal,
  cause: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  if (isEmpty(journal.record())) return fail(journal, cause);
  await beginUndo(deps, journal, cause);
  return goBack(deps, journal, cause, deadline);
}

/** Goes on from `rolling_back`, by whoever finds it so. */
export function goBack(deps: Deps, journal: Journal, cause: ProblemError, deadline: number): Promise<Onboarding> {
  const over = () => fail(journal, cause);
  return reenter(deps, journal, deadline, (run) => continueUndo(deps, run, cause), over);
}

import type { Journal } from '../record/journal.ts';
import { withoutLaterLook } from '../record/inPlace.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { toFailed, toOffboarded } from '../record/transitions.ts';
import { withUncheckedResources } from '../record/unknownCalls.ts';
import { decideAfterFailure } from './decideAfterFailure.ts';
import { endRotation } from './endRotation.ts';
import { stopForProblem } from './stopForPerson.ts';
import type { LifecycleDeps } from './ports.ts';
import { logVendorSide, postpone } from './postpone.ts';

/**
 * Carries out what `decideAfterFailure` decides for an onboarding in `claiming`, `rotating`, `rolling_back` or `offboarding`.
 * Throws the error if this process must not change the record.
 */
export async function handleCleanupFailure(deps: LifecycleDeps, journal: Journal, error: unknown): Promise<Onboarding> {
  const record = journal.record();
  // Only a provisioning that has begun its rollback gets here. An update has failures of its own.
  if (record.status === 'provisioning' || record.status === 'updating') throw error;
  const decision =
    record.status === 'rotating' ? decideAfterFailure(deps, record, error) : decideAfterFailure(deps, record, error);
  switch (decision.kind) {
    case 'throw':
      throw error;
    case 'postpone':
      return postpone(deps, journal, error);
    case 'end-unchecked':
      return endUnchecked(deps, journal);
    case 'end':
      return endRotation(deps, journal, error, decision.delayMs);
    case 'stop-for-person':
      logVendorSide(deps, decision.problem);
      return stopForProblem(journal, decision.problem);
  }
}

/**
 * Ends an onboarding whose later look at the account was not possible. The receipt names the resources that may be in
 * the account nevertheless.
 */
async function endUnchecked({ clock }: LifecycleDeps, journal: Journal): Promise<Onboarding> {
  return journal.commit<Onboarding>((record) => {
    const unchecked = withUncheckedResources(record);
    switch (unchecked.status) {
      case 'rolling_back':
        return toFailed(unchecked, unchecked.problem);
      case 'offboarding':
        return toOffboarded(withoutLaterLook(unchecked), clock.now());
      case 'provisioning':
      case 'claiming':
      case 'rotating':
      case 'updating':
        throw new Error(`an onboarding in ${unchecked.status} does not end without access`);
    }
  });
}

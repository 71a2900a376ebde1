import { dueAt, nextDue, withoutDailyLook } from '../record/dueTimes.ts';
import { hasEnded, neededFor, type Ended } from '../record/erasure.ts';
import { isWorkedOn, type InStatus, type Onboarding } from '../record/onboarding.ts';
import { toExpired } from '../record/transitions.ts';
import { dailyLook } from './healthLook.ts';
import type { LifecycleDeps } from './ports.ts';
import { reconcile } from './laterLook.ts';
import { saveIdle } from './saveIdle.ts';
import { budgetsPerAttempt, takeOver } from './takeOver.ts';

/**
 * Continues an onboarding: finishes what an earlier attempt left unfinished, or does what is due. Does nothing if
 * nothing is due or if another process has the lease. Returns undefined if there is no such onboarding, or not any more.
 * `deadline`: a reading of the monotonic clock.
 */
export async function resume(
  deps: LifecycleDeps,
  onboardingId: string,
  deadline: number,
): Promise<Onboarding | undefined> {
  const record = await deps.store.get(onboardingId);
  if (record === undefined) return undefined;
  const until = Math.min(deadline, deps.clock.monotonic() + budgetsPerAttempt * deps.settings.requestBudgetMs);
  // The clock of the process that stored the due times may be ahead of this clock. The message comes only once, so an
  // onboarding that is due within the margin is continued now.
  const isDue = (dueAt(record) ?? Infinity) <= deps.clock.now() + deps.settings.marginMs;
  if (isWorkedOn(record)) return isDue ? takeOver(deps, record, until) : record;
  if (!isDue) return record;
  if (record.status === 'awaiting_access') return expire(deps, record);
  // The daily look is the last of several things that are due: if it fails, the next sweep would begin with it again.
  const isElseDue = (nextDue(withoutDailyLook(record))?.at ?? Infinity) <= deps.clock.now() + deps.settings.marginMs;
  if (record.status === 'claimed' && !isElseDue) return dailyLook(deps, record, deadline);
  if (isRetentionOver(record)) return eraseEnded(deps, record);
  return reconcile(deps, record, until);
}

/** Whether the only thing due of the onboarding is that its record is erased. */
function isRetentionOver(record: Onboarding): record is Ended {
  return hasEnded(record) && record.dueTimes.reconcile === undefined && record.dueTimes.retention !== undefined;
}

/** Erases the record of an onboarding whose retention time is over. Returns undefined if it is erased. */
async function eraseEnded(deps: LifecycleDeps, record: Ended): Promise<Onboarding | undefined> {
  // Every write sets the time anew. An older version of Latchkey may have written this record by other rules. An erasure
  // that has begun is completed.
  if (record.isErasing !== true && neededFor(record) !== undefined) return saveIdle(deps, record, record);
  return (await deps.store.erase(record)) ? undefined : record;
}

/** Ends an onboarding whose stack was not launched in time. Nothing was created, so nothing has to be removed. */
async function expire(deps: LifecycleDeps, record: InStatus<'awaiting_access'>): Promise<Onboarding> {
  return saveIdle(deps, record, toExpired(record));
}

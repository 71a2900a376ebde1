import { accessForOnboarding, assumedRole } from '../access/access.ts';
import { advance } from '../record/advance.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import { findBlueprint } from '../blueprints/blueprints.ts';
import { rollBackProvisioning } from './rollBackProvisioning.ts';
import { finishCleanup } from './finishCleanup.ts';
import { ProblemError } from '../core/errors.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { dueAt } from '../record/dueTimes.ts';
import { heldKeys } from '../record/heldKeys.ts';
import { mayTakeOver, released, type NewLease } from '../record/lease.ts';
import { takenOver, withFailedLook, withoutLaterLook, withSuccessfulLook } from '../record/inPlace.ts';
import { isWorkedOn, type InStatus, type Leased, type Onboarding, type Status } from '../record/onboarding.ts';
import { toClaiming, toExpired, toOffboarding, toRollingBack } from '../record/transitions.ts';
import { readAccess, openAccountOf } from '../account/openRunContext.ts';
import { afterFailure } from './afterFailure.ts';
import { waitingFor } from './postpone.ts';
import { continueInterrupted, deleteHeldKeysAgain } from './heldKeyRetry.ts';
import type { LifecycleDeps } from './ports.ts';
import { provision } from './provision.ts';
import { keyContextOfLook } from '../account/keyContext.ts';
import { removeStrayKeys } from '../account/strayKeys.ts';
import { withoutExplained } from '../record/unknownCalls.ts';
import { deadlineGuard, switchableGuard, acquireLease, withJournal, type Attempt } from '../record/attempt.ts';

/** A worker's attempt takes at most two request budgets, because other onboardings wait for the worker. */
const budgetsPerAttempt = 2;

/**
 * Continues an onboarding: finishes what an earlier attempt left unfinished, or does what is due. Does nothing if
 * nothing is due or if another process has the lease. Returns undefined if there is no such onboarding. `deadline`: a
 * reading of the monotonic clock.
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
  return reconcile(deps, record, until);
}

/**
 * Continues an onboarding whose lease has expired or was released. Returns the record unchanged if another process has
 * it.
 */
export async function takeOver(deps: LifecycleDeps, record: Leased, deadline: number): Promise<Onboarding> {
  const { clock, settings } = deps;
  if (!mayTakeOver(record.lease, clock.now(), settings.marginMs)) return record;
  const wasCutOff = record.lease.expiresAt !== released;
  const mayHaveMade = record.mayHaveMade || (wasCutOff && (await wasAssumed(deps, record)));
  // AWS may carry out a call of the last owner after this attempt has ended, so the account gets a later look.
  const cutOff = wasCutOff && mayHaveMade ? { sentSince: mayHaveSentSince(deps, record) } : undefined;
  return acquireAndRun(deps, record, deadline, (lease) => takenOver(record, lease, clock.now(), cutOff));
}

/** Returns since when the last owner of a lease may have sent calls (epoch ms): since its attempt started, or earlier. */
function mayHaveSentSince({ settings }: LifecycleDeps, { lease }: Leased): number {
  const renewedAt = lease.expiresAt - settings.leaseMs;
  return Math.max(lease.since, renewedAt - budgetsPerAttempt * settings.requestBudgetMs);
}

/**
 * Returns whether Latchkey ever assumed the bootstrap role. Before that, it sent no call to the account, so that nothing
 * can be there.
 */
async function wasAssumed(deps: LifecycleDeps, { tenantId, accountId, roleArn }: Onboarding): Promise<boolean> {
  const access = await deps.store.getAccess(tenantId, accountId);
  return access !== undefined && assumedRole(access, roleArn) !== undefined;
}

/**
 * Acquires the lease, stores the record that `next` returns, and works until there is nothing more to do or the attempt
 * is over. Returns the stored record if another process was faster.
 */
async function acquireAndRun(
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
  const blueprint = findBlueprint(deps, attempt.stored.blueprint);
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

/** Ends an onboarding whose stack was not launched in time. Nothing was created, so nothing has to be removed. */
async function expire(deps: LifecycleDeps, record: InStatus<'awaiting_access'>): Promise<Onboarding> {
  return saveIdle(deps, record, toExpired(record));
}

/** An onboarding that no process works on and that does not wait for its stack. */
type Idle = InStatus<Exclude<Status, Leased['status'] | 'awaiting_access'>>;

/** The later look: removes what a delayed call of Latchkey has created since. */
async function reconcile(deps: LifecycleDeps, record: Idle, deadline: number): Promise<Onboarding> {
  const now = deps.clock.now();
  switch (record.status) {
    case 'failed': {
      const looked = withoutLaterLook(record);
      const next = (lease: NewLease) => toRollingBack(looked, lease, record.problem, now);
      return acquireAndRun(deps, record, deadline, next);
    }
    case 'offboarded': {
      const looked = withoutLaterLook(record);
      return acquireAndRun(deps, record, deadline, (lease) => toOffboarding(looked, lease, now));
    }
    case 'ready': {
      const { foreignKeyIds } = record;
      const looked = withoutLaterLook(record);
      if (foreignKeyIds === undefined) return saveIdle(deps, record, withoutExplained(looked, now));
      // This needs a lease, because a claim may start at the same time.
      return acquireAndRun(deps, record, deadline, (lease) => toClaiming(looked, lease, foreignKeyIds, now));
    }
    case 'claimed':
      return lookAtClaimed(deps, record, deadline);
    case 'needs_attention':
      return lookAtHeldKeys(deps, record, deadline);
    case 'expired':
      return saveIdle(deps, record, withoutLaterLook(record));
  }
}

/**
 * Deletes the keys that a delayed call of Latchkey created before the claim. If the look fails, the onboarding stays
 * `claimed`, because its users work, and the look is repeated.
 */
async function lookAtClaimed(deps: LifecycleDeps, record: InStatus<'claimed'>, deadline: number): Promise<Onboarding> {
  let looked = () => record;
  try {
    const guard = deadlineGuard(deps, deadline);
    const opened = await openAccountOf(deps, record, await readAccess(deps, record), guard, deadline, true);
    const changed = recentChanges(deps.settings);
    const recent = [changed.sessionGiven(opened.sessionSince), changed.permissionsChanged(opened.assumedAt)];
    const context = keyContextOfLook({ deps, account: opened.account, deadline, recent }, record);
    looked = context.changed;
    await removeStrayKeys(context, record);
    return await saveIdle(deps, record, withSuccessfulLook(withoutExplained(looked(), deps.clock.now())));
  } catch (error) {
    const decision = afterFailure(deps, record, error);
    switch (decision.kind) {
      case 'throw':
        throw error;
      case 'stay': {
        const now = deps.clock.now();
        const waiting = waitingFor(error, record.waiting?.since ?? now, now + decision.delayMs);
        return saveIdle(deps, record, withFailedLook(looked(), waiting));
      }
    }
  }
}

/**
 * Deletes the keys that nobody has received of an onboarding that needs attention. When they are deleted, continues the
 * work that they interrupted.
 */
async function lookAtHeldKeys(
  deps: LifecycleDeps,
  record: InStatus<'needs_attention'>,
  deadline: number,
): Promise<Onboarding> {
  const looked = await deleteHeldKeysAgain(deps, record, deadline);
  const { interrupted } = looked;
  if (interrupted === undefined || heldKeys(looked).length > 0) return saveIdle(deps, record, looked);
  return acquireAndRun(deps, record, deadline, (lease) =>
    continueInterrupted(looked, interrupted, lease, deps.clock.now()),
  );
}

/**
 * Stores the record of an onboarding that no process works on. If another process has changed the record meanwhile,
 * writes nothing and returns `before`.
 */
async function saveIdle(deps: LifecycleDeps, before: Onboarding, next: Onboarding): Promise<Onboarding> {
  return (await advance(deps, before, next, deps.newOwner())) ?? before;
}

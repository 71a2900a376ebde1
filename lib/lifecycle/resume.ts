import { accessForOnboarding, firstLetInAt } from '../access/access.ts';
import { advance } from '../record/advance.ts';
import { AwsFailure, isOwnServiceFailure } from '../core/awsFailure.ts';
import { findBlueprint } from '../blueprints/blueprints.ts';
import { rollBackProvisioning } from './rollBackProvisioning.ts';
import { finishCleanup } from './finishCleanup.ts';
import { ProblemError } from '../core/errors.ts';
import { shortReason } from '../core/toProblem.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { mayTakeOver, released } from '../record/lease.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { isWorkedOn, idle, type InStatus, type Leased, type Onboarding, type Status } from '../record/onboarding.ts';
import { readAccess, isRoleRefused, openAccountOf } from '../account/openRunContext.ts';
import { isRetryable } from './postpone.ts';
import type { LifecycleDeps } from './ports.ts';
import { provision } from './provision.ts';
import { removeStrayKeys } from '../account/strayKeys.ts';
import { reconcileAfterMs } from '../account/runContext.ts';
import {
  deadlineGuard,
  switchableGuard,
  acquireLease,
  withJournal,
  type NewLease,
  type Attempt,
} from '../record/attempt.ts';

/** A worker's turn takes no longer than two requests may: others wait for the worker. */
const budgetsATurn = 2;

/**
 * Takes an onboarding on where it stands: whatever was left unfinished is finished, whatever is due is done. Does
 * nothing where nothing is due or another process has it. `deadline`: a reading of the monotonic clock.
 */
export async function resume(
  deps: LifecycleDeps,
  onboardingId: string,
  deadline: number,
): Promise<Onboarding | undefined> {
  const record = await deps.store.get(onboardingId);
  if (record === undefined) return undefined;
  const until = Math.min(deadline, deps.clock.monotonic() + budgetsATurn * deps.settings.requestBudgetMs);
  const isDue = (record.dueAt ?? Infinity) <= deps.clock.now();
  if (isWorkedOn(record)) return isDue ? takeOver(deps, record, until) : record;
  if (!isDue) return record;
  if (record.status === 'awaiting_access') return expire(deps, record);
  return reconcile(deps, record, until);
}

/** Continues a record whose owner is gone, or who put it down. */
export async function takeOver(deps: LifecycleDeps, record: Leased, deadline: number): Promise<Onboarding> {
  const { clock, settings } = deps;
  if (!mayTakeOver(record.lease, clock.now(), settings.marginMs)) return record;
  // The last owner may have sent a call that lands after everything here is done: look once more, later.
  const wasCutOff = record.lease.expiresAt !== released;
  const later = wasCutOff
    ? { reconcileAt: clock.now() + reconcileAfterMs, mayHaveMade: record.mayHaveMade || (await wasLetIn(deps, record)) }
    : {};
  return acquireAndRun(deps, record, deadline, (lease) => ({ ...record, ...later, ...lease }));
}

/** Whether the bootstrap role ever let Latchkey in: until then nothing can have been made that is not on record. */
async function wasLetIn(deps: LifecycleDeps, { tenantId, accountId, roleArn }: Onboarding): Promise<boolean> {
  const access = await deps.store.getAccess(tenantId, accountId);
  return access !== undefined && firstLetInAt(access, roleArn) !== undefined;
}

/** Takes the onboarding on as `next` has it, and works until it rests or the turn is over. */
async function acquireAndRun(
  deps: LifecycleDeps,
  before: Onboarding,
  deadline: number,
  next: (lease: NewLease) => Leased,
): Promise<Onboarding> {
  const turn = await acquireLease(deps, before, deadline, 'worker', next);
  return turn === undefined ? readAgain(deps, before) : runAttempt(deps, turn);
}

/** Works on an onboarding that was just taken on, until it rests or the turn is over. */
export async function runAttempt(deps: LifecycleDeps, turn: Attempt): Promise<Onboarding> {
  try {
    return turn.stored.status === 'provisioning'
      ? await continueProvisioning(deps, turn)
      : await withJournal(deps, turn, (journal) => finishCleanup(deps, journal, turn.deadline));
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    deps.log.warn('somebody else took the onboarding on', { onboardingId: turn.stored.id });
    return readAgain(deps, turn.stored);
  }
}

async function readAgain(deps: LifecycleDeps, before: Onboarding): Promise<Onboarding> {
  return (await deps.store.get(before.id)) ?? before;
}

async function continueProvisioning(deps: LifecycleDeps, turn: Attempt): Promise<Onboarding> {
  const guard = switchableGuard(deadlineGuard(deps, turn.deadline));
  const blueprint = findBlueprint(deps, turn.stored.blueprint);
  if (blueprint === undefined) {
    const lost = new ProblemError(
      'unknown-blueprint',
      `This deployment no longer has the blueprint ${turn.stored.blueprint}, so the onboarding cannot continue. Deploy the blueprint again, then create another onboarding.`,
    );
    return withJournal(deps, turn, (journal) => rollBackProvisioning(deps, journal, lost, turn.deadline));
  }
  const access = await accessForOnboarding(deps, turn.stored, blueprint);
  const account = openAccountOf(deps, turn.stored, access, guard, turn.deadline);
  const { onboarding } = await provision(deps, { ...turn, access, account, guard, wantsKeys: false });
  return onboarding;
}

/** Nobody launched the stack in time. Nothing was made, so nothing is left. */
async function expire(deps: LifecycleDeps, record: Onboarding): Promise<Onboarding> {
  return saveIdle(deps, record, { ...idle(record), status: 'expired' });
}

/** One that nobody works on, and that does not wait for its stack. */
type Idle = InStatus<Exclude<Status, Leased['status'] | 'awaiting_access'>>;

/** The later look: whatever of ours a delayed call has made since is removed. */
async function reconcile(deps: LifecycleDeps, record: Idle, deadline: number): Promise<Onboarding> {
  const { dueAt: _, reconcileAt: __, ...rest } = record;
  switch (record.status) {
    case 'failed': {
      const { problem } = record;
      return acquireAndRun(deps, record, deadline, (lease) => ({
        ...idle(record),
        ...lease,
        status: 'rolling_back',
        problem,
      }));
    }
    case 'offboarded': {
      const accessKeyIds = disclosedKeyIds(record);
      return acquireAndRun(deps, record, deadline, (lease) => ({
        ...idle(record),
        ...lease,
        status: 'offboarding',
        accessKeyIds,
      }));
    }
    case 'ready': {
      const { foreignKeyIds } = record;
      if (foreignKeyIds === undefined) return saveIdle(deps, record, rest);
      // Under a lease, because a claim may come meanwhile.
      return acquireAndRun(deps, record, deadline, (lease) => ({
        ...idle(record),
        ...lease,
        status: 'claiming',
        foreignKeyIds,
      }));
    }
    case 'claimed':
      return lookAtClaimed(deps, record, deadline);
    case 'needs_attention':
    case 'expired':
      return saveIdle(deps, record, rest);
  }
}

/**
 * When a later look at a claimed onboarding that AWS does not let happen is tried again, in milliseconds: every half hour
 * for a day, then daily.
 */
const lookAgainMs = 30 * 60_000;
const oneDayMs = 24 * 3_600_000;

/**
 * Removes the keys that a late call of Latchkey made up to the claim. If AWS does not let it look, the onboarding stays
 * `claimed`, since its users work, and is looked at again.
 */
async function lookAtClaimed(deps: LifecycleDeps, record: InStatus<'claimed'>, deadline: number): Promise<Onboarding> {
  const { dueAt: _, reconcileAt: __, waiting: ___, ...rest } = record;
  try {
    const guard = deadlineGuard(deps, deadline);
    const { account } = await openAccountOf(deps, record, await readAccess(deps, record), guard, deadline, true);
    await removeStrayKeys(deps, record, account, deadline);
  } catch (error) {
    const now = deps.clock.now();
    const isOfAccount = isRoleRefused(error) || error instanceof AwsFailure || isRetryable(error, now, now);
    if (isOwnServiceFailure(error) || !isOfAccount) throw error;
    const isRecent = now < (record.reconcileAt ?? now) + oneDayMs;
    const until = now + (isRecent ? lookAgainMs : oneDayMs);
    const waiting = { reason: shortReason(error), since: record.waiting?.since ?? now, until };
    return saveIdle(deps, record, { ...record, waiting, dueAt: until });
  }
  return saveIdle(deps, record, rest);
}

/** Writes the record as it is at rest. Where it has moved meanwhile, that is as well. */
async function saveIdle(deps: LifecycleDeps, before: Onboarding, at: Onboarding): Promise<Onboarding> {
  return (await advance(deps, before, at, deps.newOwner())) ?? before;
}

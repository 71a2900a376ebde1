import { accessFor } from './access.ts';
import { advance } from './advance.ts';
import { inNeedOfAttention } from './attention.ts';
import { AwsFailure } from './awsFailure.ts';
import { findBlueprint } from './blueprints.ts';
import { backOut } from './backOut.ts';
import { clearUp } from './clearUp.ts';
import { ProblemError } from './errors.ts';
import { explain } from './explain.ts';
import { LeaseLost, mayTakeOver, released } from './lease.ts';
import { isWorkedOn, settled, type InStatus, type Leased, type Onboarding } from './onboarding.ts';
import { accessLost, accessOf, isRoleRefused, openAccountOf } from './openRun.ts';
import { isWorthWaiting } from './park.ts';
import type { Deps } from './ports.ts';
import { provision } from './provision.ts';
import { removeStrayKeys } from './strayKeys.ts';
import { reconcileAfterMs } from './run.ts';
import { deadlineGuard, switchableGuard, takeOn, withJournal, type FreshLease, type Turn } from './turn.ts';

/** A worker's turn takes no longer than two requests may: others wait for the worker. */
const budgetsATurn = 2;

/**
 * Takes an onboarding on where it stands: whatever was left unfinished is finished, whatever is due is done. Does
 * nothing where nothing is due or another process has it. `deadline`: a reading of the monotonic clock.
 */
export async function resume(deps: Deps, onboardingId: string, deadline: number): Promise<Onboarding | undefined> {
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
export async function takeOver(deps: Deps, record: Leased, deadline: number): Promise<Onboarding> {
  const { clock, settings } = deps;
  if (!mayTakeOver(record.lease, clock.now(), settings.marginMs)) return record;
  // The last owner may have sent a call that lands after everything here is done: look once more, later.
  const wasCutOff = record.lease.expiresAt !== released;
  const later = wasCutOff ? { reconcileAt: clock.now() + reconcileAfterMs, mayHaveMade: true } : {};
  return workOn(deps, record, deadline, (lease) => ({ ...record, ...later, ...lease }));
}

/** Takes the onboarding on as `next` has it, and works until it rests or the turn is over. */
export async function workOn(
  deps: Deps,
  before: Onboarding,
  deadline: number,
  next: (lease: FreshLease) => Leased,
  mayWrite?: () => Promise<void>,
): Promise<Onboarding> {
  const turn = await takeOn(deps, before, deadline, 'worker', next, mayWrite);
  return turn === undefined ? asItIs(deps, before) : takeTurn(deps, turn);
}

/** Works on an onboarding that was just taken on, until it rests or the turn is over. */
export async function takeTurn(deps: Deps, turn: Turn): Promise<Onboarding> {
  try {
    return turn.stored.status === 'provisioning'
      ? await goOn(deps, turn)
      : await withJournal(deps, turn, (journal) => clearUp(deps, journal, turn.deadline));
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    deps.log.warn('somebody else took the onboarding on', { onboardingId: turn.stored.id });
    return asItIs(deps, turn.stored);
  }
}

async function asItIs(deps: Deps, before: Onboarding): Promise<Onboarding> {
  return (await deps.store.get(before.id)) ?? before;
}

async function goOn(deps: Deps, turn: Turn): Promise<Onboarding> {
  const guard = switchableGuard(deadlineGuard(deps, turn.deadline));
  const blueprint = findBlueprint(deps, turn.stored.blueprint);
  if (blueprint === undefined) {
    const lost = new ProblemError(
      'unknown-blueprint',
      `This deployment no longer has the blueprint ${turn.stored.blueprint}: the onboarding cannot go on.`,
    );
    return withJournal(deps, turn, (journal) => backOut(deps, journal, lost, turn.deadline));
  }
  const access = await accessFor(deps, turn.stored, blueprint);
  const account = openAccountOf(deps, turn.stored, access, guard, turn.deadline);
  const { onboarding } = await provision(deps, { ...turn, access, account, guard, wantsKeys: false });
  return onboarding;
}

/** Nobody launched the stack in time. Nothing was made, so nothing is left. */
async function expire(deps: Deps, record: Onboarding): Promise<Onboarding> {
  return stay(deps, record, { ...settled(record), status: 'expired' });
}

/** The later look: whatever of ours a delayed call has made since is removed. */
async function reconcile(deps: Deps, record: Onboarding, deadline: number): Promise<Onboarding> {
  if (record.status === 'failed') {
    const { problem } = record;
    return workOn(deps, record, deadline, (lease) => ({
      ...settled(record),
      ...lease,
      status: 'rolling_back',
      problem,
    }));
  }
  if (record.status === 'offboarded') {
    const { accessKeyIds } = record;
    return workOn(deps, record, deadline, (lease) => ({
      ...settled(record),
      ...lease,
      status: 'offboarding',
      accessKeyIds,
    }));
  }
  const { foreignKeyIds } = record;
  if (record.status === 'ready' && foreignKeyIds !== undefined) {
    // Under a lease, because a claim may come meanwhile.
    return workOn(deps, record, deadline, (lease) => ({
      ...settled(record),
      ...lease,
      status: 'claiming',
      foreignKeyIds,
    }));
  }
  if (record.status === 'claimed') return lookAtClaimed(deps, record, deadline);
  const { dueAt: _, reconcileAt: __, ...rest } = record;
  return stay(deps, record, rest);
}

/** So long after its time a later look at a claimed onboarding is tried again, in milliseconds; and with such a pause. */
const lookForMs = 24 * 3_600_000;
const lookAgainMs = 30 * 60_000;

/** Removes the keys that a delayed call of ours made up to the claim. */
async function lookAtClaimed(deps: Deps, record: InStatus<'claimed'>, deadline: number): Promise<Onboarding> {
  const { dueAt: _, reconcileAt: __, ...rest } = record;
  try {
    const guard = deadlineGuard(deps, deadline);
    const account = await openAccountOf(deps, record, await accessOf(deps, record), guard, deadline, true);
    await removeStrayKeys(deps, record, account, deadline);
  } catch (error) {
    if (isRoleRefused(error)) {
      const { slug, detail } = accessLost(record.roleArn).problem;
      return stay(deps, record, inNeedOfAttention(rest, slug, detail));
    }
    if (!(error instanceof AwsFailure) && !isWorthWaiting(error, 0)) throw error;
    // Its users work, and what stands in the way may pass: no reason yet to call for a person, nor to ask every minute.
    const now = deps.clock.now();
    if (now < (record.reconcileAt ?? now) + lookForMs)
      return stay(deps, record, { ...record, dueAt: now + lookAgainMs });
    const { slug, detail } = explain(error).problem;
    return stay(deps, record, inNeedOfAttention(rest, slug, detail));
  }
  return stay(deps, record, rest);
}

/** Writes the record as it is at rest. Where it has moved meanwhile, that is as well. */
async function stay(deps: Deps, before: Onboarding, at: Onboarding): Promise<Onboarding> {
  return (await advance(deps, before, at, deps.newOwner())) ?? before;
}

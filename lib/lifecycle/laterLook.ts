import { LeaseLost } from '../core/controlFlowErrors.ts';
import { heldKeys } from '../record/heldKeys.ts';
import type { NewLease } from '../record/lease.ts';
import { nextDue, withoutDailyLook } from '../record/dueTimes.ts';
import { withFailedLook, withoutLaterLook, withSuccessfulLook } from '../record/inPlace.ts';
import { withDueReported } from '../record/keyTimes.ts';
import type { InStatus, Leased, Onboarding, Status } from '../record/onboarding.ts';
import { withoutEndedCopies } from '../record/sealedKeys.ts';
import { toClaiming, toOffboarding, toRollingBack, toUpdating } from '../record/transitions.ts';
import { decideAfterFailure } from './decideAfterFailure.ts';
import { waitingFor } from './postpone.ts';
import { continueInterrupted, deleteHeldKeysAgain } from './heldKeyRetry.ts';
import type { LifecycleDeps } from './ports.ts';
import { removeStrayKeys } from '../account/strayKeys.ts';
import { hasCallsOnKeys, withoutExplained } from '../record/unknownCalls.ts';
import { endOldKeys } from './endOldKeys.ts';
import { openLook } from './openLook.ts';
import { acquireAndRun } from './runAttempt.ts';
import { saveIdle } from './saveIdle.ts';

/** An onboarding that no process works on and that does not wait for its stack. */
type Idle = InStatus<Exclude<Status, Leased['status'] | 'awaiting_access'>>;

/**
 * Does what is due of an onboarding that no process works on: the later look, which removes what a delayed call of
 * Latchkey has created since, or in `needs_attention` another try to delete the held keys.
 */
export async function reconcile(deps: LifecycleDeps, record: Idle, deadline: number): Promise<Onboarding> {
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
      const tidied = tidy(deps, record, deadline);
      if (tidied !== undefined) return tidied;
      const { foreignKeyIds } = record;
      const looked = withoutLaterLook(record);
      if (foreignKeyIds === undefined) return saveIdle(deps, record, withoutExplained(looked, now));
      // This needs a lease, because a claim may start at the same time.
      return acquireAndRun(deps, record, deadline, (lease) => toClaiming(looked, lease, foreignKeyIds, now));
    }
    case 'claimed':
      return isLookDue(record, now)
        ? (tidy(deps, record, deadline) ?? continueClaimed(deps, record, deadline))
        : continueClaimed(deps, record, deadline);
    case 'needs_attention':
      return lookAtHeldKeys(deps, record, deadline);
    case 'expired':
      return saveIdle(deps, record, withoutLaterLook(record));
  }
}

/** Whether the later look is due, and not only something else of a claimed onboarding. */
const isLookDue = ({ dueTimes: { reconcile = Infinity } }: Onboarding, now: number) => reconcile <= now;

/**
 * Removes what a delayed call of the last update brought back. Returns undefined if no such call is on record. The rest of
 * the later look is still due then.
 */
function tidy(
  deps: LifecycleDeps,
  record: InStatus<'ready' | 'claimed'>,
  deadline: number,
): Promise<Onboarding> | undefined {
  const { other, tagsOfOthers } = record.lastUpdate ?? {};
  if (other === undefined || (record.status === 'claimed' && record.keyWork !== undefined)) return undefined;
  const now = deps.clock.now();
  return acquireAndRun(deps, record, deadline, (lease) =>
    toUpdating(record, lease, { phase: 'tidying', other, tagsOfOthers, startedAt: now }, now),
  );
}

/**
 * Does what is due of a claimed onboarding. A later look first compares the old keys with the account, if a call on one
 * of them may be late.
 */
async function continueClaimed(
  deps: LifecycleDeps,
  record: InStatus<'claimed'>,
  deadline: number,
): Promise<Onboarding> {
  const now = deps.clock.now();
  const next = nextDue(withoutDailyLook(record));
  if (next?.what === 'sealedKeys')
    return saveIdle(deps, record, withoutEndedCopies(record, now + deps.settings.marginMs));
  if (next?.what === 'rotationNotice') return saveIdle(deps, record, withDueReported(record, next.at));
  const isLook = next?.what !== 'rotation';
  if (isLook && !hasCallsOnKeys(record)) return lookAtClaimed(deps, record, deadline);
  const ended = await endOldKeys(deps, record, deadline);
  const { reconcile = Infinity, heldKeys: held = Infinity } = ended.dueTimes;
  const isStillDue = Math.min(reconcile, held) <= now + deps.settings.marginMs;
  return isLook && isStillDue && ended.status === 'claimed' && ended.waiting === undefined
    ? lookAtClaimed(deps, ended, deadline)
    : ended;
}

/**
 * Deletes the keys that a delayed call of Latchkey created before the claim, and those that nobody has received. If the
 * look fails, the onboarding stays `claimed`, because its users work, and the look is repeated. It needs no lease: a key
 * that a rotation creates meanwhile is not deleted (`assertUnchanged`).
 */
async function lookAtClaimed(deps: LifecycleDeps, record: InStatus<'claimed'>, deadline: number): Promise<Onboarding> {
  let looked = () => record;
  try {
    const context = await openLook(deps, record, deadline);
    looked = context.changed;
    await removeStrayKeys(context, record);
    const now = deps.clock.now();
    const done = withSuccessfulLook(withoutExplained(looked(), now), now + deps.settings.marginMs);
    return await saveIdle(deps, record, done);
  } catch (error) {
    // What another process does now makes this look unnecessary, or another look is due after it.
    if (error instanceof LeaseLost) return (await deps.store.get(record.id)) ?? record;
    const decision = decideAfterFailure(deps, record, error);
    switch (decision.kind) {
      case 'throw':
        throw error;
      case 'keep-status': {
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

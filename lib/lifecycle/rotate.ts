import { createAccessKey, verifyAccessKey } from '../account/accessKeys.ts';
import { deleteWithoutLease } from '../account/deleteWithoutLease.ts';
import { reopenRunContext } from '../account/openRunContext.ts';
import { resourceOf, type RunContext } from '../account/runContext.ts';
import { isOwnServiceFailure } from '../core/awsFailure.ts';
import { FenceUnknown, LeaseLost } from '../core/controlFlowErrors.ts';
import { acquireLease, deadlineGuard, switchableGuard, withJournal } from '../record/attempt.ts';
import { handOver } from '../record/handedOverKeys.ts';
import { heldKeys } from '../record/heldKeys.ts';
import { withLaterLook } from '../record/inPlace.ts';
import type { InStatus, Leased, Onboarding } from '../record/onboarding.ts';
import { toRotated, toRotating } from '../record/transitions.ts';
import { afterFailedRotation } from './decideAfterFailure.ts';
import { notYet, type ClaimOutcome } from './claim.ts';
import { handleCleanupFailure } from './cleanupFailure.ts';
import { disclose, type SealKeys } from './disclose.ts';
import { endPrevious, returnToClaimed, rotating } from './endRotation.ts';
import { listKeysBeforeRotation, overtakenProblem } from './keysBeforeRotation.ts';
import type { LifecycleDeps } from './ports.ts';
import { enqueueWork } from './postpone.ts';
import type { WantedRotation } from './wantedRotation.ts';

type Claimed = InStatus<'claimed'>;

/**
 * Creates a new key for one user of a `claimed` onboarding and discloses it once. The key that it replaces works on for
 * its grace time. Returns `notYet` if the caller can send the rotation again later, and throws a problem if not. Without a
 * new key, the onboarding returns to `claimed`, or a worker returns it later. No key that was handed over is changed
 * before the fence, except those that the caller ends.
 *
 *     lists the keys ─► intent: their IDs, the lease ─► CreateAccessKey ─► check ─► fence ─► answer
 */
export async function rotate(
  deps: LifecycleDeps,
  claimed: Claimed,
  wanted: WantedRotation,
  deadline: number,
  seal?: SealKeys,
): Promise<ClaimOutcome> {
  const guard = switchableGuard(deadlineGuard(deps, deadline));
  const start = await listKeysBeforeRotation(deps, claimed, wanted, guard, deadline).catch((error: unknown) => {
    // Nothing is changed yet, so the caller can send the rotation again.
    if (isOwnServiceFailure(error)) throw error;
    return answerTo(deps, claimed, claimed, error);
  });
  if (!('opened' in start)) return start;
  const { opened, record, rotation, others } = start;
  const attempt = await acquireLease(deps, claimed, deadline, 'request', (lease) =>
    toRotating(record, lease, rotation, others, deps.clock.now()),
  );
  if (attempt === undefined) throw overtakenProblem(claimed.id);
  const outcome = await withJournal(deps, attempt, async (journal): Promise<ClaimOutcome> => {
    guard.use(journal);
    const run = reopenRunContext(deps, { journal, opened, deadline });
    try {
      await endPrevious(run);
      return await replaceKey(run, rotation.userName, seal);
    } catch (error) {
      return await undoRotation(deps, run, error);
    }
  });
  // A grace time of zero has ended, and a key that nobody has received is to be deleted.
  const isDisclosed = outcome.keys !== undefined || outcome.sealed !== undefined;
  if (isDisclosed && (wanted.graceSeconds === 0 || rotation.isUndelivered === true))
    await enqueueWork(deps, claimed.id);
  return outcome;
}

async function replaceKey(run: RunContext, userName: string, seal: SealKeys | undefined): Promise<ClaimOutcome> {
  const { arn: userArn } = resourceOf(run, 'user', userName);
  const isHeld = heldKeys(run.journal.record()).some((each) => each.userArn === userArn);
  const created = await createAccessKey(run, userName, !isHeld);
  const verification = await verifyAccessKey(run, created).catch(async (error: unknown) => {
    if (error instanceof LeaseLost) await deleteWithoutLease(run, new Map([[userName, created]]));
    throw error;
  });
  const key = { ...created, userName, userArn, verification };
  const next = (record: Leased, now: number) =>
    toRotated(rotating(record), handOver([key], now, run.deps.settings), now);
  return disclose(run, [key], next, seal);
}

/** Ends a failed rotation: deletes its key and returns the onboarding to `claimed`. If that fails, a worker does it. */
async function undoRotation(deps: LifecycleDeps, run: RunContext, error: unknown): Promise<ClaimOutcome> {
  const { journal } = run;
  // Another process has the lease, or the record may name the key.
  if (error instanceof LeaseLost || error instanceof FenceUnknown) throw error;
  // ListAccessKeys is eventually consistent, and may not show a key that was created a moment ago.
  journal.note((record) => withLaterLook(record, deps.clock.now()));
  const current: Onboarding = await returnToClaimed(run)
    .catch((undoError: unknown) => handleCleanupFailure(deps, journal, undoError))
    .catch(() => journal.record());
  return answerTo(deps, journal.record(), current, error);
}

/** Returns the answer of a rotation that has failed, if the caller can send it again, and throws the problem if not. */
function answerTo(deps: LifecycleDeps, record: Onboarding, current: Onboarding, error: unknown): ClaimOutcome {
  const decision = afterFailedRotation(deps, record, error);
  switch (decision.kind) {
    case 'keep-status':
      return notYet(current, error, decision.delayMs, 'Rotate again when its status is claimed.');
    case 'refuse':
      throw decision.problem;
  }
}

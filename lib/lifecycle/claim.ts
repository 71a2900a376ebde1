import { allSettledOrThrow } from '../core/allSettled.ts';
import { withLaterLook } from '../record/inPlace.ts';
import { keyStepName, type KeyStepKind } from '../record/keySteps.ts';
import { handOver } from '../record/handedOverKeys.ts';
import { toClaimed, toClaiming, toReady } from '../record/transitions.ts';
import { disclose, type SealKeys, type WorkResult } from './disclose.ts';
import { deleteWithoutLease } from '../account/deleteWithoutLease.ts';
import { isOwnServiceFailure } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import { shortReason } from '../account/toProblem.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { verifyAccessKey, createAccessKey, deleteUnrecordedKeys, type IssuedKey } from '../account/accessKeys.ts';
import type { InStatus, Leased, Onboarding } from '../record/onboarding.ts';
import { reopenRunContext } from '../account/openRunContext.ts';
import { decideAfterFailure } from './decideAfterFailure.ts';
import { codeOf, postpone, waitingFor } from './postpone.ts';
import type { NewAccessKey } from '../account/ports.ts';
import type { LifecycleDeps } from './ports.ts';
import type { RunContext } from '../account/runContext.ts';
import { withoutExplained } from '../record/unknownCalls.ts';
import { deadlineGuard, switchableGuard, acquireLease, withJournal } from '../record/attempt.ts';
import { withStep } from '../record/stepProgress.ts';
import { listKeysBefore } from './keysBeforeClaim.ts';
import { saveIdle } from './saveIdle.ts';
import { stopBeforeClaim } from './stopForPerson.ts';

/** Why a claim that the caller can repeat has no keys, and after how many seconds to repeat it. */
export interface NotYet {
  readonly reason: string;
  readonly retryAfterSeconds: number;
}

export type ClaimOutcome = WorkResult & { readonly notYet?: NotYet };

/**
 * Creates the keys of a `ready` onboarding and discloses them once. Returns `notYet` if the caller can repeat the claim
 * later. Throws a problem if it cannot create the keys. Without keys, the onboarding returns to `ready`, or a worker
 * returns it later; it goes to `needs_attention` if a person has to look at it.
 */
export async function claim(
  deps: LifecycleDeps,
  ready: InStatus<'ready'>,
  deadline: number,
  seal?: SealKeys,
): Promise<ClaimOutcome> {
  const guard = switchableGuard(deadlineGuard(deps, deadline));
  const isFirst = ready.foreignKeyIds === undefined;
  const entered = await listKeysBefore(deps, ready, guard, deadline).catch(async (error: unknown) => {
    // Nothing is created yet, so the caller can send the claim again.
    if (isOwnServiceFailure(error)) throw error;
    const decision = decideAfterFailure(deps, ready, error);
    switch (decision.kind) {
      case 'throw':
        throw error;
      case 'keep-status':
        return notYet(await noteWaiting(deps, ready, error), error, decision.delayMs);
      case 'refuse':
        throw decision.problem;
      case 'stop-for-person':
        throw await stopBeforeClaim(deps, ready, decision.problem);
    }
  });
  if ('notYet' in entered) return entered;
  const { opened, foreignKeyIds } = entered;
  const attempt = await acquireLease(deps, ready, deadline, 'request', (lease) =>
    toClaiming(ready, lease, foreignKeyIds, deps.clock.now()),
  );
  if (attempt === undefined) {
    throw new ProblemError(
      'in-progress',
      'Another claim is in progress, and only one claim gets the keys. Read the onboarding to see its status.',
      {
        onboarding: ready.id,
        retryAfterSeconds: 2,
      },
    );
  }
  return withJournal(deps, attempt, async (journal) => {
    guard.use(journal);
    const run = reopenRunContext(deps, { journal, opened, deadline });
    try {
      const keys = await issue(run, isFirst);
      const next = (record: Leased, now: number) => toClaimed(record, handOver(keys, now, deps.settings), now);
      return await disclose(run, keys, next, seal);
    } catch (error) {
      return await undoClaim(deps, run, ready, error);
    }
  });
}

/** Creates and verifies a key for every user. Throws if one fails: none of the keys may be disclosed then. */
async function issue(run: RunContext, isFirst: boolean): Promise<readonly IssuedKey[]> {
  const created = new Map<string, NewAccessKey>();
  const users = run.plan.resources.filter(({ type }) => type === 'user');
  try {
    return await allSettledOrThrow(
      users.map(async ({ name: userName, arn: userArn }): Promise<IssuedKey> => {
        const key = await step(run, 'create-access-key', userName, () => createAccessKey(run, userName, isFirst));
        created.set(userName, key);
        const verification = await step(run, 'check-access-key', userName, () => verifyAccessKey(run, key));
        return { ...key, userName, userArn, verification };
      }),
    );
  } catch (error) {
    if (error instanceof LeaseLost) await deleteWithoutLease(run, created);
    throw error;
  }
}

function step<T>(run: RunContext, kind: KeyStepKind, user: string, work: () => Promise<T>): Promise<T> {
  return withStep(run.journal, run.deps.clock, keyStepName(kind, user), work);
}

/**
 * Ends a failed claim: deletes its keys and returns the onboarding to `ready`. If that fails as well, a worker does it,
 * and decides whether a person has to look at the onboarding.
 */
async function undoClaim(
  deps: LifecycleDeps,
  run: RunContext,
  ready: InStatus<'ready'>,
  error: unknown,
): Promise<ClaimOutcome> {
  const { journal } = run;
  const decision = decideAfterFailure(deps, ready, error);
  if (decision.kind === 'throw') throw error;
  // ListAccessKeys is eventually consistent, and may not show a key that was created a moment ago.
  journal.note((record) => withLaterLook(record, deps.clock.now()));
  const current = await returnToReady(run)
    .catch((undoError: unknown) => postpone(deps, journal, undoError))
    .catch(() => journal.record());
  switch (decision.kind) {
    case 'keep-status':
      return notYet(current, error, decision.delayMs);
    case 'refuse':
    case 'stop-for-person':
      throw decision.problem;
  }
}

/** Returns the outcome of a claim or rotation that the caller can send again. `again` says when. */
export function notYet(
  onboarding: Onboarding,
  error: unknown,
  delayMs: number,
  again = 'Claim again when the onboarding is ready.',
): ClaimOutcome & { readonly notYet: NotYet } {
  const reason = `AWS did not create the keys in time (${shortReason(error)}). No key was issued. ${again}`;
  return { onboarding, notYet: { reason, retryAfterSeconds: Math.max(5, Math.ceil(delayMs / 1000)) } };
}

/** Ends an unfinished claim without keys: deletes the undisclosed keys, then returns the onboarding to `ready`. */
export async function returnToReady(run: RunContext): Promise<Onboarding> {
  for (const user of run.plan.userNames) await deleteUnrecordedKeys(run, user);
  return run.journal.commit((record) => toReady(withoutExplained(record, run.deps.clock.now())));
}

/** Stores why a claim could not begin, and since when, so that a later claim knows how long AWS has refused. */
async function noteWaiting(deps: LifecycleDeps, ready: InStatus<'ready'>, error: unknown): Promise<InStatus<'ready'>> {
  const code = codeOf(error);
  if (code === undefined || ready.waiting?.code === code) return ready;
  const now = deps.clock.now();
  return saveIdle(deps, ready, { ...ready, waiting: waitingFor(error, now, now) });
}

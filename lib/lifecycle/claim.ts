import { advance } from '../record/advance.ts';
import { toNeedsAttention } from './needsAttention.ts';
import { disclose, deleteUndisclosed, type WorkResult } from './disclose.ts';
import { ProblemError } from '../core/errors.ts';
import { planForRemoval } from '../blueprints/blueprints.ts';
import { toProblem, shortReason } from '../core/toProblem.ts';
import { AwsFailure } from '../core/awsFailure.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import { FenceUnknown, LeaseLost, WaitingForAws } from '../core/controlFlowErrors.ts';
import { verifyAccessKey, createAccessKey, deleteUnrecordedKeys, type IssuedKey } from '../account/accessKeys.ts';
import {
  idleUntilReconcile,
  commonPart,
  type InStatus,
  type Onboarding,
  type ResourceRecord,
  type UserKeyIds,
} from '../record/onboarding.ts';
import {
  accessLostProblem,
  readAccess,
  isRoleRefused,
  openAccountOf,
  reopenRunContext,
} from '../account/openRunContext.ts';
import { assertOurs } from '../account/ownership.ts';
import { isRetryable, postpone, retryDelayMs } from './postpone.ts';
import { keyStepName, withoutKeySteps, type KeyMove } from '../blueprints/plan.ts';
import type { Access } from '../access/ports.ts';
import type { NewAccessKey } from '../account/ports.ts';
import type { CallGuard } from '../core/ports.ts';
import type { LifecycleDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';
import { reconcileAfterMs, type RunContext } from '../account/runContext.ts';
import { deadlineGuard, noteStep, switchableGuard, acquireLease, withJournal } from '../record/attempt.ts';

/** Why a claim that is not given up has no keys, and in how many seconds to claim again. */
export interface NotYet {
  readonly reason: string;
  readonly retryAfterSeconds: number;
}

export type ClaimOutcome = WorkResult & { readonly notYet?: NotYet };

/**
 * The claim: issues the keys of a `ready` onboarding and discloses them, once. Throws a problem where it cannot; the
 * onboarding is `ready` again then, without a key, or on its way there.
 */
export async function claim(deps: LifecycleDeps, ready: InStatus<'ready'>, deadline: number): Promise<ClaimOutcome> {
  const guard = switchableGuard(deadlineGuard(deps, deadline));
  const access = await readAccess(deps, ready);
  const isFirst = ready.foreignKeyIds === undefined;
  const looked = await listKeysBefore(deps, ready, access, guard, deadline).catch(async (error: unknown) => {
    const now = deps.clock.now();
    if (isRetryable(error, now, now)) return notYet(deps, await noteWaiting(deps, ready, error), error);
    throw await stopForPerson(deps, ready, error);
  });
  if ('notYet' in looked) return looked;
  const { opened, before } = looked;
  const foreignKeyIds = ready.foreignKeyIds ?? before;
  const turn = await acquireLease(deps, ready, deadline, 'request', (lease) => ({
    ...commonPart(ready),
    ...lease,
    status: 'claiming',
    foreignKeyIds,
  }));
  if (turn === undefined) {
    throw new ProblemError(
      'taken-over',
      'Another claim is in progress, and only one claim gets the keys. Read the onboarding to see its status.',
      {
        onboarding: ready.id,
        retryAfterSeconds: 2,
      },
    );
  }
  return withJournal(deps, turn, async (journal) => {
    guard.use(journal);
    const run = reopenRunContext(deps, { journal, opened, deadline });
    try {
      const keys = await issue(run, isFirst);
      await run.assertTrustClosed();
      return await disclose(run, keys);
    } catch (error) {
      return await undoClaim(deps, run, error);
    }
  });
}

/** Every user's key, made and tried; where one fails, none is kept. */
async function issue(run: RunContext, isFirst: boolean): Promise<readonly IssuedKey[]> {
  const made = new Map<string, NewAccessKey>();
  const results = await Promise.allSettled(
    run.plan.resources
      .filter(({ type }) => type === 'user')
      .map(async ({ name: userName, arn: userArn }): Promise<IssuedKey> => {
        const key = await step(run, 'create-access-key', userName, () => createAccessKey(run, userName, isFirst));
        made.set(userName, key);
        const verification = await step(run, 'check-access-key', userName, () => verifyAccessKey(run, key));
        return { ...key, userName, userArn, verification };
      }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (failed.reason instanceof LeaseLost) await deleteUndisclosed(run, made);
  throw failed.reason;
}

async function step<T>(run: RunContext, kind: KeyMove['kind'], user: string, work: () => Promise<T>): Promise<T> {
  const name = keyStepName(kind, user);
  noteStep(run.journal, run.deps.clock, name, 'running');
  try {
    const result = await work();
    noteStep(run.journal, run.deps.clock, name, 'done');
    return result;
  } catch (error) {
    noteStep(run.journal, run.deps.clock, name, 'failed');
    throw error;
  }
}

/** After a failed claim: no key of ours stays, then `ready`. Where not even that can be done now, a worker does it. */
async function undoClaim(deps: LifecycleDeps, run: RunContext, error: unknown): Promise<ClaimOutcome> {
  const { journal } = run;
  // The lease is another's, or the keys may be on record: not ours to touch.
  if (error instanceof LeaseLost || error instanceof FenceUnknown) throw error;
  // The list of keys lags: one that was made a moment ago may not be in it yet.
  const reconcileAt = deps.clock.now() + reconcileAfterMs;
  journal.note((record) => ({ ...record, reconcileAt }));
  const standing = await returnToReady(run)
    .catch((again: unknown) => postpone(deps, journal, again))
    .catch(() => journal.record());
  if (!isRetryable(error, deps.clock.now(), deps.clock.now())) throw toProblem(error);
  return notYet(deps, standing, error);
}

function notYet(
  deps: LifecycleDeps,
  onboarding: Onboarding,
  error: unknown,
): ClaimOutcome & { readonly notYet: NotYet } {
  const reason = `AWS did not create the keys in time (${shortReason(error)}). No key was issued. Claim again when the onboarding is ready.`;
  const retryAfterSeconds = Math.max(5, Math.ceil(retryDelayMs(deps, error, deps.clock.now()) / 1000));
  return { onboarding, notYet: { reason, retryAfterSeconds } };
}

/** Step 2 of the claim for whoever finds it unfinished: removes the keys that nobody holds, then `ready`. */
export async function returnToReady(run: RunContext): Promise<Onboarding> {
  for (const user of run.plan.userNames) await deleteUnrecordedKeys(run, user);
  return run.journal.commit((record) => {
    return { ...withoutKeySteps(idleUntilReconcile(record)), status: 'ready' };
  });
}

/**
 * The account, and the keys that the users had before our first CreateAccessKey: those are somebody's, and never
 * touched. Keys go by a user's name, so that each user has to be the one we made.
 */
async function listKeysBefore(
  deps: LifecycleDeps,
  ready: InStatus<'ready'>,
  access: Access,
  guard: CallGuard,
  deadline: number,
) {
  const opened = await openAccountOf(deps, ready, access, guard, deadline);
  const { account, letInAt, sessionSince } = opened;
  const place = { deps, account, ...planForRemoval(deps, ready) };
  const changed = recentChanges(deps.settings);
  const look = async (resource: ResourceRecord): Promise<UserKeyIds> => {
    const recent = () => [
      changed.sessionGiven(sessionSince),
      changed.permissionsChanged(Math.max(letInAt, ready.askedAt)),
      ...(resource.sentAt === undefined ? [] : [changed.entityMade(resource.sentAt)]),
    ];
    const patiently = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt, { recent });
    const [ours, keys] = await Promise.allSettled([
      patiently(() => assertOurs(place, resource)),
      patiently(() => account.listAccessKeys(resource.name)),
    ]);
    if (ours.status === 'rejected') throw ours.reason;
    if (keys.status === 'rejected') throw keys.reason;
    return { userName: resource.name, ids: keys.value.map(({ id }) => id) };
  };
  const looks = await Promise.allSettled(ready.resources.filter(({ type }) => type === 'user').map(look));
  const failed = looks.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const before = looks.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return { opened, before };
}

/** Writes down why a claim could not begin, and since when, so that a refusal that lasts is believed. */
async function noteWaiting(deps: LifecycleDeps, ready: InStatus<'ready'>, error: unknown): Promise<InStatus<'ready'>> {
  const code = error instanceof WaitingForAws && error.cause instanceof AwsFailure ? error.cause.code : undefined;
  if (code === undefined || ready.waiting?.code === code) return ready;
  const now = deps.clock.now();
  const waiting = { reason: shortReason(error), code, since: now, until: now };
  return (await advance(deps, ready, { ...ready, waiting }, deps.newOwner())) ?? ready;
}

/** A role that is refused while identities live, or an identity that is not ours any more, is for a person to look at. */
async function stopForPerson(deps: LifecycleDeps, ready: InStatus<'ready'>, error: unknown): Promise<ProblemError> {
  const cause = isRoleRefused(error) ? accessLostProblem(deps, ready.roleArn, error) : toProblem(error);
  const { problem } = cause;
  if (!['access-lost', 'role-denied', 'identity-changed'].includes(problem.slug)) return cause;
  const stopped = toNeedsAttention(ready, problem.slug, problem.detail);
  await advance(deps, ready, stopped, deps.newOwner());
  return new ProblemError(problem.slug, stopped.problem.detail);
}

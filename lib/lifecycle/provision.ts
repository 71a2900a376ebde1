import { ensureAccess } from '../access/access.ts';
import { stopForFailure } from './needsAttention.ts';
import { rollBackProvisioning } from './rollBackProvisioning.ts';
import { planOf } from '../blueprints/blueprints.ts';
import { boundaryValues } from '../blueprints/permissionsBoundary.ts';
import type { ProblemError } from '../core/errors.ts';
import { toProblem } from '../core/toProblem.ts';
import { runGraph } from './runGraph.ts';
import type { Journal } from '../record/journal.ts';
import { verifyAccessKey, createAccessKey, deleteUnrecordedKeys, type IssuedKey } from '../account/accessKeys.ts';
import { deleteUndisclosed, disclose, type WorkResult } from './disclose.ts';
import { isOwnServiceFailure } from '../core/awsFailure.ts';
import { FenceUnknown, LeaseLost } from '../core/controlFlowErrors.ts';
import { retrying } from '../core/retry.ts';
import { idleUntilReconcile, idle, type Onboarding } from '../record/onboarding.ts';
import { backgroundWork, isRoleRefused, openRunContext, roleNotUsableProblem, type OpenedAccount } from '../account/openRunContext.ts';
import { isRetryable, postpone } from './postpone.ts';
import { isKeyStep, type Step, withoutKeySteps, withoutUnusedClaim } from '../blueprints/plan.ts';
import { firstLetInAt } from '../access/access.ts';
import type { Access } from '../access/ports.ts';
import type { NewAccessKey } from '../account/ports.ts';
import type { LifecycleDeps } from './ports.ts';
import { hasNothingInAccount } from './reenterAccount.ts';
import { reconcileAfterMs, type RunContext } from '../account/runContext.ts';
import { runStep } from '../account/steps.ts';
import { noteStep, withJournal, type SwitchableGuard, type Attempt } from '../record/attempt.ts';
import { endFailed, rollBack } from './rollback.ts';
import { removeUndisclosedKeys } from '../removal/undisclosedKeys.ts';

/** At most so many IAM calls in flight in one account: IAM throttles by account, and the tenant needs some of it too. */
const callsInFlight = 10;

export interface ProvisionAttempt extends Attempt {
  readonly access: Access;
  /** The account, on its way: the create call assumes the role beside its first writes. */
  readonly account: Promise<OpenedAccount>;
  readonly guard: SwitchableGuard;
  /** Whether the keys are issued and disclosed in this same turn. */
  readonly wantsKeys: boolean;
}

export const assumeStep = 'assume-role';

/**
 * Takes a `provisioning` record, leased to this turn, to `ready` (or `claimed`, with keys), or to where its failure
 * belongs. Throws LeaseLost where somebody took over: then nothing more may be done or said.
 */
export async function provision(deps: LifecycleDeps, turn: ProvisionAttempt): Promise<WorkResult> {
  return withJournal(deps, turn, async (journal) => {
    turn.guard.use(journal);
    const { inBackground, waitForAll } = backgroundWork();
    let run: RunContext | undefined;
    try {
      const isRetry = journal.record().mayHaveMade;
      const opened = await turn.account;
      noteStep(journal, deps.clock, assumeStep, 'done');
      const { access, deadline } = turn;
      run = await openRunContext(deps, { journal, opened, deadline, isRetry, inBackground });
      // A role that let Latchkey in for the first time: what may be made from here on is on record first, so that a
      // process that dies before it leaves nothing to look for.
      if (firstLetInAt(access, journal.record().roleArn) === undefined)
        await journal.commit((record) => ({ ...record, mayHaveMade: true }));
      return await runPlan(run, turn.wantsKeys);
    } catch (error) {
      return { onboarding: await handleProvisionFailure(deps, journal, run, error, turn.deadline) };
    } finally {
      await waitForAll();
    }
  });
}

async function runPlan(run: RunContext, wantsKeys: boolean): Promise<WorkResult> {
  const { deps, journal, plan } = run;
  const secrets = new Map<string, NewAccessKey>();
  const issued = new Map<string, IssuedKey>();

  // What keeps a turn from its end may last: a key that nobody holds must not.
  if (!wantsKeys) await removeUndisclosedKeys(run);
  await runGraph(
    plan.steps.filter((step) => wantsKeys || !isKeyStep(step)),
    {
      concurrency: callsInFlight,
      isLimited: (step) => step.kind !== 'check-access-key',
      priority: urgency,
      run: async (step) => {
        noteStep(journal, deps.clock, step.name, 'running');
        try {
          if (!isKeyStep(step)) await runStep(run, step);
          else if (step.kind === 'create-access-key')
            secrets.set(step.user, await createAccessKey(run, step.user, !run.isRetry));
          else issued.set(step.user, await check(run, step.user, secrets));
        } catch (error) {
          noteStep(journal, deps.clock, step.name, 'failed');
          throw error;
        }
        noteStep(journal, deps.clock, step.name, 'done');
      },
    },
  ).catch(async (error: unknown) => {
    const isParked = isRetryable(error, journal.record().lease.since, deps.clock.now());
    if (error instanceof LeaseLost || isParked) await deleteUndisclosed(run, secrets);
    // One that IAM does not find yet cannot be deleted either.
    if (isParked && secrets.size > 0) {
      const reconcileAt = deps.clock.now() + reconcileAfterMs;
      journal.note((record) => ({ ...record, reconcileAt }));
    }
    throw error;
  });
  if (wantsKeys) await run.assertTrustClosed();
  if (wantsKeys)
    return disclose(
      run,
      plan.userNames.flatMap((user) => issued.get(user) ?? []),
    );
  // Whoever was here before may have been about to disclose: a key of his is a key that nobody holds.
  if (journal.record().foreignKeyIds !== undefined) {
    for (const user of plan.userNames) await deleteUnrecordedKeys(run, user);
  }
  return {
    onboarding: await journal.commit((record) => ({ ...withoutKeySteps(idleUntilReconcile(record)), status: 'ready' })),
  };
}

/** Lower goes first: what the longest chains begin with, then what one attaching waits for, then the attaching. */
function urgency({ kind }: Step): number {
  if (kind === 'create-policy') return 1;
  return kind.startsWith('create-') ? 0 : 2;
}

async function check(run: RunContext, user: string, secrets: ReadonlyMap<string, NewAccessKey>): Promise<IssuedKey> {
  const key = secrets.get(user);
  const resource = run.plan.resources.find((each) => each.type === 'user' && each.name === user);
  if (key === undefined || resource === undefined) throw new Error(`no key for ${user}`);
  return { ...key, userName: user, userArn: resource.arn, verification: await verifyAccessKey(run, key) };
}

/** Where an onboarding goes whose provisioning did not come to its end. */
async function handleProvisionFailure(
  deps: LifecycleDeps,
  journal: Journal,
  run: RunContext | undefined,
  error: unknown,
  deadline: number,
): Promise<Onboarding> {
  // The lease is another's, or the keys may be on record: not ours to touch.
  if (error instanceof LeaseLost || error instanceof FenceUnknown) throw error;
  const record = journal.record();
  if (isOwnServiceFailure(error)) throw error;
  if (isRetryable(error, record.lease.since, deps.clock.now())) {
    journal.note((each) => (each.status === 'provisioning' ? withoutUnusedClaim(each) : each));
    return postpone(deps, journal, error, run !== undefined);
  }
  if (isRoleRefused(error)) {
    if (!hasNothingInAccount(record)) return stopForFailure(deps, journal, error);
    const refused = roleNotUsableProblem(deps, record.roleArn, error);
    deps.log.warn('the bootstrap role is refused', { reason: refused.problem.detail });
    // A call of an earlier attempt may still be carried out: an onboarding that waits is not looked at again.
    return refused.problem.slug === 'role-not-usable' && record.reconcileAt === undefined
      ? awaitAccess(deps, journal, refused, deadline)
      : endFailed(journal, refused);
  }
  const problem = toProblem(error);
  if (problem.problem.slug === 'internal-error') deps.log.error('provisioning failed', { reason: String(error) });
  return run === undefined ? rollBackProvisioning(deps, journal, problem, deadline) : rollBack(deps, run, problem);
}

/** For how long an onboarding waits for its stack, in milliseconds: 7 days. */
const awaitForMs = 7 * 24 * 3_600_000;

/** Waits for the tenant's stack. The boundary it will make is kept first: without it the stack would be unknown. */
async function awaitAccess(
  deps: LifecycleDeps,
  journal: Journal,
  { problem }: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  const waiting = journal.record();
  const { blueprint } = planOf(deps, waiting);
  await retrying(deps.clock, deadline, () =>
    ensureAccess(deps, waiting, blueprint, boundaryValues(blueprint, waiting.parameters)),
  );
  return journal.commit((record) => {
    const steps = record.steps.map(({ name }) => ({ name, status: 'pending' as const }));
    const expiresAt = deps.clock.now() + awaitForMs;
    return { ...idle(record), steps, status: 'awaiting_access', expiresAt, dueAt: expiresAt, problem };
  });
}

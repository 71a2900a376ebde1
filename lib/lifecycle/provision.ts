import { runGraph } from './runGraph.ts';
import { verifyAccessKey, createAccessKey, deleteUnrecordedKeys, type IssuedKey } from '../account/accessKeys.ts';
import { disclose, type WorkResult } from './disclose.ts';
import { deleteWithoutLease } from '../account/deleteWithoutLease.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { withLaterLook } from '../record/inPlace.ts';
import { handOver } from '../record/handedOverKeys.ts';
import { toClaimed, toReady } from '../record/transitions.ts';
import { backgroundWork, openRunContext, type OpenedAccount } from '../account/openRunContext.ts';
import { isKeyStep, type Step } from '../blueprints/plan.ts';
import { assumedRole } from '../access/assumedRoles.ts';
import type { Access } from '../access/ports.ts';
import type { NewAccessKey } from '../account/ports.ts';
import type { LifecycleDeps } from './ports.ts';
import type { RunContext } from '../account/runContext.ts';
import { runStep } from '../account/steps.ts';
import { noteStep, withStep } from '../record/stepProgress.ts';
import { withJournal, type SwitchableGuard, type Attempt } from '../record/attempt.ts';
import { removeUndisclosedKeys } from '../removal/undisclosedKeys.ts';
import { decideAfter, handleProvisionFailure } from './provisionFailure.ts';

/**
 * The maximum number of IAM calls in flight in one account: IAM throttles by account, and the tenant makes calls too.
 */
const maxCallsInFlight = 10;

/** How long a request whose time is used up may take to delete its keys, in milliseconds. */
const lastDeleteMs = 1000;

export interface ProvisionAttempt extends Attempt {
  readonly access: Access;
  /** A promise, because a create request assumes the role while it stores its first records. */
  readonly account: Promise<OpenedAccount>;
  readonly guard: SwitchableGuard;
  /** Whether this attempt also creates and discloses the keys. */
  readonly wantsKeys: boolean;
}

export const assumeStep = 'assume-role';

/**
 * Provisions an onboarding that this attempt has leased. It ends in `ready`, in `claimed` with keys, or in the status
 * that its failure leads to. Throws LeaseLost if another process took over, and FenceUnknown if it is unknown whether
 * the record names the keys. After either error, the caller must change and disclose nothing.
 */
export async function provision(deps: LifecycleDeps, attempt: ProvisionAttempt): Promise<WorkResult> {
  return withJournal(deps, attempt, async (journal) => {
    attempt.guard.use(journal);
    const { inBackground, waitForAll } = backgroundWork();
    let run: RunContext | undefined;
    try {
      const isRetry = journal.record().mayHaveMade;
      const opened = await attempt.account;
      noteStep(journal, deps.clock, assumeStep, 'done');
      const { deadline } = attempt;
      run = await openRunContext(deps, { journal, opened, deadline, isRetry, inBackground });
      // A takeover concludes that nothing can be in the account if the access says that Latchkey never assumed the
      // role. If the write of the access failed, the record stores instead that something may be there, before the
      // first create.
      if (assumedRole(opened.access, journal.record().roleArn) === undefined)
        await journal.commit((record) => ({ ...record, mayHaveMade: true }));
      return await runPlan(deps, run, attempt.wantsKeys);
    } catch (error) {
      return { onboarding: await handleProvisionFailure(deps, journal, run, error, attempt.deadline) };
    } finally {
      await waitForAll();
    }
  });
}

async function runPlan(deps: LifecycleDeps, run: RunContext, wantsKeys: boolean): Promise<WorkResult> {
  const { journal, plan } = run;
  const secrets = new Map<string, NewAccessKey>();
  const issued = new Map<string, IssuedKey>();

  // Undisclosed keys are deleted first, because the steps may fail in every attempt.
  if (!wantsKeys) await removeUndisclosedKeys(run);
  await runGraph(
    plan.steps.filter((step) => wantsKeys || !isKeyStep(step)),
    {
      concurrency: maxCallsInFlight,
      isLimited: (step) => step.kind !== 'check-access-key',
      priority: priorityOf,
      run: (step) =>
        withStep(journal, deps.clock, step.name, async () => {
          if (!isKeyStep(step)) await runStep(run, step);
          else if (step.kind === 'create-access-key')
            secrets.set(step.user, await createAccessKey(run, step.user, !run.isRetry));
          else issued.set(step.user, await check(run, step.user, secrets));
        }),
    },
  ).catch(async (error: unknown) => {
    const { kind } = decideAfter(deps, journal, error);
    if (error instanceof LeaseLost) await deleteWithoutLease(run, secrets);
    // After the other decisions, the rollback deletes the keys.
    else if (kind === 'postpone' || kind === 'throw') {
      // The answer has to be sent soon. If a key is not deleted by then, the worker deletes it before anything else.
      await deleteWithoutLease(run, secrets, Math.max(lastDeleteMs, run.deadline - deps.clock.monotonic()));
      // IAM cannot delete a key that it does not show yet, so the account gets a later look.
      if (secrets.size > 0) journal.note((record) => withLaterLook(record, deps.clock.now()));
    }
    throw error;
  });
  if (wantsKeys) {
    const keys = plan.userNames.flatMap((user) => issued.get(user) ?? []);
    return disclose(run, keys, (record, now) => toClaimed(record, handOver(keys, now, deps.settings), now));
  }
  // An earlier attempt may have created keys and stopped before it disclosed them.
  if (journal.record().foreignKeyIds !== undefined) {
    for (const user of plan.userNames) await deleteUnrecordedKeys(run, user);
  }
  return { onboarding: await journal.commit(toReady) };
}

/**
 * Lower numbers run first: the steps that begin the longest chains, then policies, which only an attach step needs,
 * then the attach steps.
 */
function priorityOf({ kind }: Step): number {
  if (kind === 'create-policy') return 1;
  return kind.startsWith('create-') ? 0 : 2;
}

async function check(run: RunContext, user: string, secrets: ReadonlyMap<string, NewAccessKey>): Promise<IssuedKey> {
  const key = secrets.get(user);
  const resource = run.plan.resources.find((each) => each.type === 'user' && each.name === user);
  if (key === undefined || resource === undefined) throw new Error(`no key for ${user}`);
  return { ...key, userName: user, userArn: resource.arn, verification: await verifyAccessKey(run, key) };
}

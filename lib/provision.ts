import { giveAccess } from './access.ts';
import { stopFor } from './attention.ts';
import { backOut } from './backOut.ts';
import { planOf } from './blueprints.ts';
import { ceilingValues } from './ceiling.ts';
import type { ProblemError } from './errors.ts';
import { explain } from './explain.ts';
import { runGraph } from './graph.ts';
import type { Journal } from './journal.ts';
import { checkKey, createKey, removeUnknownKeys, type IssuedKey } from './keys.ts';
import { discard, disclose, type Outcome } from './disclose.ts';
import { FenceUnknown } from './interruptions.ts';
import { LeaseLost } from './lease.ts';
import { retrying } from './retry.ts';
import { atRest, settled, type Onboarding } from './onboarding.ts';
import { besides, isRoleRefused, openRun, roleRefused } from './openRun.ts';
import { isWorthWaiting, park } from './park.ts';
import { isKeyStep, type Step, withoutKeySteps, withoutUnusedClaim } from './plan.ts';
import type { Access, Deps, NewAccessKey, TenantAccount } from './ports.ts';
import { isEmpty } from './reenter.ts';
import { reconcileAfterMs, type Run } from './run.ts';
import { runStep } from './steps.ts';
import { noteStep, withJournal, type SwitchableGuard, type Turn } from './turn.ts';
import { fail, undo } from './undo.ts';
import { removeUnseenKeys } from './unseenKeys.ts';

/** At most so many IAM calls in flight in one account: IAM throttles by account, and the tenant needs some of it too. */
const callsInFlight = 10;

export interface ProvisionTurn extends Turn {
  readonly access: Access;
  /** The account, on its way: the create call assumes the role beside its first writes. */
  readonly account: Promise<TenantAccount>;
  readonly guard: SwitchableGuard;
  /** Whether the keys are issued and disclosed in this same turn. */
  readonly wantsKeys: boolean;
}

export const assumeStep = 'assume-role';

/**
 * Takes a `provisioning` record, leased to this turn, to `ready` (or `claimed`, with keys), or to where its failure
 * belongs. Throws LeaseLost where somebody took over: then nothing more may be done or said.
 */
export async function provision(deps: Deps, turn: ProvisionTurn): Promise<Outcome> {
  return withJournal(deps, turn, async (journal) => {
    turn.guard.use(journal);
    const { beside, settled } = besides();
    let run: Run | undefined;
    try {
      const isRetry = journal.record().mayHaveMade;
      const account = await turn.account;
      noteStep(journal, deps.clock, assumeStep, 'done');
      const { access, deadline } = turn;
      run = await openRun(deps, { journal, account, access, deadline, isRetry, beside, needsBoundary: true });
      return await make(run, turn.wantsKeys);
    } catch (error) {
      return { onboarding: await giveWay(deps, journal, run, error, turn.deadline) };
    } finally {
      await settled();
    }
  });
}

async function make(run: Run, wantsKeys: boolean): Promise<Outcome> {
  const { deps, journal, plan } = run;
  const secrets = new Map<string, NewAccessKey>();
  const issued = new Map<string, IssuedKey>();

  // What keeps a turn from its end may last: a key that nobody holds must not.
  if (!wantsKeys) await removeUnseenKeys(run);
  await runGraph(
    plan.steps.filter((step) => wantsKeys || !isKeyStep(step)),
    {
      places: callsInFlight,
      isLimited: (step) => step.kind !== 'check-access-key',
      priority: urgency,
      run: async (step) => {
        noteStep(journal, deps.clock, step.name, 'running');
        try {
          if (!isKeyStep(step)) await runStep(run, step);
          else if (step.kind === 'create-access-key')
            secrets.set(step.user, await createKey(run, step.user, !run.isRetry));
          else issued.set(step.user, await check(run, step.user, secrets));
        } catch (error) {
          noteStep(journal, deps.clock, step.name, 'failed');
          throw error;
        }
        noteStep(journal, deps.clock, step.name, 'done');
      },
    },
  ).catch(async (error: unknown) => {
    const isParked = isWorthWaiting(error, journal.record().turns);
    if (error instanceof LeaseLost || isParked) await discard(run, secrets);
    // One that IAM does not find yet cannot be deleted either.
    if (isParked && secrets.size > 0) {
      const reconcileAt = deps.clock.now() + reconcileAfterMs;
      journal.note((record) => ({ ...record, reconcileAt }));
    }
    throw error;
  });
  if (wantsKeys)
    return disclose(
      run,
      plan.userNames.flatMap((user) => issued.get(user) ?? []),
    );
  // Whoever was here before may have been about to disclose: a key of his is a key that nobody holds.
  if (journal.record().foreignKeyIds !== undefined) {
    for (const user of plan.userNames) await removeUnknownKeys(run, user);
  }
  return {
    onboarding: await journal.commit((record) => ({ ...withoutKeySteps(atRest(record)), status: 'ready' })),
  };
}

/** Lower goes first: what the longest chains begin with, then what one attaching waits for, then the attaching. */
function urgency({ kind }: Step): number {
  if (kind === 'create-policy') return 1;
  return kind.startsWith('create-') ? 0 : 2;
}

async function check(run: Run, user: string, secrets: ReadonlyMap<string, NewAccessKey>): Promise<IssuedKey> {
  const key = secrets.get(user);
  const resource = run.plan.resources.find((each) => each.type === 'user' && each.name === user);
  if (key === undefined || resource === undefined) throw new Error(`no key for ${user}`);
  return { ...key, userName: user, userArn: resource.arn, verification: await checkKey(run, key) };
}

/** Where an onboarding goes whose provisioning did not come to its end. */
async function giveWay(
  deps: Deps,
  journal: Journal,
  run: Run | undefined,
  error: unknown,
  deadline: number,
): Promise<Onboarding> {
  // The lease is another's, or the keys may be on record: not ours to touch.
  if (error instanceof LeaseLost || error instanceof FenceUnknown) throw error;
  const record = journal.record();
  if (isWorthWaiting(error, record.turns)) {
    journal.note((each) => (each.status === 'provisioning' ? withoutUnusedClaim(each) : each));
    return park(deps, journal, error, run !== undefined);
  }
  if (isRoleRefused(error)) {
    const refused = roleRefused(record.roleArn);
    if (!isEmpty(record)) return stopFor(journal, error);
    // A call of an earlier try may still land: it fails then, since one that waits is not looked at again.
    return record.reconcileAt === undefined ? awaitAccess(deps, journal, refused, deadline) : fail(journal, refused);
  }
  const problem = explain(error);
  if (problem.problem.slug === 'internal-error') deps.log.error('provisioning failed', { reason: String(error) });
  return run === undefined ? backOut(deps, journal, problem, deadline) : undo(deps, run, problem);
}

/** For how long an onboarding waits for its stack, in milliseconds: 7 days. */
const awaitForMs = 7 * 24 * 3_600_000;

/** Waits for the tenant's stack. The boundary it will make is kept first: without it the stack would be unknown. */
async function awaitAccess(
  deps: Deps,
  journal: Journal,
  { problem }: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  const waiting = journal.record();
  const { blueprint } = planOf(deps, waiting);
  await retrying(deps.clock, deadline, () =>
    giveAccess(deps, waiting, blueprint, ceilingValues(blueprint, waiting.parameters)),
  );
  return journal.commit((record) => {
    const steps = record.steps.map(({ name }) => ({ name, status: 'pending' as const }));
    const expiresAt = deps.clock.now() + awaitForMs;
    return { ...settled(record), steps, status: 'awaiting_access', expiresAt, dueAt: expiresAt, problem };
  });
}

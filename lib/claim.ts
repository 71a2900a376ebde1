import { disclose, discard, type Outcome } from './disclose.ts';
import { ProblemError } from './errors.ts';
import { explain } from './explain.ts';
import type { Journal } from './journal.ts';
import { checkKey, createKey, removeUnknownKeys, type IssuedKey } from './keys.ts';
import { LeaseLost } from './lease.ts';
import { atRest, commonPart, type InStatus, type Onboarding } from './onboarding.ts';
import { accessOf, besides, isRoleRefused, openAccountOf, openRun, roleRefused } from './openRun.ts';
import { isWorthWaiting, park } from './park.ts';
import { keyStepName, type KeyMove } from './plan.ts';
import type { Access, Deps, NewAccessKey, TenantAccount } from './ports.ts';
import { retrying } from './retry.ts';
import type { Run } from './run.ts';
import { deadlineGuard, noteStep, switchableGuard, takeOn, withJournal } from './turn.ts';
import { needAttention } from './undo.ts';

/**
 * The claim: issues the keys of a `ready` onboarding and discloses them, once. Throws a problem where it cannot; the
 * onboarding is `ready` again then, without a key, or on its way there.
 */
export async function claim(deps: Deps, ready: InStatus<'ready'>, deadline: number): Promise<Outcome> {
  const guard = switchableGuard(deadlineGuard(deps.clock, deadline));
  const access = await accessOf(deps, ready);
  const account = await openAccountOf(deps, ready, access, guard, deadline).catch(async (error: unknown) => {
    throw await accessLost(deps, ready, error);
  });
  const isFirst = ready.foreignKeyIds === undefined;
  const foreignKeyIds = ready.foreignKeyIds ?? (await keysBeforeOurs(deps, account, ready.userNames, deadline));
  const turn = await takeOn(deps, ready, deadline, 'request', (lease) => ({
    ...commonPart(ready),
    ...lease,
    status: 'claiming',
    foreignKeyIds,
  }));
  if (turn === undefined) {
    throw new ProblemError('taken-over', 'Another claim is running. Only one of them gets the keys.', {
      onboarding: ready.id,
      retryAfterSeconds: 2,
    });
  }
  return withJournal(deps, turn, async (journal) => {
    guard.use(journal);
    const { beside, settled } = besides();
    const run = await openRun(deps, {
      journal,
      account,
      access,
      deadline,
      isRetry: true,
      beside,
      needsBoundary: false,
    });
    try {
      return await disclose(run, await issue(run, isFirst));
    } catch (error) {
      throw await putBack(run, error);
    } finally {
      await settled();
    }
  });
}

/** Every user's key, made and tried; where one fails, none is kept. */
async function issue(run: Run, isFirst: boolean): Promise<readonly IssuedKey[]> {
  const made = new Map<string, NewAccessKey>();
  const results = await Promise.allSettled(
    run.plan.resources
      .filter(({ type }) => type === 'user')
      .map(async ({ name: userName, arn: userArn }): Promise<IssuedKey> => {
        const key = await step(run, 'create-access-key', userName, () => createKey(run, userName, isFirst));
        made.set(userName, key);
        const verification = await step(run, 'check-access-key', userName, () => checkKey(run, key));
        return { ...key, userName, userArn, verification };
      }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (failed.reason instanceof LeaseLost) await discard(run, made);
  throw failed.reason;
}

async function step<T>(run: Run, kind: KeyMove['kind'], user: string, work: () => Promise<T>): Promise<T> {
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
async function putBack(run: Run, error: unknown): Promise<unknown> {
  const { deps, journal } = run;
  if (error instanceof LeaseLost) return error;
  await backToReady(run).catch((again: unknown) => park(deps, journal, again));
  return isWorthWaiting(error, 0)
    ? new ProblemError('aws-error', 'AWS did not answer in time. No key was issued; claim again.', {
        onboarding: journal.record().id,
        retryAfterSeconds: 5,
      })
    : explain(error);
}

/** Step 2 of the claim for whoever finds it unfinished: removes the keys that nobody holds, then `ready`. */
export async function backToReady(run: Run): Promise<Onboarding> {
  for (const user of run.plan.userNames) await removeUnknownKeys(run, user);
  return run.journal.commit((record) => {
    return { ...atRest(record), status: 'ready' };
  });
}

/** The keys that the users had before our first CreateAccessKey. Those are somebody's: they are never touched. */
async function keysBeforeOurs(
  deps: Deps,
  account: TenantAccount,
  userNames: readonly string[],
  deadline: number,
): Promise<Record<string, readonly string[]>> {
  const lists = userNames.map(async (user): Promise<[string, readonly string[]]> => {
    const ids = await retrying(deps.clock, deadline, () => account.listOnUser(user, 'access-key'));
    return [user, ids];
  });
  return Object.fromEntries(await Promise.all(lists));
}

/** A role that is refused while identities live is for a person to look at. */
async function accessLost(deps: Deps, ready: InStatus<'ready'>, error: unknown): Promise<unknown> {
  if (!isRoleRefused(error)) return explain(error);
  const { detail } = roleRefused(ready.roleArn).problem;
  const arns = ready.resources.map(({ arn }) => arn).join(', ');
  const problem = { slug: 'access-lost' as const, detail: `${detail} In the account: ${arns}.` };
  await deps.store.move(ready, {
    ...atRest(ready),
    writer: deps.newOwner(),
    version: ready.version + 1,
    updatedAt: deps.clock.now(),
    status: 'needs_attention',
    problem,
  });
  return new ProblemError(problem.slug, problem.detail, { onboarding: ready.id });
}

/** For whoever took over a `claiming` record. */
export async function endClaim(
  deps: Deps,
  journal: Journal,
  account: TenantAccount,
  access: Access,
  deadline: number,
): Promise<Onboarding> {
  const run = await openRun(deps, {
    journal,
    account,
    access,
    deadline,
    isRetry: true,
    beside: () => undefined,
    needsBoundary: false,
  });
  return backToReady(run).catch(async (error: unknown) => {
    if (error instanceof LeaseLost) throw error;
    if (isWorthWaiting(error, journal.record().attempts)) return park(deps, journal, error);
    const { slug, detail } = explain(error).problem;
    return needAttention(journal, slug, detail);
  });
}

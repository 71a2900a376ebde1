import { hasCode } from '../core/awsFailure.ts';
import { recentChanges, type RecentChange } from '../core/classifyFailure.ts';
import { ProblemError } from '../core/errors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { isPolicyThere, rememberBoundary, stackOutdatedProblem } from './chooseBoundary.ts';
import { createOrAdopt, noteMade, tagsOf, type Found } from './createOrAdopt.ts';
import { callAws, resourceOf, type RunContext } from './runContext.ts';

/**
 * Creates a user with one of the permissions boundaries of this attempt, and stores which one worked. Throws
 * `stack-outdated` if the account has none of them, or if an earlier attempt created the user with another one.
 */
export async function createUser(run: RunContext, user: string): Promise<void> {
  const { access, blueprint, deps, journal, boundaries } = run;
  const resource = resourceOf(run, 'user', user);
  const recent = [recentChanges(deps.settings).boundaryMade(run.assumedAt)];
  const entity = await callAws(run, () => createWithBoundary(run, resource), { on: [resource], recent }).catch(
    async (error: unknown) => {
      throw await causeOf(run, error, recent);
    },
  );
  noteMade(run, resource, entity);
  if (entity.boundaryArn === undefined || !boundaries.includes(entity.boundaryArn)) {
    throw new ProblemError(
      'stack-outdated',
      `User ${entity.arn} was created by an earlier attempt with the boundary ${String(entity.boundaryArn)}, not ${boundaries.join(' or ')}. Latchkey removes the user. Try again.`,
    );
  }
  const { boundaryArn } = entity;
  journal.note((record) => ({ ...record, boundaryArn }));
  // One write is enough for all users of a plan.
  if (user === run.plan.userNames[0]) run.inBackground(rememberBoundary(deps, access, blueprint, boundaryArn));
}

/** Creates the user with the first boundary. If IAM refuses it, uses the first of the others that IAM shows. */
async function createWithBoundary(run: RunContext, resource: ResourceRecord): Promise<Found> {
  const [first = '', ...others] = run.boundaries;
  const create = async (boundaryArn: string): Promise<Found> => {
    const found = await createOrAdopt(run, resource, () =>
      run.account.createUser(resource.name, run.plan.path, boundaryArn, tagsOf(run)),
    );
    return found.isAdopted ? found : { ...found, boundaryArn };
  };
  try {
    return await create(first);
  } catch (error) {
    if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) throw error;
    // The boundary may have been deleted, or replaced by an update of the stack.
    for (const other of others) {
      if ((await isPolicyThere(run.account, other)) === true) return create(other);
    }
    throw error;
  }
}

/**
 * Returns what a refused CreateUser means: `stack-outdated` if the account has no boundary, otherwise the refusal. Waits
 * for a boundary that the stack may still be making.
 */
async function causeOf(run: RunContext, error: unknown, recent: readonly RecentChange[]): Promise<unknown> {
  if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) return error;
  for (const arn of run.boundaries) {
    try {
      await callAws(run, () => run.account.getPolicy(arn), { recent });
      return error;
    } catch (readError) {
      // If IAM denies the read of the boundary, somebody has restricted the role. Then the denied create says more about
      // the cause.
      if (hasCode(readError, 'AccessDenied')) return error;
      if (!hasCode(readError, 'NoSuchEntity')) return readError;
    }
  }
  return stackOutdatedProblem({ ...run, onboarding: run.journal.record() });
}

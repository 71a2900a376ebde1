import type { Tag } from '../blueprints/parameterValues.ts';
import type { Step } from '../blueprints/plan.ts';
import { hasCode, type AwsFailure } from '../core/awsFailure.ts';
import { recentChanges, type RecentChange } from '../core/judgeRetry.ts';
import { ProblemError } from '../core/errors.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { hasItsDocument } from './boundaryReading.ts';
import { isPolicyThere, rememberBoundary, stackOutdatedProblem } from './chooseBoundary.ts';
import { createOrAdopt, noteMade, tagsOf, type Found } from './createOrAdopt.ts';
import { callAws, resourceOf, type RunContext } from './runContext.ts';

type CreateUser = Extract<Step, { kind: 'create-user' }>;

/**
 * Creates a user with one of the permissions boundaries of this attempt, and stores which one worked. Throws
 * `stack-outdated` if the account has none of them, or if an earlier attempt created the user with another one.
 */
export async function createUser(run: RunContext, step: CreateUser): Promise<void> {
  const { user } = step;
  const { access, blueprint, deps, journal, boundaries } = run;
  const resource = resourceOf(run, 'user', user);
  const recent = [recentChanges(deps.settings).boundaryMade(run.assumedAt)];
  const explained = async (error: unknown): Promise<never> => {
    throw await causeOf(run, error, recent);
  };
  const entity = await callAws(run, () => createWithBoundary(run, resource, step.tags), {
    on: [resource],
    recent,
  }).catch(explained);
  noteMade(run, resource, entity);
  const used = boundaries.find(({ arn }) => arn === entity.boundaryArn);
  if (used === undefined) {
    throw new ProblemError(
      'stack-outdated',
      `User ${entity.arn} was created by an earlier attempt with the boundary ${String(entity.boundaryArn)}, not ${boundaries.map(({ arn }) => arn).join(' or ')}. Latchkey removes the user. Try again.`,
    );
  }
  // The keys of the user are handed over only after all steps, so that a wrong boundary has no effect before this.
  const isAsNamed = await callAws(run, () => hasItsDocument(run, used), { recent }).catch(explained);
  if (!isAsNamed) throw await otherDocumentProblem(run);
  const boundaryArn = used.arn;
  journal.note((record) => ({ ...record, boundaryArn }));
  // One write is enough for all users of a plan.
  if (user === run.plan.userNames[0]) run.inBackground(rememberBoundary(deps, access, blueprint, boundaryArn));
}

/**
 * Creates the user with the first boundary. If IAM refuses it, uses the first of the others that IAM shows. The first one
 * is read while the user is created, so that the first onboarding of an account takes no longer than a later one. If it has
 * another document than its name promises, no other boundary can take its place: IAM lets the role create users only with
 * the boundary of its own stack.
 */
async function createWithBoundary(run: RunContext, resource: ResourceRecord, tags: readonly Tag[]): Promise<Found> {
  const [first, ...others] = run.boundaries;
  const create = async (boundaryArn: string): Promise<Found> => {
    const found = await createOrAdopt(run, resource, () =>
      run.account.createUser(resource.name, run.plan.path, boundaryArn, tagsOf(run, tags)),
    );
    return found.isAdopted ? found : { ...found, boundaryArn };
  };
  let refusal: AwsFailure | undefined;
  try {
    if (first !== undefined) {
      // The result, or the failure, is that of the same look in createUser. If IAM refuses the create, nobody needs the
      // result, but the call must end before the attempt does.
      const ignore = () => undefined;
      run.inBackground(hasItsDocument(run, first).then(ignore, ignore));
      return await create(first.arn);
    }
  } catch (error) {
    if (others.length === 0 || !hasCode(error, 'AccessDenied', 'NoSuchEntity')) throw error;
    refusal = error;
  }
  // The boundary may have been deleted, or replaced by an update of the stack.
  for (const other of others) {
    if ((await isPolicyThere(run.account, other.arn)) !== true) continue;
    if (await hasItsDocument(run, other)) return create(other.arn);
  }
  if (refusal !== undefined) throw refusal;
  throw await otherDocumentProblem(run);
}

/** Returns the problem of a boundary whose parameters were changed when the stack was launched. */
function otherDocumentProblem(run: RunContext): Promise<ProblemError> {
  const arns = run.boundaries.map(({ arn }) => arn).join(' and ');
  return stackOutdatedProblem(
    { ...run, onboarding: run.journal.record() },
    `The permissions boundary ${arns} does not have the document that its name stands for: the stack was launched or updated with other parameters than those of the link.`,
  );
}

/**
 * Returns what a refused CreateUser means: `stack-outdated` if the account has no boundary, otherwise the refusal. Waits
 * for a boundary that the stack may still be making.
 */
async function causeOf(run: RunContext, error: unknown, recent: readonly RecentChange[]): Promise<unknown> {
  if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) return error;
  for (const { arn } of run.boundaries) {
    try {
      await callAws(run, () => run.account.getPolicy(arn), { recent });
      return isOfOlderStack(run) ? await stackOutdatedProblem({ ...run, onboarding: run.journal.record() }) : error;
    } catch (readError) {
      // If IAM denies the read of the boundary, somebody has restricted the role. Then the denied create says more about
      // the cause.
      if (hasCode(readError, 'AccessDenied') && !isOfOlderStack(run)) return error;
      if (!hasCode(readError, 'NoSuchEntity', 'AccessDenied')) return readError;
    }
  }
  return stackOutdatedProblem({ ...run, onboarding: run.journal.record() });
}

/**
 * Whether the refusal may come from a stack of an earlier version of the blueprint. If a policy of AWS is the boundary, it
 * is always there, so only the role decides: that of an older stack demands another boundary.
 */
function isOfOlderStack({ blueprint, access }: RunContext): boolean {
  const given = access.boundaries[blueprint.name] ?? [];
  const { permissionsBoundary } = blueprint;
  if (!('managed' in permissionsBoundary) || access.proven[blueprint.name] === permissionsBoundary.managed)
    return false;
  return given.some(({ name }) => name !== permissionsBoundary.managed);
}

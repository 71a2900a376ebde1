import { hasCode, type AwsFailure } from '../core/awsFailure.ts';
import { isNotVisibleYet, NotVisibleYet } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import { chooseBoundary, policyExists, rememberBoundary } from './chooseBoundary.ts';
import { createOrAdopt, noteMade, tagsOf, type Found } from './createOrAdopt.ts';
import { callDespiteDenial, resourceOf, type RunContext } from './runContext.ts';

/** The permissions boundary that a user is being created with. */
interface BoundaryInUse {
  arn: string;
  /** ARNs of the boundaries with which IAM refused to create the user. */
  readonly refused: string[];
}

/**
 * Creates a user with the permissions boundary of this attempt, or with another one if IAM refuses that boundary.
 * Stores the boundary that worked. Throws if an earlier attempt created the user with another boundary.
 */
export async function createUser(run: RunContext, user: string): Promise<void> {
  const { access, blueprint, deps, journal } = run;
  const boundary: BoundaryInUse = { arn: run.boundaryArn, refused: [] };
  const entity = await callDespiteDenial(run, () => createWithin(run, user, boundary), isNotVisibleYet);
  noteMade(run, resourceOf(run, 'user', user), entity);
  if (entity.isAdopted && entity.boundaryArn !== boundary.arn) {
    throw new ProblemError(
      'stack-outdated',
      `User ${entity.arn} was created by an earlier attempt with the boundary ${String(entity.boundaryArn)}, not ${boundary.arn}. Latchkey removes the user. Try again.`,
    );
  }
  journal.note((record) => ({ ...record, boundaryArn: boundary.arn }));
  // One write is enough for all users of a plan.
  if (user === run.plan.userNames[0]) run.inBackground(rememberBoundary(deps, access, blueprint, boundary.arn));
}

/**
 * Tries to create the user. If IAM refuses the boundary, tries again with the next boundary, as long as there is one.
 */
async function createWithin(run: RunContext, user: string, boundary: BoundaryInUse): Promise<Found> {
  const create = () => run.account.createUser(user, run.plan.path, boundary.arn, tagsOf(run));
  try {
    return await createOrAdopt(run, 'user', user, create);
  } catch (error) {
    if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) throw error;
    // The boundary may have been deleted, or replaced by an update of the stack. Looks for another one in the account.
    boundary.refused.push(boundary.arn);
    boundary.arn = await otherBoundary(run, boundary.refused, error);
  }
  return createWithin(run, user, boundary);
}

const isStackOutdated = (error: unknown) => error instanceof ProblemError && error.problem.slug === 'stack-outdated';

/**
 * Returns the next boundary to try. If there is none but the refused boundary exists, throws the refusal, because it
 * has another cause.
 */
async function otherBoundary(run: RunContext, refused: readonly string[], refusal: AwsFailure): Promise<string> {
  const { deps, account, access, blueprint, deadline } = run;
  try {
    return await chooseBoundary({
      deps,
      account,
      access,
      blueprint,
      onboarding: run.journal.record(),
      deadline,
      refused,
    });
  } catch (outdated) {
    const last = refused.at(-1) ?? '';
    if (!isStackOutdated(outdated)) throw outdated;
    const isThere = await policyExists(deps, account, last, deadline, 'unknown');
    // If IAM denies the read of the boundary, somebody has restricted the role. Then the denied create says more about
    // the cause.
    if (isThere === false) throw outdated;
    throw refusal.code === 'NoSuchEntity' ? new NotVisibleYet(last) : refusal;
  }
}

import { hasCode, type AwsFailure } from '../core/awsFailure.ts';
import { isNotVisibleYet, NotVisibleYet } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import { chooseBoundary, policyExists, rememberBoundary } from './chooseBoundary.ts';
import { createOrAdopt, noteMade, tagsOf, type Found } from './createOrAdopt.ts';
import { callDespiteDenial, resourceOf, type RunContext } from './runContext.ts';

/** The permissions boundary that a user is being created with. */
interface BoundaryInUse {
  arn: string;
  /** ARNs of those that IAM refused before. */
  readonly refused: string[];
}

/**
 * Creates a user with the permissions boundary of this turn, or with another one where IAM refuses that; remembers the
 * one that worked. Throws where an earlier try made the user with another boundary.
 */
export async function createUser(run: RunContext, user: string): Promise<void> {
  const { access, blueprint, deps, journal } = run;
  const boundary: BoundaryInUse = { arn: run.boundaryArn, refused: [] };
  const entity = await callDespiteDenial(run, () => createWithin(run, user, boundary), isNotVisibleYet);
  noteMade(run, resourceOf(run, 'user', user), entity);
  if (entity.isAdopted && entity.boundaryArn !== boundary.arn) {
    throw new ProblemError(
      'stack-outdated',
      `User ${entity.arn} of an earlier try carries the boundary ${String(entity.boundaryArn)}, not ${boundary.arn}. It is removed; try again.`,
    );
  }
  journal.note((record) => ({ ...record, boundaryArn: boundary.arn }));
  // Once for all users of a plan.
  if (user === run.plan.userNames[0]) run.inBackground(rememberBoundary(deps, access, blueprint, boundary.arn));
}

/** One try. Where IAM refuses the boundary, another with the next one, as long as there is a next one. */
async function createWithin(run: RunContext, user: string, boundary: BoundaryInUse): Promise<Found> {
  const create = () => run.account.createUser(user, run.plan.path, boundary.arn, tagsOf(run));
  try {
    return await createOrAdopt(run, 'user', user, create);
  } catch (error) {
    if (!hasCode(error, 'AccessDenied', 'NoSuchEntity')) throw error;
    // The boundary may be gone, or the stack was updated to another one: the account is asked.
    boundary.refused.push(boundary.arn);
    boundary.arn = await otherBoundary(run, boundary.refused, error);
  }
  return createWithin(run, user, boundary);
}

const isStackOutdated = (error: unknown) => error instanceof ProblemError && error.problem.slug === 'stack-outdated';

/** The next boundary to try. Where the refused one is there, the refusal was about something else. */
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
    // A role that may not even look at its own boundary was cut: that it may not create says more then.
    if (isThere === false) throw outdated;
    throw refusal.code === 'NoSuchEntity' ? new NotVisibleYet(last) : refusal;
  }
}

import type { Blueprint } from '../../catalog/blueprint.ts';
import { describeAccess, ensureAccess } from '../access/access.ts';
import { boundaryCovering } from '../access/boundaryCovering.ts';
import { changeAccess } from '../access/changeAccess.ts';
import type { Access } from '../access/ports.ts';
import { boundaryValues } from '../blueprints/permissionsBoundary.ts';
import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import { awsManagedPolicyArn, iamArn } from '../core/names.ts';
import { retrying } from '../core/retrying.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';

export interface BoundaryQuestion {
  readonly deps: AccountDeps;
  readonly access: Access;
  readonly blueprint: Blueprint;
  readonly onboarding: Onboarding;
  readonly deadline: number;
}

/** A permissions boundary that may be in the account. */
export interface BoundaryCandidate {
  readonly arn: string;
  /**
   * The document that it must have, as JSON. Undefined if its name says enough: it has worked before, or its document
   * depends on no parameter, or the name has the values of the parameters, as in stacks of earlier versions.
   */
  readonly document: string | undefined;
}

/**
 * Returns the permissions boundaries that cover the plan and that a launch link named: first the one that last worked,
 * then the others, newest first. Makes no call to AWS. Throws `stack-outdated` if no link named one.
 */
export async function boundaryCandidates(question: BoundaryQuestion): Promise<readonly BoundaryCandidate[]> {
  const { deps, access, blueprint, onboarding } = question;
  const { partition } = deps.settings;
  const { accountId } = onboarding;
  const proven = access.proven[blueprint.name];
  const found = boundaryCovering(deps.settings, access, blueprint, onboarding);
  if (found.length === 0) throw await stackOutdatedProblem(question);
  const provenFirst = found.toSorted((one, other) => Number(other.name === proven) - Number(one.name === proven));
  return provenFirst.map(({ name, document }) => ({
    arn:
      'managed' in blueprint.permissionsBoundary
        ? awsManagedPolicyArn(partition, name)
        : iamArn(partition, accountId, `policy/${name}`),
    document,
  }));
}

/** Returns the name in the ARN of a policy, with the path of a policy of AWS. */
function boundaryNameIn(arn: string): string {
  const mark = ':policy/';
  return arn.slice(arn.indexOf(mark) + mark.length);
}

/**
 * Returns a 409 problem: the account has no boundary that covers the plan. Keys with a narrower boundary would lack
 * permissions without a notice.
 *
 * @param cause why, in sentences. Default: the account has no boundary that allows the plan
 */
export async function stackOutdatedProblem(
  { deps, blueprint, onboarding, deadline }: Omit<BoundaryQuestion, 'access'>,
  cause?: string,
): Promise<ProblemError> {
  const wanted = boundaryValues(blueprint, onboarding.parameters);
  // Stores the boundary that the updated stack will have, so that Latchkey looks for it.
  const ensured = await retrying(deps.clock, deadline, () => ensureAccess(deps, onboarding, blueprint, wanted));
  const { updateCommand } = describeAccess(deps.settings, blueprint, ensured, wanted);
  return new ProblemError(
    'stack-outdated',
    `${cause ?? `No permissions boundary in account ${onboarding.accountId} allows everything that this onboarding needs.`} The tenant's administrator must update the stack with this command, then try again: ${updateCommand}`,
  );
}

/** Returns whether IAM shows a policy now. Undefined if IAM denies the read. Makes one call. */
export async function isPolicyThere(account: TenantAccount, arn: string): Promise<boolean | undefined> {
  try {
    await account.getPolicy(arn);
    return true;
  } catch (error) {
    if (hasCode(error, 'NoSuchEntity')) return false;
    if (hasCode(error, 'AccessDenied')) return undefined;
    throw error;
  }
}

/** Stores which boundary worked. If the write fails, the next onboarding tries another one first, so errors are ignored. */
export async function rememberBoundary(
  deps: AccountDeps,
  access: Access,
  blueprint: Blueprint,
  boundaryArn: string,
): Promise<void> {
  const name = boundaryNameIn(boundaryArn);
  await changeAccess(deps, access, (stored) =>
    stored.proven[blueprint.name] === name
      ? undefined
      : { ...stored, proven: { ...stored.proven, [blueprint.name]: name } },
  );
}

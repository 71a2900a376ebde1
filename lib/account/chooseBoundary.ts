import type { Blueprint } from '../../catalog/blueprint.ts';
import { describeAccess, ensureAccess } from '../access/access.ts';
import { boundaryCovering } from '../access/boundaryCovering.ts';
import { changeAccess } from '../access/changeAccess.ts';
import type { Access } from '../access/ports.ts';
import { boundaryValues } from '../blueprints/permissionsBoundary.ts';
import { hasCode } from '../core/awsFailure.ts';
import { ProblemError } from '../core/errors.ts';
import { iamArn } from '../core/names.ts';
import { retrying } from '../core/retry.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';

export interface BoundaryQuestion {
  readonly deps: AccountDeps;
  readonly access: Access;
  readonly blueprint: Blueprint;
  readonly onboarding: Onboarding;
  readonly deadline: number;
}

/**
 * Returns the ARNs of the permissions boundaries that cover the plan and that a launch link named: first the one that last
 * worked, then the others, newest first. Makes no call to AWS. Throws `stack-outdated` if no link named one.
 */
export async function boundaryCandidates(question: BoundaryQuestion): Promise<readonly string[]> {
  const { deps, access, blueprint, onboarding } = question;
  const { partition } = deps.settings;
  const names = boundaryCovering(deps.settings, access, blueprint, onboarding.parameters);
  const proven = names.filter((name) => name === access.proven[blueprint.name]);
  const candidates = [...new Set([...proven, ...names])];
  if (candidates.length === 0) throw await stackOutdatedProblem(question);
  return candidates.map((name) => iamArn(partition, onboarding.accountId, `policy/${name}`));
}

/**
 * Returns a 409 problem: the account has no boundary that covers the plan. Keys with a narrower boundary would lack
 * permissions without a notice.
 *
 * @param difference in words, what the boundary must allow that the one of the users does not
 */
export async function stackOutdatedProblem({
  deps,
  blueprint,
  onboarding,
  deadline,
  difference = '',
}: Omit<BoundaryQuestion, 'access'> & { readonly difference?: string }): Promise<ProblemError> {
  const wanted = boundaryValues(blueprint, onboarding.parameters);
  // Stores the boundary that the updated stack will have, so that Latchkey looks for it.
  const ensured = await retrying(deps.clock, deadline, () => ensureAccess(deps, onboarding, blueprint, wanted));
  const { updateCommand } = describeAccess(deps.settings, blueprint, ensured, wanted);
  return new ProblemError(
    'stack-outdated',
    `No permissions boundary in account ${onboarding.accountId} allows everything that this onboarding needs.${difference === '' ? '' : ` ${difference}`} The tenant's administrator must update the stack with this command, then try again: ${updateCommand}`,
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
  const name = boundaryArn.slice(boundaryArn.lastIndexOf('/') + 1);
  await changeAccess(deps, access, (stored) =>
    stored.proven[blueprint.name] === name
      ? undefined
      : { ...stored, proven: { ...stored.proven, [blueprint.name]: name } },
  );
}

import type { Blueprint } from '../../catalog/blueprint.ts';
import { describeAccess, ensureAccess } from '../access/access.ts';
import { hasCode } from '../core/awsFailure.ts';
import { boundaryName, boundaryValues, covers } from '../blueprints/permissionsBoundary.ts';
import { ProblemError } from '../core/errors.ts';
import { iamArn } from '../core/names.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Access } from '../access/ports.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { retrying } from '../core/retry.ts';

export interface BoundaryQuestion {
  readonly deps: AccountDeps;
  readonly account: TenantAccount;
  readonly access: Access;
  readonly blueprint: Blueprint;
  readonly onboarding: Onboarding;
  readonly deadline: number;
  /** ARNs of boundaries with which IAM refused CreateUser. */
  readonly refused: readonly string[];
}

/**
 * Returns the ARN of the boundary that last worked, if it covers the plan. Otherwise returns the ARN of the newest
 * boundary that a launch link named and that exists in the account. Throws `stack-outdated` if there is none: with a
 * boundary that does not cover the plan, the keys would have fewer permissions than the plan says, without an error.
 */
export async function chooseBoundary(question: BoundaryQuestion): Promise<string> {
  const { deps, account, access, blueprint, onboarding, refused } = question;
  const { namespace, partition } = deps.settings;
  const arn = (name: string) => iamArn(partition, onboarding.accountId, `policy/${name}`);
  const wanted = boundaryValues(blueprint, onboarding.parameters);
  const candidates = (access.boundaries[blueprint.name] ?? [])
    // The name contains a version of the boundary's document, so that a stack of an older blueprint has another name.
    .filter(
      ({ name, values }) => covers(blueprint, values, wanted) && name === boundaryName(namespace, blueprint, values),
    )
    .filter(({ name }) => !refused.includes(arn(name)));
  const proven = access.proven[blueprint.name];
  if (refused.length === 0 && candidates.some(({ name }) => name === proven) && proven !== undefined) {
    return arn(proven);
  }
  for (const { name } of candidates) {
    if (await policyExists(deps, account, arn(name), question.deadline)) return arn(name);
  }
  // Stores the boundary that the updated stack will create, so that the next attempt finds it.
  await retrying(deps.clock, question.deadline, () => ensureAccess(deps, onboarding, blueprint, wanted));
  const { updateCommand } = describeAccess(deps.settings, blueprint, access, wanted);
  throw new ProblemError(
    'stack-outdated',
    `No permissions boundary in account ${onboarding.accountId} allows everything that this onboarding needs. The tenant's administrator must update the stack with this command, then try again: ${updateCommand}`,
  );
}

/**
 * Returns whether the account has a policy with this ARN. Returns `denied` (default: false) if IAM denies the call: the
 * role may read the boundaries of its own stack.
 */
export async function policyExists<T = false>(
  deps: AccountDeps,
  account: TenantAccount,
  arn: string,
  deadline: number,
  denied?: T,
): Promise<boolean | T> {
  try {
    await retrying(deps.clock, deadline, () => account.getPolicy(arn));
    return true;
  } catch (error) {
    if (hasCode(error, 'AccessDenied')) return denied ?? false;
    if (hasCode(error, 'NoSuchEntity')) return false;
    throw error;
  }
}

/**
 * Stores the boundary that worked. Ignores errors: without the stored boundary, the next attempt only calls IAM more.
 */
export async function rememberBoundary(
  deps: AccountDeps,
  access: Access,
  blueprint: Blueprint,
  boundaryArn: string,
): Promise<void> {
  const name = boundaryArn.slice(boundaryArn.lastIndexOf('/') + 1);
  if (access.proven[blueprint.name] === name) return;
  const proven = { ...access.proven, [blueprint.name]: name };
  await deps.store.saveAccess({ ...access, proven, version: access.version + 1 }).catch(() => false);
}

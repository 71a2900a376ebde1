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
  /** ARNs that CreateUser was refused with. */
  readonly refused: readonly string[];
}

/**
 * ARN of the boundary that last worked, where it covers the plan; else the newest given out by a link that exists in the
 * account. Throws `stack-outdated` where there is none: a plan that its boundary does not cover would give keys that
 * are silently weaker.
 */
export async function chooseBoundary(question: BoundaryQuestion): Promise<string> {
  const { deps, account, access, blueprint, onboarding, refused } = question;
  const { namespace, partition } = deps.settings;
  const arn = (name: string) => iamArn(partition, onboarding.accountId, `policy/${name}`);
  const wanted = boundaryValues(blueprint, onboarding.parameters);
  const candidates = (access.boundaries[blueprint.name] ?? [])
    // The name holds the ceiling's digest: a stack of an older blueprint has another one.
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
  // Kept as given out, so that the boundary of the updated stack is known when it comes.
  await retrying(deps.clock, question.deadline, () => ensureAccess(deps, onboarding, blueprint, wanted));
  const { updateCommand } = describeAccess(deps.settings, blueprint, access, wanted);
  throw new ProblemError(
    'stack-outdated',
    `No permissions boundary in account ${onboarding.accountId} allows everything that this onboarding needs. The tenant's administrator must update the stack with this command, then try again: ${updateCommand}`,
  );
}

/** Whether a policy of this ARN is in the account. Denied is no, unless said otherwise: the role may read those of its own stack. */
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

/** Remembers the boundary that worked. Losing this costs one look next time, so no failure of it matters. */
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

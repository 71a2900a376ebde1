import type { Blueprint } from '../catalog/blueprint.ts';
import { describeAccess, giveAccess } from './access.ts';
import { hasCode } from './awsFailure.ts';
import { boundaryName, ceilingValues, covers } from './ceiling.ts';
import { ProblemError } from './errors.ts';
import { iamArn } from './names.ts';
import type { Onboarding } from './onboarding.ts';
import type { Access, Deps, TenantAccount } from './ports.ts';
import { retrying } from './retry.ts';

export interface BoundaryQuestion {
  readonly deps: Deps;
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
  const wanted = ceilingValues(blueprint, onboarding.parameters);
  const candidates = (access.boundaries[blueprint.name] ?? [])
    // The name holds the ceiling's digest: a stack of an older blueprint has another one.
    .filter(
      ({ name, ceiling }) => covers(blueprint, ceiling, wanted) && name === boundaryName(namespace, blueprint, ceiling),
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
  await retrying(deps.clock, question.deadline, () => giveAccess(deps, onboarding, blueprint, wanted));
  const { updateCommand } = describeAccess(deps.settings, blueprint, access, wanted);
  throw new ProblemError(
    'stack-outdated',
    `No permissions boundary in account ${onboarding.accountId} covers this onboarding. The tenant's administrator has to update the stack, then try again: ${updateCommand}`,
  );
}

/** Whether a policy of this ARN is in the account. Denied is no, unless said otherwise: the role may read those of its own stack. */
export async function policyExists<T = false>(
  deps: Deps,
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
export async function believe(deps: Deps, access: Access, blueprint: Blueprint, boundaryArn: string): Promise<void> {
  const name = boundaryArn.slice(boundaryArn.lastIndexOf('/') + 1);
  if (access.proven[blueprint.name] === name) return;
  const proven = { ...access.proven, [blueprint.name]: name };
  await deps.store.saveAccess({ ...access, proven, version: access.version + 1 }).catch(() => false);
}

import { AwsFailure } from '../core/awsFailure.ts';
import { boundaryPrefix, iamArn, nameOwner } from '../core/names.ts';
import { isPolicyThere } from './chooseBoundary.ts';
import { callAws, type RunContext } from './runContext.ts';

/**
 * Returns the ARNs of the permissions boundaries that updates of the stack left in the account, newest first. If the
 * stack is updated to another boundary while a user has the old one, CloudFormation cannot delete the old one. Latchkey
 * may read boundaries but not delete them, so an administrator has to.
 *
 * The newest boundary that IAM shows is the one of the stack. A boundary that IAM does not let Latchkey read is in the
 * result, because it may be there. Makes no call if the launch links of this access named only one boundary, and
 * otherwise one call for each.
 */
export async function findOldBoundaries(run: RunContext): Promise<readonly string[]> {
  const { access, account, blueprint, deps } = run;
  const owner = nameOwner(deps.settings, access.tenantId, blueprint.name);
  const names = (access.boundaries[blueprint.name] ?? [])
    .map(({ name }) => name)
    // A policy of AWS can be the boundary as well. It is not the stack's.
    .filter((name) => name.startsWith(boundaryPrefix(owner)));
  if (names.length <= 1) return [];
  const found: string[] = [];
  for (const name of names) {
    const arn = iamArn(deps.settings.partition, account.accountId, `policy/${name}`);
    if ((await mayBeThere(run, arn)) !== false) found.push(arn);
  }
  return found.slice(1);
}

/** Returns whether IAM shows a policy. Undefined if IAM does not say. */
async function mayBeThere(run: RunContext, arn: string): Promise<boolean | undefined> {
  try {
    return await callAws(run, () => isPolicyThere(run.account, arn));
  } catch (error) {
    // An offboarding that has removed everything does not stop because of a boundary that it only reports.
    if (error instanceof AwsFailure) return undefined;
    throw error;
  }
}

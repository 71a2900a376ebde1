import type { Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { Identity, Policy, PolicyVersion } from '../state.ts';
import { arnOf, parseArn } from './arns.ts';
import { awsManagedPolicies } from './awsManaged.ts';
import { seen } from './find.ts';

type Lookup = Pick<Request, 'account' | 'accountId' | 'now'>;

/** Returns the managed policy with an ARN: one of AWS's policies, or one of this account. */
export function findPolicy(request: Lookup, arn: string): Policy | undefined {
  const awsManaged = awsManagedPolicies.get(arn);
  if (awsManaged) return awsManaged;
  const parsed = parseArn(arn);
  if (parsed?.type !== 'policy' || parsed.accountId !== request.accountId) return undefined;
  const found = request.account.policies.get(parsed.name.toLowerCase());
  return found && found.visibleAt <= request.now && arnOf(request.accountId, 'policy', found) === arn
    ? found
    : undefined;
}

/** Returns the policy. Throws NoSuchEntity with AWS's message for operations that read or change a policy. */
export function demandPolicy(request: Lookup, arn: string): Policy {
  const found = findPolicy(request, arn);
  if (!found) throw refuse('NoSuchEntity', `Policy ${arn} was not found.`);
  return found;
}

/** Checks that a permissions boundary exists. Throws NoSuchEntity with AWS's message for a boundary. */
export function demandBoundary(request: Lookup, arn: string): void {
  if (!findPolicy(request, arn)) throw refuse('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`);
}

function defaultVersion(policy: Policy): PolicyVersion | undefined {
  return policy.versions.find((version) => version.id === policy.defaultVersionId);
}

export interface NamedDocument {
  readonly name: string;
  readonly document: string;
}

/** Returns the default version of a managed policy, or an empty list if reads do not see the policy. */
export function documentsOf(request: Lookup, arn: string): readonly NamedDocument[] {
  const policy = findPolicy(request, arn);
  const version = policy && defaultVersion(policy);
  return version ? [{ name: arn, document: version.document }] : [];
}

/**
 * Returns the inline and attached policies of an identity that reads see. Policies of a user's groups are not included.
 */
export function ownDocuments(request: Lookup, identity: Identity): readonly NamedDocument[] {
  return [
    ...seen(request, identity.inline).map(({ name, document }) => ({ name, document })),
    ...seen(request, identity.attached).flatMap((attachment) => documentsOf(request, attachment.arn)),
  ];
}

import type { Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { Identity, Policy, PolicyVersion } from '../state.ts';
import { arnOf, parseArn } from './arns.ts';
import { awsManagedPolicies } from './awsManaged.ts';
import { seen } from './find.ts';

type Looking = Pick<Request, 'account' | 'accountId' | 'now'>;

/** A managed policy by its ARN: one of AWS's, or of this account. */
export function findPolicy(request: Looking, arn: string): Policy | undefined {
  const awsManaged = awsManagedPolicies.get(arn);
  if (awsManaged) return awsManaged;
  const parsed = parseArn(arn);
  if (parsed?.type !== 'policy' || parsed.accountId !== request.accountId) return undefined;
  const found = request.account.policies.get(parsed.name.toLowerCase());
  return found && found.visibleAt <= request.now && arnOf(request.accountId, 'policy', found) === arn
    ? found
    : undefined;
}

/** Throws NoSuchEntity in the words that AWS has for reading and for changing a policy. */
export function demandPolicy(request: Looking, arn: string): Policy {
  const found = findPolicy(request, arn);
  if (!found) throw refuse('NoSuchEntity', `Policy ${arn} was not found.`);
  return found;
}

/** Throws NoSuchEntity in the words that AWS has for a boundary. */
export function demandBoundary(request: Looking, arn: string): void {
  if (!findPolicy(request, arn)) throw refuse('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`);
}

function defaultVersion(policy: Policy): PolicyVersion | undefined {
  return policy.versions.find((version) => version.id === policy.defaultVersionId);
}

export interface NamedDocument {
  readonly name: string;
  readonly document: string;
}

/** A managed policy's document in effect; none while the policy cannot be seen. */
export function documentsOf(request: Looking, arn: string): readonly NamedDocument[] {
  const policy = findPolicy(request, arn);
  const version = policy && defaultVersion(policy);
  return version ? [{ name: arn, document: version.document }] : [];
}

/** The documents that an identity carries itself: inline and attached, as far as they can be seen. */
export function ownDocuments(request: Looking, identity: Identity): readonly NamedDocument[] {
  return [
    ...seen(request, identity.inline).map(({ name, document }) => ({ name, document })),
    ...seen(request, identity.attached).flatMap((attachment) => documentsOf(request, attachment.arn)),
  ];
}

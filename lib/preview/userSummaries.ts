import { awsManagedPolicy } from './managedPolicies.ts';
import type { Partition } from '../core/partitions.ts';
import type { Plan } from '../blueprints/plan.ts';
import { policyDocumentsOf } from '../blueprints/policyDocumentsOf.ts';
import { summarize, type Summary } from './permissionSummary.ts';

/** An AWS managed policy that the plan attaches. The document is null if the data does not contain the policy. */
export interface AttachedManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly version: string | null;
  readonly updatedAt: string | null;
  readonly document: unknown;
}

/** Returns the AWS managed policies that a plan attaches, each once. */
export function managedPoliciesOf(
  plan: Plan,
  partition: Partition,
  find = awsManagedPolicy,
): readonly AttachedManagedPolicy[] {
  return policyDocumentsOf(plan)
    .filter((policy) => policy.document === undefined)
    .map(({ name, arn }) => {
      const { version = null, updatedAt = null, document = null } = find(name, partition) ?? {};
      return { name, arn, version, updatedAt, document };
    });
}

export interface UserSummary extends Summary {
  readonly users: readonly string[];
}

interface Policies {
  /** By ARN; null if the document is not known. */
  readonly documents: ReadonlyMap<string, unknown>;
  readonly boundary: unknown;
}

/**
 * Returns what each user may do. Users with the same policies share one summary. If the document of a policy is not
 * known, the policy counts as if it allowed everything that the boundary allows.
 */
export function summarizeUsers(
  users: readonly { readonly name: string; readonly policyArns: readonly string[] }[],
  { documents, boundary }: Policies,
): readonly UserSummary[] {
  const byPolicies = new Map<string, { names: string[]; arns: readonly string[] }>();
  for (const { name, policyArns } of users) {
    const arns = [...new Set(policyArns)].sort();
    const group = byPolicies.get(arns.join(' ')) ?? { names: [], arns };
    group.names.push(name);
    byPolicies.set(arns.join(' '), group);
  }
  return [...byPolicies.values()].map(({ names, arns }) => ({
    users: names,
    ...summarize(
      arns.map((arn) => documents.get(arn) ?? boundary),
      boundary,
    ),
  }));
}

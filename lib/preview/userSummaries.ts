import { awsManagedPolicy } from './managedPolicies.ts';
import type { Partition } from '../core/partitions.ts';
import type { Plan } from '../blueprints/plan.ts';
import { policyDocumentsOf } from '../blueprints/policyDocumentsOf.ts';
import { summarize, type Summary } from './permissionSummary.ts';

/** A managed policy of AWS's that the plan attaches; the document is null where the data does not have it. */
export interface AttachedManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly version: string | null;
  readonly updatedAt: string | null;
  readonly document: unknown;
}

/** The policies that a plan attaches and does not make, each once: AWS's own. */
export function managedPoliciesOf(plan: Plan, partition: Partition): readonly AttachedManagedPolicy[] {
  return policyDocumentsOf(plan)
    .filter((policy) => policy.document === undefined)
    .map(({ name, arn }) => {
      const { version = null, updatedAt = null, document = null } = awsManagedPolicy(name, partition) ?? {};
      return { name, arn, version, updatedAt, document };
    });
}

export interface UserSummary extends Summary {
  readonly users: readonly string[];
}

interface Policies {
  /** By ARN; null: not known. */
  readonly documents: ReadonlyMap<string, unknown>;
  readonly boundary: unknown;
}

/** What each user may do; users who may do the same share one summary. A policy that is not known counts as the boundary. */
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

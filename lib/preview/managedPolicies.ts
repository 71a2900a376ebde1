import { default as data } from '../../catalog/managed/policies.json' with { type: 'json' };
import type { Partition } from '../core/partitions.ts';

/** An AWS managed policy, as it was when the data was collected. AWS may change it at any time. */
export interface ManagedPolicy {
  readonly version: string;
  readonly updatedAt: string;
  readonly document: unknown;
}

const policies = new Map<string, ManagedPolicy>(Object.entries(data));

/**
 * Adds policies to those that are known, for a process that reads a vendor's own blueprints when it starts. In a deploy,
 * the bundles have them.
 */
export function knowManagedPolicies(more: Readonly<Record<string, ManagedPolicy>>): void {
  for (const [name, policy] of Object.entries(more)) if (!(name in data)) policies.set(name, policy);
}

/**
 * Returns an AWS managed policy by its name, with the ARNs of this partition. Returns undefined if the document of the
 * policy is not known.
 */
export function awsManagedPolicy(name: string, partition: Partition): ManagedPolicy | undefined {
  const policy = policies.get(name);
  if (policy === undefined) return undefined;
  const document: unknown = JSON.parse(JSON.stringify(policy.document).replaceAll('arn:aws:', `arn:${partition}:`));
  return { ...policy, document };
}

import { default as data } from '../../catalog/managed/policies.json' with { type: 'json' };
import type { Partition } from '../core/partitions.ts';

/** An AWS managed policy, as it was when the data was collected. AWS may change it at any time. */
export interface ManagedPolicy {
  readonly version: string;
  readonly updatedAt: string;
  readonly document: unknown;
}

const policies: ReadonlyMap<string, ManagedPolicy> = new Map(Object.entries(data));

/**
 * Returns an AWS managed policy by its name, with the ARNs of this partition. Returns undefined if no blueprint
 * attached the policy when the data was collected.
 */
export function awsManagedPolicy(name: string, partition: Partition): ManagedPolicy | undefined {
  const policy = policies.get(name);
  if (policy === undefined) return undefined;
  const document: unknown = JSON.parse(JSON.stringify(policy.document).replaceAll('arn:aws:', `arn:${partition}:`));
  return { ...policy, document };
}

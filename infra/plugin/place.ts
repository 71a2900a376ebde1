import { partitionOf } from '../../lib/core/partitions.ts';
import type { AwsProvider } from './framework.ts';

/** Where a namespace is deployed. The names of its table and its bucket follow from it. */
export interface Place {
  readonly namespace: string;
  readonly accountId: string;
  readonly region: string;
}

/** Returns where a namespace is deployed with the credentials and the region of the framework. */
export async function placeOf(provider: AwsProvider, namespace: string): Promise<Place> {
  return { namespace, accountId: await provider.getAccountId(), region: provider.getRegion() };
}

/** Returns the domain of AWS's services in a region, as `AWS::URLSuffix` has it. */
export function urlSuffix(region: string): string {
  return partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** Returns the name of the state table (infra/table.yml). */
export function tableName({ namespace }: Pick<Place, 'namespace'>): string {
  return `${namespace}-state`;
}

/** Returns the name of the bucket of the bootstrap templates (infra/templatesBucket.yml). */
export function templatesBucketName({ namespace, accountId, region }: Place): string {
  return `${namespace}-templates-${accountId}-${region}`;
}

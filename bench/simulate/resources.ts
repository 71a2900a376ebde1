import { awsLimits } from './awsLimits.ts';
import { createBucket, type Bucket } from './bucket.ts';
import { newMeter, resourceNames, type Meter, type ResourceName } from './meter.ts';
import type { Scenario } from './scenario.ts';

/** Everything that has a limit in one cell. */
export interface Resources {
  readonly meters: Readonly<Record<ResourceName, Meter>>;
  readonly apiStage: Bucket;
  readonly apiQuota: Bucket;
  readonly table: Bucket;
  readonly sts: Bucket;
  readonly controlsItem: Bucket;
  /** Returns the bucket of an index. */
  index(name: string): Bucket;
  /** Returns the buckets of a partition key, one for each shard. */
  partition(name: string): readonly Bucket[];
  /** Returns the bucket of an account for calls to IAM. */
  iam(account: number, kind: 'reads' | 'writes'): Bucket;
}

/** A resource that AWS limits by the second gives what it did not give in the last second, but no more. */
const steady = (perSecond: number, meter: Meter) => createBucket(perSecond, perSecond, meter);

export function createResources({ settings, quotas }: Scenario): Resources {
  const { partition, iam, queue, lambdaScaling } = awsLimits;
  const capacities: Readonly<Record<ResourceName, number>> = {
    apiStage: settings.apiRate,
    apiQuota: quotas.api,
    lambdaConcurrency: quotas.lambda,
    lambdaScaling: lambdaScaling.environments / lambdaScaling.inSeconds,
    workFunctions: settings.workConcurrency,
    deliveryFunctions: settings.deliveryConcurrency,
    messagesInFlight: queue.inFlight,
    table: quotas.table,
    index: quotas.table,
    partition: partition.writes,
    controlsItem: partition.reads,
    sts: quotas.sts,
    iam: iam.writes.perSecond,
  };
  const entries = resourceNames.map((name) => [name, newMeter(name, capacities[name])] as const);
  const meterOf = (name: ResourceName) => entries.find(([each]) => each === name)?.[1] ?? newMeter(name, 0);
  const indexes = new Map<string, Bucket>();
  const partitions = new Map<string, readonly Bucket[]>();
  const accounts = new Map<string, Bucket>();
  return {
    meters: Object.fromEntries(entries) as Readonly<Record<ResourceName, Meter>>,
    apiStage: createBucket(settings.apiRate, settings.apiBurst, meterOf('apiStage')),
    apiQuota: createBucket(quotas.api, quotas.apiBurst, meterOf('apiQuota')),
    table: steady(quotas.table, meterOf('table')),
    sts: steady(quotas.sts, meterOf('sts')),
    controlsItem: steady(partition.reads, meterOf('controlsItem')),
    index: (name) => kept(indexes, name, () => steady(quotas.table, meterOf('index'))),
    partition: (name) =>
      kept(partitions, name, () =>
        Array.from({ length: settings.indexShards }, () => steady(partition.writes, meterOf('partition'))),
      ),
    iam: (account, kind) =>
      kept(accounts, `${account} ${kind}`, () =>
        createBucket(iam[kind].perSecond, iam[kind].burst, meterOf('iam')),
      ),
  };
}

function kept<T>(all: Map<string, T>, name: string, create: () => T): T {
  const known = all.get(name);
  if (known !== undefined) return known;
  const created = create();
  all.set(name, created);
  return created;
}

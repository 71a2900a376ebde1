import { awsLimits } from './awsLimits.ts';
import { secondBucket, tokenBucket, type Bucket } from './bucket.ts';
import { forEachResource, newMeter, type Meter, type ResourceName } from './meter.ts';
import type { Scenario } from './scenario.ts';
import type { Service } from './trace.ts';

/** Everything that has a limit in one cell. */
export interface Resources {
  readonly meters: Readonly<Record<ResourceName, Meter>>;
  readonly apiStage: Bucket;
  readonly apiQuota: Bucket;
  readonly table: Bucket;
  readonly sts: Bucket;
  readonly controlsItem: Bucket;
  /** The write units that each index took. */
  readonly indexUnits: ReadonlyMap<string, number>;
  /** The accepted calls to each service. */
  readonly calls: Map<Service, number>;
  /** The total time of all executions of Lambda, in milliseconds. */
  executionMs: number;
  /** The write units of progress. */
  progressUnits: number;
  /** Returns the bucket of an index. */
  index(name: string): Bucket;
  /** Returns the buckets of a partition key, one for each shard. */
  partition(name: string): readonly Bucket[];
  /** Returns the bucket of an account for calls to IAM. */
  iam(account: number, kind: 'reads' | 'writes'): Bucket;
}

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
  const meters = forEachResource((name) => newMeter(name, capacities[name]));
  const indexes = new Map<string, Bucket>();
  const indexUnits = new Map<string, number>();
  const indexBucket = (name: string): Bucket => {
    const bucket = secondBucket(quotas.table, meters.index);
    return {
      has: bucket.has,
      take: (now, units) => {
        indexUnits.set(name, (indexUnits.get(name) ?? 0) + units);
        bucket.take(now, units);
      },
    };
  };
  const partitions = new Map<string, readonly Bucket[]>();
  const accounts = new Map<string, Bucket>();
  return {
    meters,
    apiStage: tokenBucket(settings.apiRate, settings.apiBurst, meters.apiStage),
    apiQuota: tokenBucket(quotas.api, quotas.apiBurst, meters.apiQuota),
    table: secondBucket(quotas.table, meters.table),
    sts: secondBucket(quotas.sts, meters.sts),
    controlsItem: secondBucket(partition.reads, meters.controlsItem),
    index: (name) => kept(indexes, name, () => indexBucket(name)),
    indexUnits,
    calls: new Map(),
    executionMs: 0,
    progressUnits: 0,
    partition: (name) =>
      kept(partitions, name, () =>
        Array.from({ length: settings.indexShards }, () => secondBucket(partition.writes, meters.partition)),
      ),
    iam: (account, kind) =>
      kept(accounts, `${account} ${kind}`, () => tokenBucket(iam[kind].perSecond, iam[kind].burst, meters.iam)),
  };
}

function kept<T>(all: Map<string, T>, name: string, create: () => T): T {
  const known = all.get(name);
  if (known !== undefined) return known;
  const created = create();
  all.set(name, created);
  return created;
}

import type { Bucket } from './bucket.ts';
import type { ResourceName } from './meter.ts';
import type { Resources } from './resources.ts';
import type { Scenario } from './scenario.ts';
import { paced, type Service, type Trace, type TraceCall } from './trace.ts';

/** What a call takes from a resource. A partition key has a bucket for each shard. */
export interface Taking {
  readonly resource: ResourceName;
  readonly buckets: readonly Bucket[];
  readonly units: number;
}

/** A call with its resources and its mean time. */
export interface CompiledCall {
  readonly service: Service;
  readonly ms: number;
  readonly takes: readonly Taking[];
  /** A write of progress. */
  readonly isProgress: boolean;
  /** Calls to IAM take from the account of the onboarding. */
  readonly iam: 'reads' | 'writes' | undefined;
  /** The calls that wait for this one. */
  readonly next: readonly number[];
  /** How many calls this one waits for. */
  readonly waitsFor: number;
}

/** A pause of a daily look, in milliseconds (lib/lifecycle/healthLook.ts). */
const pacedMs = 1000;

/** Returns a trace with the resources of one cell (one deployment). */
export function compileTrace(trace: Trace, resources: Resources, scenario: Scenario): readonly CompiledCall[] {
  return trace.map((call, index) => {
    const service = serviceOf(call);
    return {
      service,
      ms: service === 'clock' ? pacedMs : scenario.times[service],
      takes: takingsOf(call, resources),
      isProgress: call.isProgress === true,
      iam: service === 'iam' ? (/^iam:(Get|List)/.test(call.operation) ? 'reads' : 'writes') : undefined,
      next: trace.flatMap(({ needs }, later) => (needs.includes(index) ? [later] : [])),
      waitsFor: call.needs.length,
    };
  });
}

function serviceOf({ operation }: TraceCall): Service {
  if (operation === paced) return 'clock';
  const [service = ''] = operation.split(':');
  switch (service) {
    case 'dynamodb':
    case 'sqs':
    case 'sts':
    case 'iam':
    case 'webhook':
      return service;
    default:
      throw new Error(`There is no service ${service}.`);
  }
}

function takingsOf({ operation, writes = {}, sharedReads = {} }: TraceCall, resources: Resources): readonly Taking[] {
  const one = (resource: ResourceName, bucket: Bucket, units: number): Taking => ({
    resource,
    buckets: [bucket],
    units,
  });
  // GetCallerIdentity is called with a key of the tenant's, and counts for its account.
  if (operation === 'sts:AssumeRole') return [one('sts', resources.sts, 1)];
  const ofWrites = Object.entries(writes).flatMap(([name, units]): readonly Taking[] => {
    if (name === 'table') return [one('table', resources.table, units)];
    const [index = '', partition = ''] = name.split('/');
    const ofIndex = one('index', resources.index(index), units);
    // A key of one tenant or account gets few writes.
    if (partition === 'own') return [ofIndex];
    return [ofIndex, { resource: 'partition', buckets: resources.partition(name), units }];
  });
  const ofReads = Object.entries(sharedReads)
    .filter(([item]) => item === 'controls')
    .map(([, units]) => one('controlsItem', resources.controlsItem, units));
  return [...ofWrites, ...ofReads];
}

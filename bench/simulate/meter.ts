/** What a resource gave and refused. */
export interface Meter {
  readonly name: ResourceName;
  /** What it can give in a second, or at the same time. */
  readonly capacity: number;
  /** What it gave in the busiest second, or at the same time at most. */
  busiest: number;
  used: number;
  refused: number;
  /** When it refused or delayed something for the first time, in milliseconds since the start. */
  firstRefusedAt: number;
}

export const resourceNames = [
  'apiStage',
  'apiQuota',
  'lambdaConcurrency',
  'lambdaScaling',
  'workFunctions',
  'deliveryFunctions',
  'messagesInFlight',
  'table',
  'index',
  'partition',
  'controlsItem',
  'sts',
  'iam',
] as const;
export type ResourceName = (typeof resourceNames)[number];

/** Returns a value for each resource. */
export function forEachResource<T>(valueOf: (name: ResourceName) => T): Readonly<Record<ResourceName, T>> {
  return {
    apiStage: valueOf('apiStage'),
    apiQuota: valueOf('apiQuota'),
    lambdaConcurrency: valueOf('lambdaConcurrency'),
    lambdaScaling: valueOf('lambdaScaling'),
    workFunctions: valueOf('workFunctions'),
    deliveryFunctions: valueOf('deliveryFunctions'),
    messagesInFlight: valueOf('messagesInFlight'),
    table: valueOf('table'),
    index: valueOf('index'),
    partition: valueOf('partition'),
    controlsItem: valueOf('controlsItem'),
    sts: valueOf('sts'),
    iam: valueOf('iam'),
  };
}

export const newMeter = (name: ResourceName, capacity: number): Meter => ({
  name,
  capacity,
  busiest: 0,
  used: 0,
  refused: 0,
  firstRefusedAt: Infinity,
});

export function noteRefusal(meter: Meter, now: number): void {
  meter.refused += 1;
  meter.firstRefusedAt = Math.min(meter.firstRefusedAt, now);
}

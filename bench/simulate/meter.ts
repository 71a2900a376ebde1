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

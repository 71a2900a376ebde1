import { resourceNames, type Meter } from './meter.ts';
import type { Onboarded } from './onboardings.ts';
import type { Resources } from './resources.ts';
import type { Scenario } from './scenario.ts';

/** What a simulation gives, for one cell, unless it says otherwise. */
export interface Result {
  readonly arrived: number;
  readonly done: number;
  /** The back end has given up. */
  readonly refused: number;
  /** Neither done nor refused at the end of the simulation. */
  readonly inFlight: number;
  /** Keys that were handed over in a second, in all cells together, in the second half of the time of the arrivals. */
  readonly perSecond: number;
  /** From the request to the keys, in milliseconds, of those that are done. NaN if none is. */
  readonly latencyMs: { readonly mean: number; readonly p50: number; readonly p95: number; readonly p99: number };
  /** Executions of Lambda at the same time on average, while onboardings arrived. */
  readonly executions: number;
  readonly looks: { readonly wanted: number; readonly done: number };
  readonly meters: readonly Meter[];
  /** The accepted calls to each service, and the write units of each index. */
  readonly calls: ReadonlyMap<string, number>;
  readonly indexUnits: ReadonlyMap<string, number>;
  /** The write units of progress, which are among those of the table. */
  readonly progressUnits: number;
  /** When the last keys were handed over, in milliseconds since the start. */
  readonly lastDoneAt: number;
  /** Of the resources that refused or delayed more than `share` of what they were asked for, the one that did so first. */
  readonly breaksFirst: Meter | undefined;
}

/** A resource that refuses a smaller part of what it is asked for does not break. */
const share = 0.005;

export function resultOf(
  { seconds, cells }: Scenario,
  all: readonly Onboarded[],
  looks: Result['looks'],
  resources: Resources,
): Result {
  const ended = all.flatMap(({ arrivedAt, doneAt }) =>
    doneAt === undefined ? [] : [{ doneAt, ms: doneAt - arrivedAt }],
  );
  const sorted = ended.map(({ ms }) => ms).sort((one, other) => one - other);
  const refused = all.filter(({ isRefused }) => isRefused).length;
  const half = (seconds * 1000) / 2;
  const inHalf = ended.filter(({ doneAt }) => doneAt >= half && doneAt < 2 * half).length;
  const meters = resourceNames.map((name) => resources.meters[name]);
  return {
    arrived: all.length,
    done: ended.length,
    refused,
    inFlight: all.length - ended.length - refused,
    perSecond: (inHalf * cells * 1000) / half,
    latencyMs: {
      mean: sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length,
      p50: percentile(sorted, 0.5),
      p95: percentile(sorted, 0.95),
      p99: percentile(sorted, 0.99),
    },
    looks,
    executions: resources.executionMs / (seconds * 1000),
    calls: resources.calls,
    indexUnits: resources.indexUnits,
    progressUnits: resources.progressUnits,
    lastDoneAt: ended.reduce((last, { doneAt }) => Math.max(last, doneAt), 0),
    meters,
    breaksFirst: meters
      .filter(({ used, refused: not }) => not > share * (used + not))
      .toSorted((one, other) => one.firstRefusedAt - other.firstRefusedAt)[0],
  };
}

const percentile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

import { atLeast, atMost, type Figure } from './figures.ts';
import { lifeRequests, type Seen } from './lives.ts';
import { percentile } from './percentile.ts';

/** What a number of clients at the same time saw, and what the process of the local stack used for it. */
export interface MeasuredLoad {
  readonly clients: number;
  readonly seen: Seen;
  readonly seconds: number;
  /** CPU time of the process, with all its threads. */
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

const rateOf = ({ seen, seconds }: MeasuredLoad) => seen.lives / seconds;

/** Returns a line about one load: rate, CPU time, memory, the times of each request, and what was answered otherwise. */
export function lineOf(load: MeasuredLoad & { readonly checkout: string }): string {
  const { checkout, clients, seen, cpuSeconds, megabytes } = load;
  const times = lifeRequests.map(
    (kind) => `${kind} ${[50, 95].map((percent) => percentile(seen.took[kind], percent).toFixed(0)).join(' and ')} ms`,
  );
  const otherwise = [...seen.otherwise].map(([what, often]) => `${often} × ${what}`);
  return [
    `${checkout}: ${clients} clients: ${rateOf(load).toFixed(1)} onboardings a second`,
    `${((1000 * cpuSeconds) / seen.lives).toFixed(0)} ms of CPU each`,
    `${megabytes} MB`,
    `half and 95 of 100 requests took: ${times.join(', ')}`,
    ...otherwise,
  ].join('; ');
}

/** Returns the figures of the loads. Of several runs of a load, the fastest counts: other programs only slow it down. */
export function loadFigures(loads: readonly MeasuredLoad[]): readonly Figure[] {
  const fastest = (clients: number) =>
    loads.filter((load) => load.clients === clients).toSorted((a, b) => rateOf(b) - rateOf(a))[0];
  const [few, many] = [fastest(20), fastest(100)];
  const slowest = (load: MeasuredLoad) => Math.max(...lifeRequests.map((kind) => percentile(load.seen.took[kind], 95)));
  return [
    ...(few === undefined
      ? []
      : [
          atLeast('onboardings a second, created, read and offboarded by 20 clients', rateOf(few), 25, { decimals: 1 }),
          atMost('95 of 100 of the slowest kind of their requests', slowest(few), 1000, { unit: 'ms', decimals: 0 }),
        ]),
    ...(few === undefined || many === undefined
      ? []
      : [atLeast('rate of 100 clients over that of 20', rateOf(many) / rateOf(few), 1)]),
  ];
}

import { forEachResource, type ResourceName } from './meter.ts';
import type { Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Traces } from './trace.ts';

/** What a load would take from each resource if nothing was limited: in a second, or at the same time. */
export type Demand = Readonly<Record<ResourceName, number>>;

const plenty = 1e9;
const sampled = { perSecond: 50, seconds: 20 } as const;

/** Measures the demand of all cells together, by a simulation without limits of a part of the load. */
export function demandOf(scenario: Scenario, traces: Traces): Demand {
  const { meters } = simulate(
    {
      ...scenario,
      ...sampled,
      cells: 1,
      stored: 0,
      settings: {
        ...scenario.settings,
        ...{ apiRate: plenty, apiBurst: plenty, workConcurrency: 1000, deliveryConcurrency: 1000, indexShards: 1 },
      },
      quotas: { api: plenty, apiBurst: plenty, lambda: plenty, table: plenty, sts: plenty },
    },
    traces,
  );
  const times = scenario.perSecond / sampled.perSecond;
  return forEachResource((wanted) => times * (meters.find(({ name }) => name === wanted)?.busiest ?? 0));
}

import { demandOf } from './demand.ts';
import { timed } from './loads.ts';
import { remedyFor } from './remedies.ts';
import type { Result } from './result.ts';
import type { Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Traces } from './trace.ts';

/** A deployment under a load: what was changed last, and what happens. */
export interface Step {
  readonly changed: string;
  readonly scenario: Scenario;
  readonly result: Result;
}

/** The maximum number of steps. If a load needs more changes, one of them does not help. */
const most = 12;

/** Simulates a scenario, removes what breaks first, and simulates again, until nothing breaks or nothing helps. */
export function stepsOf(scenario: Scenario, traces: Traces): readonly Step[] {
  const demand = demandOf(scenario, traces);
  const steps: Step[] = [];
  let next: { readonly what: string; readonly scenario: Scenario } | undefined = { what: 'as deployed', scenario };
  while (next !== undefined && steps.length < most) {
    const now = timed(next.scenario);
    const result = simulate(now, traces);
    steps.push({ changed: next.what, scenario: now, result });
    next = result.breaksFirst === undefined ? undefined : remedyFor(result.breaksFirst.name, demand, now);
  }
  return steps;
}

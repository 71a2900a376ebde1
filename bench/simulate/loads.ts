import { deployed, type Scenario } from './scenario.ts';

/** Onboardings a second of the tables in docs/scale.md. */
export const loads = [1, 100, 10_000] as const;
export const ways = ['now', 'later'] as const;

/** At this rate or more (onboardings a second in one cell), a shorter simulated time has enough onboardings. */
const many = 1000;

/** Returns the scenario with times that are long enough for its load, and that take seconds to simulate. */
export function timed(scenario: Scenario): Scenario {
  const perCell = scenario.perSecond / scenario.cells;
  return { ...scenario, seconds: perCell >= many ? 20 : perCell < 10 ? 300 : 60 };
}

/** Returns a deployment with the default settings under this load. */
export const underLoad = (perSecond: number, way: Scenario['way']): Scenario => timed({ ...deployed, perSecond, way });

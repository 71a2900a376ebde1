import { timed } from './loads.ts';
import type { Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Step } from './steps.ts';
import type { Traces } from './trace.ts';

/** The settings of `workConcurrency` that are tried, after the one of the scenario. */
const larger = [20, 40, 80, 160, 320, 640];
/** New onboardings that wait longer than this for the looks before them wait too long, in milliseconds. */
const tooLongMs = 30_000;

/**
 * Simulates a number of claimed onboardings with more and more work functions, until all looks are done in time and new onboardings
 * do not wait long behind them. Returns the first and the last of these.
 */
export function lookSteps(scenario: Scenario, traces: Traces): readonly Step[] {
  const stepWith = (workConcurrency: number): Step => {
    const now = timed({ ...scenario, settings: { ...scenario.settings, workConcurrency } });
    return { changed: '', scenario: now, result: simulate(now, traces) };
  };
  const isEnough = ({ result: { looks, latencyMs } }: Step) => looks.done === looks.wanted && latencyMs.p95 < tooLongMs;
  const first = stepWith(scenario.settings.workConcurrency);
  if (isEnough(first)) return [first];
  for (const workConcurrency of larger) {
    const step = stepWith(workConcurrency);
    if (isEnough(step) || workConcurrency === larger.at(-1)) return [first, step];
  }
  return [first];
}

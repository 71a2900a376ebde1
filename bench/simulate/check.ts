import { formatTable } from '../../local/demo/table.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { startAwsProcess } from '../awsProcess.ts';
import { compare, type Row } from './compared.ts';
import { bareTimes, callsOf, fitted, localScenario, longer, plenty } from './localTimes.ts';
import { seeded, untilNextMs } from './random.ts';
import { simulate } from './simulate.ts';
import type { Traces } from './trace.ts';

const apiToken = 'check-token';
/** How long a call to STS or IAM takes, in milliseconds: so long that the processor of a laptop is not what is measured. */
const callMs = 500;
/** How far the simulation may differ from the measurement, as a fraction of it. */
const tolerance = 0.15;

/** How many onboardings arrive, how many a second, and how many AssumeRole calls a second STS accepts. */
const loads = [
  { way: 'now', count: 25, perSecond: 1, sts: plenty },
  { way: 'later', count: 20, perSecond: 0.5, sts: plenty },
  { way: 'now', count: 30, perSecond: 1.5, sts: 7 },
] as const;

/**
 * Returns arrival times at equal distances, so that the onboardings of `sample` show how long one takes alone. Those of
 * `warmUp` only make V8 optimize the code.
 */
const spaced = (count: number, everyMs: number) => Array.from({ length: count }, (_, each) => each * everyMs);
const warmUp = spaced(10, 300);
const sample = spaced(4, 6000);
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * Compares loads on the local stack with their simulation. Takes five minutes. Returns whether all are close.
 * @param show is called with each comparison
 */
export async function check(traces: Traces, show: (text: string) => void): Promise<boolean> {
  const aws = await startAwsProcess(callMs);
  try {
    // The times of a deployment. Each role is new for the whole check.
    const lags = { LATCHKEY_ROLE_LAG_MS: '600000', LATCHKEY_REQUEST_TIMEOUT_MS: '5000', LATCHKEY_LEASE_MS: '60000' };
    enterEnvironment(localEnvironment(aws.url, apiToken, { ...process.env, ...lags }));
    const { startLoadStack } = await import('./loadStack.ts');
    const { backEnd, measureLoad } = await import('./measuredLoad.ts');
    const client = backEnd(apiToken);
    const stack = await startLoadStack(aws.url, apiToken, client.accept);
    let isClose = true;
    for (const { way, count, perSecond, sts } of loads) {
      await measureLoad(stack, client, way, warmUp);
      const before = await measureLoad(stack, client, way, sample);
      const arrivalsAt = arrivals(count, perSecond);
      aws.limitSts(sts);
      const measured = await measureLoad(stack, client, way, arrivalsAt);
      aws.limitSts(plenty);
      const after = await measureLoad(stack, client, way, sample);
      const aloneMs = (before.medianMs + after.medianMs) / 2;
      const own = (before.cpuMs + after.cpuMs) / 2 / sample.length / callsOf(way, traces);
      const alone = fitted({ ...(await bareTimes(stack)), own }, way, aloneMs, traces);
      // Other programs on this machine slow down every call, at some times more than at others.
      const beside = (before.bareMs + after.bareMs) / 2;
      const times = longer(alone, measured.bareMs - beside);
      const scenario = localScenario(way, times, arrivalsAt, sts);
      const simulations = seeds.map((seed) => simulate({ ...scenario, seed }, traces));
      const rows = compare(measured, simulations);
      isClose &&= rows.every(isWithin);
      const limit = sts === plenty ? '' : `, STS accepts ${sts} AssumeRole calls a second`;
      const what = way === 'now' ? 'in one call' : 'with worker and claim';
      const busy = `a read of the table takes ${beside.toFixed(1)} ms beside it, and ${measured.bareMs.toFixed(1)} ms in the load`;
      show(
        `${count} onboardings ${what}, ${perSecond} a second${limit}; one alone takes ${aloneMs.toFixed(0)} ms; ${busy}:`,
      );
      show(`${formatTable(['', 'measured', 'simulated', 'difference'], rows.map(cells))}\n`);
    }
    await stack.stop();
    return isClose;
  } finally {
    aws.stop();
  }
}

function arrivals(count: number, perSecond: number): readonly number[] {
  const random = seeded(7);
  let at = 0;
  return Array.from({ length: count }, () => {
    at += untilNextMs(random, perSecond);
    return at;
  });
}

const isWithin = ({ difference, isJudged }: Row) => !isJudged || Math.abs(difference) <= tolerance;

function cells(row: Row): readonly string[] {
  const { name, measured, simulated, difference, isJudged } = row;
  const percent = `${(100 * difference).toFixed(1)} %`;
  const shown = isJudged ? percent : `${percent} (not judged)`;
  return [name, measured.toFixed(1), simulated.toFixed(1), isWithin(row) ? shown : `${percent} TOO MUCH`];
}

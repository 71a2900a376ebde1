import { formatTable } from '../../local/demo/table.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { startAwsProcess } from '../awsProcess.ts';
import { median } from '../median.ts';
import { claimAfterMs, type MeasuredLoad } from './measuredLoad.ts';
import { seeded, untilNextMs } from './random.ts';
import { phasesOf } from './perOnboarding.ts';
import type { Result } from './result.ts';
import { deployed, type Scenario, type Times } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Traces } from './trace.ts';

const apiToken = 'check-token';
/** How long a call to STS or IAM takes, in milliseconds: so long that the processor of a laptop is not what is measured. */
const callMs = 500;
/** By what part the simulation may differ. */
const tolerance = 0.15;
const plenty = 1e6;

/** How many onboardings arrive, how many a second, and how many AssumeRole calls a second STS accepts. */
const loads = [
  { way: 'now', count: 25, perSecond: 1, sts: plenty },
  { way: 'later', count: 20, perSecond: 0.5, sts: plenty },
  { way: 'now', count: 40, perSecond: 1.5, sts: 8 },
] as const;

/** When the onboardings arrive that tell how long one takes alone. The first ones only warm the process up. */
const spaced = (count: number, everyMs: number) => Array.from({ length: count }, (_, each) => each * everyMs);
const warmUp = spaced(10, 300);
const sample = spaced(4, 6000);
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** What is compared, of the load and of the simulation. */
type Compared = Readonly<Record<string, number>>;

/** Compares loads on the local stack with their simulation. Takes four minutes. */
export async function check(traces: Traces): Promise<{ readonly text: string; readonly isClose: boolean }> {
  const aws = await startAwsProcess(callMs);
  try {
    // The times of a deployment. Each role is new for the whole check.
    const lags = { LATCHKEY_ROLE_LAG_MS: '600000', LATCHKEY_REQUEST_TIMEOUT_MS: '5000', LATCHKEY_LEASE_MS: '60000' };
    enterEnvironment(localEnvironment(aws.url, apiToken, { ...process.env, ...lags }));
    const { startLoadStack } = await import('./loadStack.ts');
    const { backEnd, measureLoad } = await import('./measuredLoad.ts');
    const client = backEnd(apiToken);
    const stack = await startLoadStack(aws.url, apiToken, client.accept);
    const blocks: string[] = [];
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
      // Other programs of the machine make every call longer at one time than at another.
      const times = longer(alone, measured.bareMs - (before.bareMs + after.bareMs) / 2);
      const scenario = localScenario(way, times, arrivalsAt, sts);
      const simulated = average(seeds.map((seed) => comparedOf(simulate({ ...scenario, seed }, traces))));
      const rows = compare(ofLoad(measured), simulated);
      isClose &&= rows.every(({ difference }) => Math.abs(difference) <= tolerance);
      const limit = sts === plenty ? '' : `, STS accepts ${sts} AssumeRole calls a second`;
      blocks.push(
        `${count} onboardings ${way === 'now' ? 'in one call' : 'with worker and claim'}, ${perSecond} a second${limit}; one alone takes ${aloneMs.toFixed(0)} ms; a read of the table takes ${((before.bareMs + after.bareMs) / 2).toFixed(1)} ms beside one, and ${measured.bareMs.toFixed(1)} ms in the load:`,
        formatTable(['', 'measured', 'simulated', 'difference'], rows.map(cells)),
      );
    }
    await stack.stop();
    return { text: blocks.join('\n\n'), isClose };
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

/** Returns how long single calls take on this machine, when nothing else runs. */
async function bareTimes(stack: {
  bareCall(): Promise<number>;
  bareRead(): Promise<number>;
  bareMessage(): Promise<number>;
}): Promise<Times> {
  const medianOf = async (call: () => Promise<number>) => {
    const all: number[] = [];
    for (let each = 0; each < 11; each += 1) all.push(await call());
    return median(all);
  };
  const account = await medianOf(stack.bareCall);
  const [dynamodb, sqs] = [await medianOf(stack.bareRead), await medianOf(stack.bareMessage)];
  return { dynamodb, sqs, sts: account, iam: account, refusal: dynamodb, webhook: 5, own: 0, coldStart: 0, spread: 0 };
}

/** Returns how many calls an onboarding makes. */
const callsOf = (way: Scenario['way'], traces: Traces) =>
  phasesOf({ way, situation: 'First' })
    .filter((phase) => phase !== 'access')
    .reduce((sum, phase) => sum + traces[phase].length, 0);

/**
 * Returns the times with so much more for each call that an onboarding alone takes as long as measured: what other programs of
 * the machine, and the emulators of SQS and DynamoDB, add.
 */
function fitted(times: Times, way: Scenario['way'], aloneMs: number, traces: Traces): Times {
  let [least, most] = [-Math.min(times.dynamodb, times.sqs), 1000];
  while (most - least > 0.01) {
    const middle = (least + most) / 2;
    const alone = simulate(localScenario(way, longer(times, middle), [0], plenty), traces);
    [least, most] = alone.latencyMs.p50 < aloneMs ? [middle, most] : [least, middle];
  }
  return longer(times, least);
}

/** Returns the times with so much more for each call, in milliseconds. */
const longer = (times: Times, ms: number): Times => ({
  ...times,
  dynamodb: Math.max(0, times.dynamodb + ms),
  sqs: Math.max(0, times.sqs + ms),
  sts: times.sts + ms,
  iam: times.iam + ms,
  refusal: Math.max(0, times.refusal + ms),
});

const localScenario = (way: Scenario['way'], times: Times, arrivalsAt: readonly number[], sts: number): Scenario => ({
  ...deployed,
  way,
  times,
  arrivalsAt,
  seconds: Math.ceil((arrivalsAt.at(-1) ?? 0) / 1000),
  drainSeconds: 120,
  withAccess: false,
  claimAfterMs,
  isOneProcess: true,
  settings: { apiRate: plenty, apiBurst: plenty, workConcurrency: 5, deliveryConcurrency: 5, indexShards: 1 },
  quotas: { api: plenty, apiBurst: plenty, lambda: plenty, table: plenty, sts },
});

function ofLoad({ lastDoneAt, medianMs, meanMs, sts, iam, throttled, writes }: MeasuredLoad): Compared {
  // How many writes of progress there are depends on how long a call takes, and it is another time than that of the traces.
  const parts = { ...writes.parts, table: (writes.parts['table'] ?? 0) - writes.stepUnits };
  const units = Object.entries(parts).map(([name, of]) => [`units of ${name}`, of] as const);
  return {
    'seconds to the last keys': lastDoneAt / 1000,
    'mean ms': meanMs,
    // Above a limit, chance decides who is first: the median of one load has a spread of a tenth, and the mean of a twentieth.
    ...(throttled === 0 && { 'median ms': medianMs }),
    'calls to STS': sts,
    'calls to IAM': iam,
    ...(throttled > 0 && { 'throttled calls': throttled }),
    ...Object.fromEntries(units),
  };
}

function comparedOf({ lastDoneAt, latencyMs, calls, meters, indexUnits, progressUnits }: Result): Compared {
  const meterOf = (wanted: string) => meters.find(({ name }) => name === wanted);
  return {
    'seconds to the last keys': lastDoneAt / 1000,
    'mean ms': latencyMs.mean,
    'median ms': latencyMs.p50,
    'calls to STS': calls.get('sts') ?? 0,
    'calls to IAM': calls.get('iam') ?? 0,
    'throttled calls': meterOf('sts')?.refused ?? 0,
    'units of table': (meterOf('table')?.used ?? 0) - progressUnits,
    ...Object.fromEntries([...indexUnits].map(([name, units]) => [`units of ${name}`, units])),
  };
}

/** Returns the mean of each value. */
function average(all: readonly Compared[]): Compared {
  const names = Object.keys(all[0] ?? {});
  const mean = (name: string) => all.reduce((sum, each) => sum + (each[name] ?? 0), 0) / all.length;
  return Object.fromEntries(names.map((name) => [name, mean(name)]));
}

function compare(measured: Compared, simulated: Compared) {
  return Object.entries(measured).map(([name, one]) => {
    const other = simulated[name] ?? 0;
    return { name, one, other, difference: one === other ? 0 : other / one - 1 };
  });
}

function cells({ name, one, other, difference }: ReturnType<typeof compare>[number]): readonly string[] {
  const percent = `${(100 * difference).toFixed(1)} %`;
  return [name, one.toFixed(1), other.toFixed(1), Math.abs(difference) > tolerance ? `${percent} TOO MUCH` : percent];
}

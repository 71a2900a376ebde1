import type { MeasuredLoad } from './measuredLoad.ts';
import type { Result } from './result.ts';

/** What is compared, of a load and of its simulation. */
type Compared = Readonly<Record<string, number>>;

/** One row of a comparison. */
export interface Row {
  readonly name: string;
  readonly measured: number;
  readonly simulated: number;
  /** By what part the simulation is more, or less than 0. */
  readonly difference: number;
}

/** Compares a load with the mean of several simulations of it. */
export function compare(load: MeasuredLoad, simulations: readonly Result[]): readonly Row[] {
  const all = simulations.map(ofSimulation);
  return Object.entries(ofLoad(load)).map(([name, measured]) => {
    const simulated = all.reduce((sum, each) => sum + (each[name] ?? 0), 0) / all.length;
    return { name, measured, simulated, difference: measured === simulated ? 0 : simulated / measured - 1 };
  });
}

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

function ofSimulation({ lastDoneAt, latencyMs, calls, meters, indexUnits, progressUnits }: Result): Compared {
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

import type { MeasuredLoad } from './measuredLoad.ts';
import type { Result } from './result.ts';

/** What is compared, of a load and of its simulation. */
type Compared = Readonly<Record<string, number>>;

/**
 * Shown, but not judged: how often a throttled call is sent again depends on how long a refusal takes, and a busy machine makes
 * it several times as long.
 */
const shownOnly = 'throttled calls';

/** One row of a comparison. */
export interface Row {
  readonly name: string;
  readonly measured: number;
  readonly simulated: number;
  /** How much larger the simulated value is, as a fraction of the measured one. Negative if it is smaller. */
  readonly difference: number;
  readonly isJudged: boolean;
}

/** Compares a load with the mean of several simulations of it. */
export function compare(load: MeasuredLoad, simulations: readonly Result[]): readonly Row[] {
  const all = simulations.map(ofSimulation);
  return Object.entries(ofLoad(load)).map(([name, measured]) => {
    const simulated = all.reduce((sum, each) => sum + (each[name] ?? 0), 0) / all.length;
    const difference = measured === simulated ? 0 : simulated / measured - 1;
    return { name, measured, simulated, difference, isJudged: name !== shownOnly };
  });
}

function ofLoad({ lastDoneAt, medianMs, meanMs, sts, iam, throttled, writes }: MeasuredLoad): Compared {
  // How many writes of progress there are depends on how long a call takes, and calls take another time here than when
  // the traces were recorded.
  const parts = { ...writes.parts, table: (writes.parts['table'] ?? 0) - writes.stepUnits };
  const units = Object.entries(parts).map(([name, of]) => [`units of ${name}`, of] as const);
  return {
    'seconds to the last keys': lastDoneAt / 1000,
    'mean ms': meanMs,
    // Above a limit, chance decides which onboarding is served first. So the median of a load varies by a tenth, and
    // its mean by a twentieth.
    ...(throttled === 0 && { 'median ms': medianMs }),
    'calls to STS': sts,
    'calls to IAM': iam,
    ...(throttled > 0 && { [shownOnly]: throttled }),
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
    [shownOnly]: meterOf('sts')?.refused ?? 0,
    'units of table': (meterOf('table')?.used ?? 0) - progressUnits,
    ...Object.fromEntries([...indexUnits].map(([name, units]) => [`units of ${name}`, units])),
  };
}

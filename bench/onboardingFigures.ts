import type { BundleSize } from './bundles.ts';
import { callMs } from './callMs.ts';
import type { Times } from './compare.ts';
import type { Cpu } from './cpu.ts';
import type { Situation } from './expected.ts';
import { atMost, type Figure } from './figures.ts';
import type { Measured } from './measure.ts';

/** Everything that `npm run bench` measures. */
export interface BenchResults {
  readonly measured: readonly Measured[];
  readonly times: Times;
  readonly cpu: Cpu;
  /** The writes of an onboarding with a webhook, until its event is delivered. */
  readonly withWebhook: Readonly<Record<Situation, Measured['writes']>>;
  /** The writes of an asynchronous onboarding, with the worker and the claim. */
  readonly later: Measured['writes'];
  /** How long a single call takes while nothing else runs, in milliseconds. */
  readonly bareCallMs: number;
  readonly bundles: readonly BundleSize[];
}

/** The time from the request to the keys, divided by the time of the longest chain of calls. The shortest of all runs. */
export const ratioOf = ({ shortestMs, chain }: Measured): number => shortestMs / (chain * callMs);

/** Returns the figures of `npm run bench`, with their goals. */
export function onboardingFigures(results: BenchResults): readonly Figure[] {
  return [
    ...timeFigures(results),
    atMost('CPU time of a warm onboarding', results.cpu.onboardingMs, 15, { unit: 'ms', decimals: 1 }),
    ...callFigures(results.measured),
    ...writeFigures(results),
    atMost('largest bundle of a function', most(results.bundles.map(({ kilobytes }) => kilobytes)), 400, {
      unit: 'KB',
      decimals: 0,
    }),
  ];
}

/**
 * The limits over Infisical's order are those over Vault's for four calls in place of five. An onboarding without the
 * check of the key has three calls in its longest chain, and one with it has four.
 */
function timeFigures({ times, measured }: BenchResults): readonly Figure[] {
  const over = (one: keyof Times, other: keyof Times) => Math.min(...times[one]) / Math.min(...times[other]);
  const ratios = (users: (count: number) => boolean) => most(measured.filter((each) => users(each.users)).map(ratioOf));
  return [
    atMost('first onboarding of an account, key checked, over Vault’s order', over('first', 'vault'), 0.88),
    atMost('a later onboarding, key checked, over Vault’s order', over('again', 'vault'), 0.84),
    atMost('a later onboarding, key not checked, over Vault’s order', over('withoutCheck', 'vault'), 0.64),
    atMost('first onboarding of an account, key checked, over Infisical’s order', over('first', 'infisical'), 1.1),
    atMost('a later onboarding, key checked, over Infisical’s order', over('again', 'infisical'), 1.05),
    atMost('a later onboarding, key not checked, over Infisical’s order', over('withoutCheck', 'infisical'), 0.8),
    atMost(
      'time over the longest chain of calls, slowest blueprint',
      ratios((count) => count < 10),
      1.08,
    ),
    atMost(
      'time over the longest chain of calls, `cycle` with 10 users',
      ratios((count) => count >= 10),
      1.3,
    ),
  ];
}

function callFigures(measured: readonly Measured[]): readonly Figure[] {
  return [
    atMost(
      'onboardings with other calls than their plan needs',
      countOf(measured, ({ isAsExpected }) => !isAsExpected),
      0,
      {
        decimals: 0,
      },
    ),
    atMost(
      // With 10 users, calls wait for others: at most 10 are in flight in one account.
      'onboardings of fewer than 10 users in which a call waits for one that it does not need',
      countOf(measured, ({ depth, chain, users }) => depth > chain && users < 10),
      0,
      { decimals: 0 },
    ),
  ];
}

function writeFigures({ measured, withWebhook, later }: BenchResults): readonly Figure[] {
  const count = { decimals: 0 };
  const requestsOf = (situation: Situation) =>
    most(measured.filter((each) => each.situation === situation).map(({ writes }) => writes.requests));
  // The lease of the worker is counted, and the progress of the steps is not.
  const laterRequests = later.requests + later.progress - later.steps;
  const laterUnits = later.units + later.progressUnits - later.stepUnits;
  const unitsOfOneUser = most(
    measured.filter(({ situation, users }) => situation === 'again' && users === 1).map(({ writes }) => writes.units),
  );
  return [
    atMost('write requests of a later onboarding, without progress', requestsOf('again'), 4, count),
    atMost('write units of a later onboarding of one user, without progress', unitsOfOneUser, 12, count),
    atMost('write requests of the first onboarding of an account, without progress', requestsOf('first'), 6, count),
    atMost('write requests of a later onboarding until its webhook is delivered', withWebhook.again.requests, 6, count),
    atMost('write requests of an asynchronous onboarding with its claim', laterRequests, 6, count),
    atMost('write units of an asynchronous onboarding with its claim', laterUnits, 18, count),
  ];
}

const most = (numbers: readonly number[]) => Math.max(...numbers);

function countOf<T>(all: readonly T[], isCounted: (each: T) => boolean): number {
  return all.filter(isCounted).length;
}

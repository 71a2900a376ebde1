import { formatTable } from '../local/demo/table.ts';
import { callMs } from './callMs.ts';
import type { Times } from './compare.ts';
import { goalLine } from './figures.ts';
import type { Measured } from './measure.ts';
import { median } from './median.ts';
import { onboardingFigures, ratioOf, type BenchResults } from './onboardingFigures.ts';
import { perSecond, shardsFor } from './shardsNeeded.ts';

/** Returns the tables of what was measured, and a line about each goal. */
export function report(results: BenchResults): string {
  const { withWebhook, later, bareCallMs, cpu, bundles, measured, times } = results;
  return [
    measuredTable(measured),
    `With a webhook, from the request to the delivered event: ${formatWrites(withWebhook.first)} the first time, ${formatWrites(withWebhook.again)} again.`,
    laterLines(later),
    `A single call takes ${bareCallMs.toFixed(1)} ms on this machine, so HTTP and the sandbox allow no ratio below ${(bareCallMs / callMs).toFixed(2)}.`,
    timesTable(times),
    `A warm onboarding takes ${cpu.onboardingMs.toFixed(1)} ms of CPU time (median ${cpu.medianMs.toFixed(1)} ms). A request that calls nothing takes ${cpu.requestMs.toFixed(1)} ms of that, most of it in the local HTTP server.`,
    formatTable(
      ['function', 'bundle KB', 'import ms'],
      bundles.map(({ name, kilobytes, importMs }) => [name, kilobytes.toFixed(0), importMs.toFixed(0)]),
    ),
    onboardingFigures(results).map(goalLine).join('\n'),
    ...misses(measured),
  ].join('\n\n');
}

function measuredTable(measured: readonly Measured[]): string {
  return formatTable(
    [
      'onboarding',
      'in account',
      'users',
      'calls',
      'of plan',
      'depth',
      'chain',
      'ms',
      'shortest',
      'ratio',
      'script',
      'writes',
      'units',
      'progress',
      'units',
    ],
    measured.map((each) => [
      each.label,
      each.situation,
      String(each.users),
      `${each.calls}${each.isAsExpected ? '' : '!'}`,
      String(each.expected),
      String(each.depth),
      String(each.chain),
      each.ms.toFixed(0),
      each.shortestMs.toFixed(0),
      ratioOf(each).toFixed(2),
      (each.scriptMs / (each.chain * callMs)).toFixed(2),
      String(each.writes.requests),
      String(each.writes.units),
      String(each.writes.progress),
      String(each.writes.progressUnits),
    ]),
  );
}

const namesOfTimes: Readonly<Record<keyof Times, string>> = {
  first: 'first onboarding of an account',
  again: 'a later one',
  withoutCheck: 'a later one, key not checked',
  vault: 'order of Vault',
  infisical: 'order of Infisical',
};

function timesTable(times: Times): string {
  const [shortest, middle] = [(all: readonly number[]) => Math.min(...all), median];
  const over = (of: (all: readonly number[]) => number, all: readonly number[], other: readonly number[]) =>
    (of(all) / of(other)).toFixed(2);
  return formatTable(
    ['one user with a policy', 'shortest', 'median', 'over Vault', 'of medians', 'over Infisical', 'of medians'],
    (['first', 'again', 'withoutCheck', 'vault', 'infisical'] as const).map((name) => {
      const all = times[name];
      return [
        namesOfTimes[name],
        shortest(all).toFixed(0),
        middle(all).toFixed(0),
        over(shortest, all, times.vault),
        over(middle, all, times.vault),
        over(shortest, all, times.infisical),
        over(middle, all, times.infisical),
      ];
    }),
  );
}

/** What an asynchronous onboarding writes, and how many a second the table can take. */
function laterLines({ requests, units, progress, progressUnits, parts }: Measured['writes']): string {
  const byPart = Object.entries(parts).map(([name, of]) => `${name} ${of}`);
  const { index, table } = perSecond(parts, 1);
  return [
    `Asynchronously, with the worker and the claim: ${requests + progress} write requests (${units + progressUnits} units: ${byPart.join(', ')}).`,
    `So an index takes ${index} onboardings a second with one shard, and 3,000 with ${shardsFor(parts, 3000)} shards; the default quota of the table allows ${table} a second.`,
  ].join('\n');
}

const formatWrites = ({ requests, units }: Measured['writes']) => `${requests} write requests (${units} units)`;

/** Which onboardings miss a goal about calls. */
function misses(measured: readonly Measured[]): readonly string[] {
  const name = ({ label, situation }: Measured) => `${label} (${situation})`;
  const missed = [
    ...measured
      .filter(({ isAsExpected }) => !isAsExpected)
      .map((each) => `${name(each)} made ${each.calls} calls, and its plan has ${each.expected}.`),
    ...measured
      .filter(({ depth, chain, users }) => depth > chain && users < 10)
      .map((each) => `In ${name(each)}, ${each.depth} calls ran one after another, and ${each.chain} have to.`),
  ];
  return missed.length === 0 ? [] : [missed.join('\n')];
}

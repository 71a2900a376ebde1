import type { BundleSize } from './bundles.ts';
import { callMs } from './callMs.ts';
import type { Situation } from './expected.ts';
import type { Measured } from './measure.ts';
import { perSecond, shardsFor } from './shardsNeeded.ts';
import { formatTable } from '../local/demo/table.ts';

/** The limits that the results must keep. */
const goals = {
  ratio: 1.25,
  ratioOfTenUsers: 1.6,
  deliveredWriteRequests: 6,
  writeRequests: 6,
  kilobytes: 400,
} as const;

const ratio = ({ ms, chain }: Measured) => ms / (chain * callMs);
const ratioGoal = ({ users }: Measured) => (users >= 10 ? goals.ratioOfTenUsers : goals.ratio);

/** The writes of an onboarding with a webhook, until its event is delivered. */
type WritesWithWebhook = Readonly<Record<Situation, Measured['writes']>>;

export function report(
  measured: readonly Measured[],
  withWebhook: WritesWithWebhook,
  later: Measured['writes'],
  bareCallMs: number,
  bundles: readonly BundleSize[],
): string {
  return [
    formatTable(
      [
        'onboarding',
        'in account',
        'users',
        'calls',
        'of plan',
        'depth',
        'chain',
        'ms',
        'ratio',
        'cpu ms',
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
        ratio(each).toFixed(2),
        each.cpuMs.toFixed(0),
        (each.scriptMs / (each.chain * callMs)).toFixed(2),
        String(each.writes.requests),
        String(each.writes.units),
        String(each.writes.progress),
        String(each.writes.progressUnits),
      ]),
    ),
    `With a webhook, from the request to the delivered event: ${formatWrites(withWebhook.first)} the first time, ${formatWrites(withWebhook.again)} again.`,
    laterLines(later),
    `A single call takes ${bareCallMs.toFixed(1)} ms on this machine, so HTTP and the sandbox allow no ratio below ${(bareCallMs / callMs).toFixed(2)}.`,
    formatTable(
      ['function', 'bundle KB', 'import ms'],
      bundles.map(({ name, kilobytes, importMs }) => [name, kilobytes.toFixed(0), importMs.toFixed(0)]),
    ),
    goalLines(measured, withWebhook, bundles).join('\n'),
  ].join('\n\n');
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

function goalLines(
  measured: readonly Measured[],
  withWebhook: WritesWithWebhook,
  bundles: readonly BundleSize[],
): readonly string[] {
  const line = (goal: string, missed: readonly string[]) =>
    missed.length === 0 ? `met     ${goal}` : `MISSED  ${goal}: ${missed.join('; ')}`;
  const name = ({ label, situation }: Measured) => `${label} (${situation})`;
  return [
    line(
      'only the calls that the plan needs',
      measured
        .filter(({ isAsExpected }) => !isAsExpected)
        .map((each) => `${name(each)} ${each.calls} for ${each.expected}`),
    ),
    line(
      'no call waits for one that it does not need (not checked with 10 users: at most 10 calls run in parallel)',
      measured
        .filter(({ depth, chain, users }) => depth > chain && users < 10)
        .map((each) => `${name(each)} ${each.depth} for ${each.chain}`),
    ),
    line(
      `ratio at most ${goals.ratio}, with 10 users ${goals.ratioOfTenUsers}`,
      measured.filter((each) => ratio(each) > ratioGoal(each)).map((each) => `${name(each)} ${ratio(each).toFixed(2)}`),
    ),
    line(
      `at most ${goals.writeRequests} write requests, progress not counted`,
      measured
        .filter(({ writes }) => writes.requests > goals.writeRequests)
        .map((each) => `${name(each)} ${each.writes.requests}`),
    ),
    line(
      `at most ${goals.deliveredWriteRequests} write requests until the webhook is delivered, and the first time two more for the access`,
      (['first', 'again'] as const)
        .filter(
          (situation) =>
            withWebhook[situation].requests > goals.deliveredWriteRequests + (situation === 'first' ? 2 : 0),
        )
        .map((situation) => `${situation} ${withWebhook[situation].requests}`),
    ),
    line(
      `at most ${goals.kilobytes} KB a bundle`,
      bundles
        .filter(({ kilobytes }) => kilobytes > goals.kilobytes)
        .map((each) => `${each.name} ${each.kilobytes.toFixed(0)} KB`),
    ),
  ];
}

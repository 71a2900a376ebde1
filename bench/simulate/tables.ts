import { costsOfOnboardings, dollarsOf, unitsOfOnboarding } from '../costs.ts';
import { awsLimits } from './awsLimits.ts';
import { loads } from './loads.ts';
import type { Meter, ResourceName } from './meter.ts';
import { perOnboarding, type PerOnboarding } from './perOnboarding.ts';
import { deployed } from './scenario.ts';
import type { Step } from './steps.ts';
import type { Traces } from './trace.ts';

type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const names: Readonly<Record<ResourceName, string>> = {
  apiStage: "the API's limit",
  apiQuota: "API Gateway's quota",
  lambdaConcurrency: "Lambda's executions",
  lambdaScaling: "Lambda's new environments",
  workFunctions: 'work functions',
  deliveryFunctions: 'delivery functions',
  messagesInFlight: 'messages in flight',
  table: 'the table',
  index: 'an index',
  partition: 'a partition key',
  controlsItem: 'the item with the stops',
  sts: 'STS',
  iam: 'IAM in the account',
};
const wayNames = { now: 'in one call', later: 'worker and claim' } as const;
const seconds = (ms: number) => (Number.isNaN(ms) ? '–' : (ms / 1000).toFixed(1));
const number = (value: number) => Math.round(value).toLocaleString('en');

/** What happens under each load: one row for each change of the deployment. */
export function stepsTable(all: readonly (readonly Step[])[]): Table {
  return {
    head: [
      'a second',
      'way',
      'changed, besides the rows above',
      'keys a second',
      'p50, p95, p99 (s)',
      'refused',
      'breaks first',
    ],
    rows: all.flatMap((steps) =>
      steps.map(({ changed, scenario: { perSecond, way }, result }, index) => {
        const { p50, p95, p99 } = result.latencyMs;
        return [
          index === 0 ? number(perSecond) : '',
          index === 0 ? wayNames[way] : '',
          changed,
          number(result.perSecond),
          `${seconds(p50)}, ${seconds(p95)}, ${seconds(p99)}`,
          `${((100 * result.refused) / Math.max(1, result.arrived)).toFixed(0)} %`,
          result.breaksFirst === undefined ? 'nothing' : names[result.breaksFirst.name],
        ];
      }),
    ),
  };
}

/** How full each resource of a cell is, in the last row of each load. */
export function usageTable(all: readonly (readonly Step[])[]): Table {
  const last = all.flatMap((steps) => steps.at(-1) ?? []);
  const shown = ({ name }: Meter) => name !== 'iam' && name !== 'messagesInFlight';
  const full = ({ busiest, capacity }: Meter) => `${Math.ceil((100 * busiest) / capacity)} %`;
  const rows = (last[0]?.result.meters ?? []).filter(shown).map(({ name }) => [
    names[name],
    ...last.map(({ result }) => {
      const meter = result.meters.find((each) => each.name === name);
      return meter === undefined ? '' : full(meter);
    }),
  ]);
  const head = last.map(
    ({ scenario: { perSecond, way, cells } }) =>
      `${number(perSecond)} ${wayNames[way]}${cells === 1 ? '' : `, ${cells} cells`}`,
  );
  return { head: ['busiest second', ...head], rows };
}

/** How many onboardings a second each limit allows in one deployment, if it is the only limit. */
export function limitsTable(traces: Traces): Table {
  const { api, sts, partition, table } = awsLimits;
  const [now, later] = (['now', 'later'] as const).map((way) => perOnboarding(traces, { way, situation: 'First' }));
  if (now === undefined || later === undefined) throw new Error('There is no way.');
  const row = (what: string, each: keyof PerOnboarding, limit: number, raise: string) => [
    what,
    number(limit),
    `${now[each]}, ${later[each]}`,
    `${number(Math.floor(limit / now[each]))}, ${number(Math.floor(limit / later[each]))}`,
    raise,
  ];
  return {
    head: ['limit', 'a second', 'an onboarding takes', 'onboardings a second', 'raised by'],
    // In the order in which they break for an onboarding with worker and claim.
    rows: [
      row('requests to the API', 'requests', deployed.settings.apiRate, '`apiRate`'),
      row('AssumeRole of the account', 'assumeRole', sts.perSecond, 'another cell'),
      row('write units of the busiest index, one shard', 'busiestKeyUnits', partition.writes, '`indexShards`'),
      row('reads of the item with the stops', 'controlsReads', partition.reads, 'another cell'),
      row('write units of the table', 'tableUnits', table.writes, `quota ${table.code} of DynamoDB`),
      row('requests to all APIs of the account', 'requests', api.perSecond, `quota ${api.code} of API Gateway`),
    ],
  };
}

/** How long onboardings wait for daily looks, as deployed, and with as many work functions as are needed. */
export function looksTable(all: readonly (readonly Step[])[]): Table {
  const rowOf = ({ scenario: { stored, settings }, result }: Step) => [
    number(stored),
    number(stored / (24 * 60)),
    String(settings.workConcurrency),
    `${number(result.looks.done)} of ${number(result.looks.wanted)}`,
    `${seconds(result.latencyMs.p50)}, ${seconds(result.latencyMs.p95)}`,
  ];
  return {
    head: ['claimed onboardings', 'looks a minute', '`workConcurrency`', 'looks done in time', 'p50, p95 (s)'],
    rows: all.flatMap((steps) => steps.map(rowOf)),
  };
}

/** What onboardings cost, from the request for the access to the offboarding. */
export function costTable(): Table {
  const thousand = costsOfOnboardings(1000, unitsOfOnboarding).reduce((sum, each) => sum + dollarsOf(each), 0);
  return {
    head: ['a second', '1,000 onboardings', 'an hour'],
    rows: loads.map((load) => [number(load), `$${thousand.toFixed(2)}`, `$${number((thousand * load * 3600) / 1000)}`]),
  };
}

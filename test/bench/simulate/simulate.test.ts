import { awsLimits } from '../../../bench/simulate/awsLimits.ts';
import type { ResourceName } from '../../../bench/simulate/meter.ts';
import type { Result } from '../../../bench/simulate/result.ts';
import { deployed, type Scenario } from '../../../bench/simulate/scenario.ts';
import { simulate } from '../../../bench/simulate/simulate.ts';
import { readTraces, type Traces } from '../../../bench/simulate/trace.ts';

const traces = readTraces();
const run = (changed: Partial<Scenario>, of: Traces = traces) => simulate({ ...deployed, seconds: 10, ...changed }, of);
const meterOf = ({ meters }: Result, wanted: ResourceName) => {
  const found = meters.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`no meter ${wanted}`);
  return found;
};
const plenty = 1e9;
const unlimited: Partial<Scenario> = {
  settings: { apiRate: plenty, apiBurst: plenty, workConcurrency: 1000, deliveryConcurrency: 1000, indexShards: 64 },
  quotas: { api: plenty, apiBurst: plenty, lambda: plenty, table: plenty, sts: plenty },
};

test('the same seed gives the same result, and another seed another one', () => {
  const once = run({ perSecond: 20, ...unlimited });
  expect(run({ perSecond: 20, ...unlimited })).toEqual(once);
  expect(run({ perSecond: 20, ...unlimited, seed: 2 })).not.toEqual(once);
});

const everyWay = (['now', 'later'] as const).flatMap((way) =>
  (['First', 'Again'] as const).map((situation) => ({ way, situation })),
);

test.each(everyWay)('each that arrives is done, refused or in flight: %j', (each) => {
  for (const perSecond of [1, 60]) {
    const { arrived, done, refused, inFlight } = run({ ...each, perSecond, drainSeconds: 1 });
    expect(arrived).toBeGreaterThan(0);
    expect(done + refused + inFlight).toBe(arrived);
    expect(Math.min(done, refused, inFlight)).toBeGreaterThanOrEqual(0);
  }
});

test.each<[ResourceName, Partial<Scenario>]>([
  ['sts', { ...unlimited, quotas: { api: plenty, apiBurst: plenty, lambda: plenty, table: plenty, sts: 40 } }],
  ['table', { ...unlimited, quotas: { api: plenty, apiBurst: plenty, lambda: plenty, table: 60, sts: plenty } }],
  [
    'lambdaConcurrency',
    { ...unlimited, quotas: { api: plenty, apiBurst: plenty, lambda: 9, table: plenty, sts: plenty } },
  ],
  ['workFunctions', {}],
])('%s never gives more than it can, and breaks first', (name, changed) => {
  const raised = {
    ...deployed.settings,
    apiRate: plenty,
    apiBurst: plenty,
    deliveryConcurrency: 1000,
    workConcurrency: 2,
  };
  const result = run({ perSecond: 30, settings: raised, ...changed });
  const { busiest, capacity, refused } = meterOf(result, name);
  expect(busiest).toBeGreaterThan(0.8 * capacity);
  expect(busiest).toBeLessThanOrEqual(capacity);
  expect(refused).toBeGreaterThan(0);
  expect(result.breaksFirst?.name).toBe(name);
});

test('one partition key carries 1,000 write units a second, and more shards carry more', () => {
  const load = { ...unlimited, perSecond: 300, way: 'now', seconds: 3 } as const;
  const settings = {
    apiRate: plenty,
    apiBurst: plenty,
    workConcurrency: 1000,
    deliveryConcurrency: 1000,
    indexShards: 1,
  };
  const one = run({ ...load, settings });
  expect(one.breaksFirst?.name).toBe('partition');
  expect(meterOf(one, 'partition').busiest).toBeLessThanOrEqual(awsLimits.partition.writes);
  expect(run({ ...load, settings: { ...settings, indexShards: 24 } }).breaksFirst).toBeUndefined();
});

/** A request that makes one call to the vendor's receiver, which takes exactly 100 ms, and nothing else. */
const oneCall: Traces = {
  ...traces,
  createNowFirst: [{ operation: 'webhook:POST', needs: [] }],
};
const exact = { ...deployed.times, webhook: 100, own: 0, coldStart: 0, spread: 0 };
const alone = { ...unlimited, way: 'now', withAccess: false, withWebhook: false, times: exact } as const;

test('without any waiting, an onboarding takes as long as its calls', () => {
  const { latencyMs } = run({ ...alone, perSecond: 5 }, oneCall);
  expect(latencyMs.p50).toBeCloseTo(100);
  expect(latencyMs.p99).toBeCloseTo(100);
});

test('Little’s law: what runs at the same time is the rate times the time that each takes', () => {
  const { arrived, executions } = run({ ...alone, perSecond: 40, seconds: 60 }, oneCall);
  expect(executions / ((arrived / 60) * 0.1)).toBeCloseTo(1, 2);
});

test('a single processor that is busy for half of the time makes work wait as long as M/D/1 says', () => {
  // The mean wait of M/D/1 is rho / (2 (1 - rho)) of a service time: at one half, half of one.
  const times = { ...exact, webhook: 0, own: 10 };
  const { latencyMs } = run({ ...alone, isOneProcess: true, perSecond: 50, seconds: 400, times }, oneCall);
  expect(latencyMs.mean / 15).toBeGreaterThan(0.95);
  expect(latencyMs.mean / 15).toBeLessThan(1.05);
});

test('a limit of the API refuses what exceeds it, and the back end gives up after its attempts', () => {
  const result = run({ perSecond: 200, way: 'now' });
  expect(result.breaksFirst?.name).toBe('apiStage');
  expect(result.refused).toBeGreaterThan(0.5 * result.arrived);
  // A request for the access, too, takes from the limit.
  expect(result.perSecond).toBeLessThan(25);
});

test('IAM limits onboardings that go into one account, and not those of many accounts', () => {
  const load = { ...unlimited, perSecond: 10, way: 'now', situation: 'Again' } as const;
  expect(run({ ...load, perAccount: 1000 }).breaksFirst?.name).toBe('iam');
  expect(run({ ...load, perAccount: 1 }).breaksFirst).toBeUndefined();
});

test('cells divide the load, and give its whole rate together', () => {
  const load = { ...unlimited, way: 'now', perSecond: 140, quotas: deployed.quotas } as const;
  expect(run(load).breaksFirst?.name).toBe('sts');
  const divided = run({ ...load, cells: 4, seconds: 20 });
  expect(divided.breaksFirst).toBeUndefined();
  expect(divided.perSecond / 140).toBeGreaterThan(0.85);
  expect(divided.perSecond / 140).toBeLessThan(1.15);
});

test('onboardings with a worker wait behind daily looks, and those in one call do not', () => {
  const load = { perSecond: 1, seconds: 120, drainSeconds: 300, stored: 1_000_000 };
  const waiting = run({ ...load, way: 'later' });
  expect(waiting.latencyMs.p50).toBeGreaterThan(10_000);
  expect(waiting.breaksFirst?.name).toBe('workFunctions');
  expect(run({ ...load, way: 'now' }).latencyMs.p50).toBeLessThan(1000);
});

import { metricsOfMove, metricsOfSweep } from '../../../lib/record/recordMetrics.ts';
import type { MetricValue } from '../../../lib/record/metrics.ts';
import type { Status } from '../../../lib/record/onboarding.ts';
import { recordIn } from '../../support/records.ts';

type More = Readonly<Record<string, unknown>>;
const moved = (from: Status, to: Status, before: More = {}, after: More = {}) =>
  metricsOfMove(recordIn(from, before), recordIn(to, { offboardedAt: 0, ...before, ...after }));
/** A measure as text, like `Onboardings claimed 1`. */
const textOf = ({ name, value, dimensions }: MetricValue) =>
  [name, ...Object.entries(dimensions).flatMap(([key, given]) => (key === 'Blueprint' ? [] : [given])), value].join(
    ' ',
  );

test.each<{ from: Status; to: Status; before?: More; measures: string[]; why?: string }>([
  { from: 'provisioning', to: 'ready', measures: ['Onboardings ready 1', 'ProvisioningFailed 0'] },
  {
    from: 'provisioning',
    to: 'claimed',
    measures: ['Onboardings claimed 1', 'ProvisioningFailed 0', 'Claims disclosed 1'],
  },
  { from: 'provisioning', to: 'failed', measures: ['Onboardings failed 1', 'ProvisioningFailed 1'] },
  {
    from: 'provisioning',
    to: 'rolling_back',
    measures: ['ProvisioningFailed 1'],
    why: '(the onboarding has failed, but is not over)',
  },
  { from: 'rolling_back', to: 'failed', measures: ['Onboardings failed 1'] },
  {
    from: 'provisioning',
    to: 'needs_attention',
    measures: ['Onboardings needs_attention 1', 'ProvisioningFailed 1'],
  },
  { from: 'rolling_back', to: 'needs_attention', measures: ['Onboardings needs_attention 1'] },
  { from: 'claimed', to: 'needs_attention', measures: ['Onboardings needs_attention 1'] },
  { from: 'provisioning', to: 'awaiting_access', measures: [], why: '(it waits for the tenant and has not failed)' },
  { from: 'awaiting_access', to: 'expired', measures: ['Onboardings expired 1'] },
  { from: 'claiming', to: 'claimed', measures: ['Onboardings claimed 1', 'Claims disclosed 1'] },
  { from: 'claiming', to: 'ready', measures: ['Claims undone 1'], why: '(it was ready before)' },
  { from: 'offboarding', to: 'offboarded', measures: ['Onboardings offboarded 1'] },
  { from: 'ready', to: 'claiming', measures: [], why: '(it is not an outcome)' },
  { from: 'claimed', to: 'claimed', measures: [], why: '(the status is the same)' },
])('$from → $to is $measures $why', ({ from, to, before, measures }) => {
  expect(moved(from, to, before).map(textOf)).toEqual(measures);
});

test.each<{ from: Status; to: Status; lastEvent: string }>([
  { from: 'rolling_back', to: 'failed', lastEvent: 'onboarding.failed' },
  { from: 'offboarding', to: 'offboarded', lastEvent: 'onboarding.offboarded' },
  { from: 'claiming', to: 'ready', lastEvent: 'onboarding.ready' },
])('a reconcile from $from back to $to is not counted as a second outcome', ({ from, to, lastEvent }) => {
  expect(moved(from, to, { lastEvent })).toEqual([]);
});

test('a step that ends is timed once, by its kind, without the name that the request chose', () => {
  const begun = { name: 'create-user secret-project', status: 'running', startedAt: 1000 };
  const ended = { ...begun, status: 'done', endedAt: 1250 };
  const before = recordIn('provisioning', { steps: [begun] });
  const after = recordIn('provisioning', { steps: [ended, { name: 'assume-role', status: 'pending' }] });
  expect(metricsOfMove(before, after)).toEqual([
    { name: 'StepTime', value: 250, dimensions: { Blueprint: 'tutum', Step: 'create-user' } },
  ]);
  expect(metricsOfMove(after, after)).toEqual([]);
});

test('a step that failed and was retried is timed again when it ends, from its first start', () => {
  const failed = { name: 'assume-role', status: 'failed', startedAt: 1000, endedAt: 1100 };
  const done = { ...failed, status: 'done', endedAt: 3000 };
  const [measure] = metricsOfMove(
    recordIn('provisioning', { steps: [failed] }),
    recordIn('provisioning', { steps: [done] }),
  );
  expect(measure?.value).toBe(2000);
});

const numbered = (attempts: number, leased = attempts) => ({
  attempts,
  lease: { owner: 'o', by: 'worker', attempt: leased, since: 0, expiresAt: 1 },
});

test.each<{ from?: Status; before: More; after: More; retries: string[]; why: string }>([
  { before: numbered(0), after: numbered(1), retries: [], why: 'the first attempt at a create that a worker does' },
  { before: numbered(3, 4), after: numbered(4), retries: [], why: 'the first attempt at work that a request left' },
  { before: numbered(1), after: numbered(2), retries: ['Retries 1'], why: 'a takeover' },
  { from: 'failed', before: numbered(1), after: numbered(2), retries: [], why: 'a provision after a rest' },
  { before: numbered(2), after: numbered(2), retries: [], why: 'progress' },
])('$why counts as $retries', ({ from = 'provisioning', before, after, retries }) => {
  expect(moved(from, 'provisioning', before, after).map(textOf)).toEqual(retries);
});

test.each([
  { since: [], measures: ['Due 0', 'OldestDueAge 0', 'Undelivered 0', 'OldestUndeliveredAge 0', 'NeedsAttention 0'] },
  {
    since: [40_000, 90_000],
    measures: ['Due 2', 'OldestDueAge 60', 'Undelivered 1', 'OldestUndeliveredAge 10', 'NeedsAttention 2'],
  },
  {
    since: [100_500],
    measures: ['Due 1', 'OldestDueAge 0', 'Undelivered 0', 'OldestUndeliveredAge 0', 'NeedsAttention 1'],
  },
])('a sweep at 100 s that finds $since measures $measures', ({ since, measures }) => {
  const foundOf = (times: readonly number[]) => ({ found: times.length, oldestAt: times[0] });
  const found = { due: foundOf(since), undelivered: foundOf(since.slice(1)), needingAttention: since.length };
  expect(metricsOfSweep(100_000, found).map(textOf)).toEqual(measures);
});

import { createHandler as sweep } from '../../../handlers/sweep.ts';
import { readConfig } from '../../../lib/gateways/config/config.ts';
import { buildDeps } from '../../../lib/gateways/deps.ts';
import { buildBatchQueues } from '../../../lib/gateways/sweepDeps.ts';
import { metricsOf } from '../../../lib/gateways/metrics.ts';
import { metricTable } from '../../../lib/record/metrics.ts';
import { lambdaContext } from '../../../local/api/lambda.ts';
import { scheduledEvent } from '../../../local/api/triggers.ts';
import { later, startTestStack, type TestStack } from '../../support/testStack.ts';
import { metricOf, metricsWhile } from '../../support/metricLines.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({
    sweepEveryMs: 0,
    // A refused role is final at once. Otherwise the offboarding waits for the role and is due.
    environment: { LATCHKEY_METRICS: 'on', LATCHKEY_LOST_ACCESS_MS: '1' },
  });
});
afterAll(() => testStack.close());

const namesOf = (lines: Awaited<ReturnType<typeof metricsWhile>>) =>
  lines.map(metricOf).map(({ name, dimensions }) => [name, dimensions.Outcome ?? dimensions.Step]);

test('metrics count an onboarding by blueprint and outcome, time its steps, and do not name the tenant', async () => {
  const tenant = await testStack.newTenant();
  let id = '';
  const lines = await metricsWhile(async () => {
    ({ id } = (await testStack.create(tenant)).body);
  });
  expect(namesOf(lines)).toEqual(
    expect.arrayContaining([
      ['Onboardings', 'claimed'],
      ['Claims', 'disclosed'],
      ['ProvisioningFailed', undefined],
      ...['assume-role', 'create-policy', 'create-user', 'attach', 'create-access-key', 'check-access-key'].map(
        (step) => ['StepTime', step],
      ),
    ]),
  );
  expect(new Set(lines.map(metricOf).map(({ namespace }) => namespace))).toEqual(new Set(['Latchkey/latchkey']));
  const text = JSON.stringify(lines);
  for (const secret of [tenant.tenantId, tenant.accountId, id, 'AKIA']) expect(text).not.toContain(secret);
});

test('metrics count the work of a worker and a claim', async () => {
  const tenant = await testStack.newTenant();
  let id = '';
  const worked = await metricsWhile(async () => {
    ({ id } = (await testStack.create(tenant, {}, later)).body);
    await testStack.until(id, 'ready');
  });
  expect(namesOf(worked)).toEqual(
    expect.arrayContaining([
      ['Onboardings', 'ready'],
      ['ProvisioningFailed', undefined],
      ['StepTime', 'create-user'],
    ]),
  );
  const claimed = await metricsWhile(() => testStack.claim(id));
  expect(namesOf(claimed)).toEqual(
    expect.arrayContaining([
      ['Onboardings', 'claimed'],
      ['Claims', 'disclosed'],
      ['StepTime', 'create-access-key'],
    ]),
  );
});

test('an onboarding that fails is counted as failed, once', async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const lines = await metricsWhile(async () => {
    expect((await testStack.create(tenant)).status).toBe(409);
  });
  const failed = lines.map(metricOf).filter(({ name }) => name === 'ProvisioningFailed');
  expect(failed.map(({ value, dimensions }) => [value, dimensions])).toEqual([[1, { Blueprint: 'tutum' }]]);
  expect(namesOf(lines).filter(([name]) => name === 'Onboardings')).toEqual([['Onboardings', 'failed']]);
});

test('a sweep measures how many records are due, the age of the oldest, and how many need attention', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  await testStack.openTrust(tenant, (statement) => ({ ...statement, Effect: 'Deny' }));
  await testStack.offboard(id);
  const config = readConfig({ ...process.env, LATCHKEY_METRICS: 'on' });
  const deps = { ...buildDeps(config), ...buildBatchQueues(config) };
  const event = scheduledEvent('sweep');
  const lines = await metricsWhile(() => sweep(deps)(event, lambdaContext('sweep', 60_000)));
  const none = { namespace: 'Latchkey/latchkey', value: 0, dimensions: {} };
  expect(lines.map(metricOf)).toEqual([
    { ...none, name: 'Due', unit: 'Count' },
    { ...none, name: 'OldestDueAge', unit: 'Seconds' },
    { ...none, name: 'Undelivered', unit: 'Count' },
    { ...none, name: 'OldestUndeliveredAge', unit: 'Seconds' },
    { ...none, name: 'NeedsAttention', unit: 'Count', value: 1 },
  ]);
  await testStack.openTrust(tenant, (statement) => ({ ...statement, Effect: 'Allow' }));
  await testStack.offboard(id);
  const later = await metricsWhile(() => sweep(deps)(event, lambdaContext('sweep', 60_000)));
  expect(later.map(metricOf).find(({ name }) => name === 'NeedsAttention')?.value).toBe(0);
});

test('a DynamoDB call that is throttled is counted by its service', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  await testStack.fault({ operation: 'dynamodb:GetItem', kind: 'throttle', times: 1 });
  const lines = await metricsWhile(() => testStack.get(id));
  await testStack.clearFaults();
  expect(lines.map(metricOf)).toMatchObject([{ name: 'Throttles', value: 1, dimensions: { Service: 'dynamodb' } }]);
});

test('no metrics are written if they are disabled', async () => {
  const off = metricsOf({ namespace: 'latchkey', emitsMetrics: false });
  const lines = await metricsWhile(() => {
    off.put([{ name: 'Due', value: 1, dimensions: {} }]);
    return Promise.resolve();
  });
  expect(lines).toEqual([]);
});

test('no dimension has a value that a tenant or a caller chooses', () => {
  const dimensions = Object.values(metricTable).flatMap(({ by }) => by.flatMap((set) => [...set]));
  expect(new Set(dimensions)).toEqual(new Set(['Blueprint', 'Outcome', 'Step', 'Service']));
});

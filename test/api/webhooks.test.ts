import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { believedAtOnce, keyOf, later, type Tenant } from '../support/testStack.ts';
import { startWebhookTestStack, type WebhookTestStack } from '../support/events.ts';
import { formsOf } from '../faults/secrets.ts';
import { lookLater as look } from '../support/lookLater.ts';
import { hmacSecret, secretsText } from '../support/senders.ts';

let webhookStack: WebhookTestStack;
/** Strings that no webhook body may contain. The tests add secrets and external IDs as they get them. */
const canaries = new Set<string>([hmacSecret, secretsText]);
const externalIds = new Map<string, string>();

beforeAll(async () => {
  webhookStack = await startWebhookTestStack({ sweepEveryMs: 400, environment: believedAtOnce });
});
afterEach(() => webhookStack.testStack.clearFaults());
afterAll(() => webhookStack.close());

/** Launches the stack of a new tenant, and adds its external ID to the canaries. */
async function newTenant(): Promise<Tenant> {
  const tenant = webhookStack.testStack.nextTenant();
  const { externalId } = await webhookStack.testStack.launch(tenant);
  canaries.add(externalId);
  externalIds.set(tenant.tenantId, externalId);
  return tenant;
}

const linkTexts = { message: 'Canary message', askedBy: 'Canary asker' };
/** The tokens of links, among the canaries. */
const linkTokens: string[] = [];

async function create(tenant: Tenant, more?: Readonly<Record<string, string>>) {
  const answer = await webhookStack.testStack.create(tenant, { link: linkTexts }, more);
  for (const { secretAccessKey } of answer.body.credentials ?? []) canaries.add(secretAccessKey);
  if (answer.body.link !== undefined) linkTokens.push(answer.body.link.token);
  return { ...answer, id: answer.body.onboarding ?? answer.body.id };
}

const eventsOf = (id: string) => webhookStack.receiver.eventsOf(id).map(({ event }) => event);

/** Makes the reconcile due now, and waits until it has run. */
const reconcile = (id: string) => look(webhookStack.testStack, id);

test('a create that returns the keys sends only `onboarding.claimed`, which names the keys', async () => {
  const tenant = await newTenant();
  const answer = await create(tenant);
  const { events, version } = await webhookStack.allTold(answer.id);
  const { userName, userArn, accessKeyId } = keyOf(answer);
  const about = { id: answer.id, ...tenant, blueprint: 'tutum' };
  expect(eventsOf(answer.id)).toEqual([
    {
      type: 'onboarding.claimed',
      version: 1,
      timestamp: new Date(events[0]?.at ?? 0).toISOString(),
      data: { ...about, status: 'claimed', keys: [{ userName, userArn, accessKeyId }] },
    },
  ]);
  // The event's ID has the version of the write that ended the onboarding.
  expect(events.map(({ id }) => id)).toEqual([`msg_${answer.id.slice('ob_'.length)}_${String(version)}`]);
});

test('an onboarding in several calls sends ready, claimed and offboarded in order, the last with its receipt', async () => {
  const tenant = await newTenant();
  const { id } = await create(tenant, later);
  await webhookStack.testStack.until(id, 'ready');
  const claimed = await webhookStack.testStack.claim(id);
  canaries.add(keyOf(claimed).secretAccessKey);
  const { body } = await webhookStack.testStack.request('DELETE', `/v1/onboardings/${id}`);
  const { events } = await webhookStack.allTold(id);
  expect(webhookStack.receiver.typesOf(id)).toEqual([
    'onboarding.ready',
    'onboarding.claimed',
    'onboarding.offboarded',
  ]);
  expect(webhookStack.receiver.eventsOf(id).map(({ webhookId }) => webhookId)).toEqual(events.map((event) => event.id));
  const receipt = eventsOf(id).at(-1)?.data['receipt'];
  expect(receipt).toEqual(body.receipt);
  expect(JSON.stringify(receipt)).toContain('"removed"');

  // A reconcile that finds nothing and a second DELETE send no event.
  await webhookStack.testStack.request('DELETE', `/v1/onboardings/${id}`);
  await reconcile(id);
  expect((await webhookStack.testStack.read(id)).events).toHaveLength(3);
});

test('the offboarding of an onboarding whose stack was never launched sends an event with an empty receipt', async () => {
  const { id } = await create(webhookStack.testStack.nextTenant());
  await webhookStack.testStack.request('DELETE', `/v1/onboardings/${id}`);
  await webhookStack.allTold(id);
  expect(eventsOf(id)).toMatchObject([{ type: 'onboarding.offboarded', data: { receipt: { resources: [] } } }]);
});

test('an onboarding whose stack is not launched in time sends an event when it expires', async () => {
  const { testStack } = webhookStack;
  const { id } = await create(testStack.nextTenant());
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueTimes.expiry = :past, dueAt = :past',
      ExpressionAttributeValues: { ':past': Date.now() - 1000 },
    }),
  );
  await testStack.until(id, 'expired');
  await webhookStack.allTold(id);
  expect(eventsOf(id)).toMatchObject([{ type: 'onboarding.expired', data: { id, status: 'expired' } }]);
  expect(JSON.stringify(eventsOf(id))).not.toContain('externalId');
});

test('a failure sends its problem, step and leftovers; a reconcile sends nothing, a failed retry sends a new event', async () => {
  const tenant = await newTenant();
  await webhookStack.testStack.root(tenant).createUser({ UserName: 'tutum' });
  const { id } = await create(tenant);
  const [first] = (await webhookStack.allTold(id)).events;
  const { detail } = (await webhookStack.testStack.get(id)).body.problem ?? {};
  expect(eventsOf(id)).toMatchObject([
    {
      type: 'onboarding.failed',
      data: {
        status: 'failed',
        problem: { type: 'urn:latchkey:problem:foreign-resource', detail },
        step: 'create-user tutum',
        leftovers: [],
      },
    },
  ]);
  expect((await reconcile(id)).events).toHaveLength(1);

  await webhookStack.testStack.provision(id, later);
  await webhookStack.testStack.until(id, 'failed');
  const { events } = await webhookStack.allTold(id);
  expect(webhookStack.receiver.typesOf(id)).toEqual(['onboarding.failed', 'onboarding.failed']);
  expect(events).toHaveLength(2);
  expect(events[0]?.id).toBe(first?.id);
  expect(events[1]?.id).not.toBe(first?.id);
});

test('an onboarding that needs attention sends its leftovers, and then sends that it is offboarded', async () => {
  const tenant = await newTenant();
  const { id } = await create(tenant);
  const externalIdOf = (value: string) =>
    webhookStack.testStack.openTrust(tenant, (statement) => ({
      ...statement,
      Condition: { StringEquals: { 'sts:ExternalId': value } },
    }));
  const remove = () => webhookStack.testStack.request('DELETE', `/v1/onboardings/${id}`);
  await externalIdOf('another-external-id-of-32-chars');
  await remove();
  await webhookStack.allTold(id);
  const { resources = [] } = (await webhookStack.testStack.get(id)).body.receipt ?? {};
  // The ARN of a key is that of its user, so the set has it once.
  const leftovers = [...new Set(resources.filter((each) => each.status === 'left').map(({ arn }) => arn))];
  expect(leftovers).toHaveLength(2);
  expect(eventsOf(id).at(-1)).toMatchObject({
    type: 'onboarding.needs_attention',
    data: { problem: { type: 'urn:latchkey:problem:access-lost' }, leftovers },
  });

  await externalIdOf(externalIds.get(tenant.tenantId) ?? '');
  await remove();
  await webhookStack.allTold(id);
  expect(webhookStack.receiver.typesOf(id)).toEqual([
    'onboarding.claimed',
    'onboarding.needs_attention',
    'onboarding.offboarded',
  ]);
});

test('the event of an open trust policy has the problem type, but not the corrected statement with the external ID', async () => {
  const tenant = await newTenant();
  const externalId = externalIds.get(tenant.tenantId) ?? '';
  await webhookStack.testStack.openTrust(tenant, ({ Condition: _, ...statement }) => statement);
  const { id, body } = await create(tenant);
  expect(body.detail).toContain(externalId);
  await webhookStack.allTold(id);
  expect(eventsOf(id)).toMatchObject([
    { type: 'onboarding.failed', data: { problem: { type: 'urn:latchkey:problem:trust-policy-open' } } },
  ]);
});

test('the event of an outdated stack has the problem type, but not the update command with the external ID', async () => {
  const tenant = webhookStack.testStack.nextTenant();
  const { externalId } = await webhookStack.testStack.launch(tenant, { region: 'us-west-2' });
  canaries.add(externalId);
  const { id, body } = await create(tenant);
  expect(body.detail).toContain(externalId);
  await webhookStack.allTold(id);
  expect(eventsOf(id)).toMatchObject([
    { type: 'onboarding.failed', data: { problem: { type: 'urn:latchkey:problem:stack-outdated' } } },
  ]);
});

describe('the URL that events are sent to', () => {
  test('is that of the onboarding, or else that of the deployment', async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const url = webhookStack.receiver.endpoint('/of/one?token=canary');
    const { body } = await webhookStack.testStack.create(one, { webhook: { url } });
    const { id } = await create(other);
    await Promise.all([webhookStack.allTold(body.id), webhookStack.allTold(id)]);
    const pathsOf = (each: string) => new Set(webhookStack.receiver.of(each).map(({ path }) => path));
    expect(pathsOf(body.id)).toEqual(new Set(['/of/one?token=canary']));
    expect(pathsOf(id)).toEqual(new Set(['/default']));
  });

  test.each([
    ['http://vendor.example/hooks', 'https'],
    ['https://169.254.169.254/latest/meta-data', 'public'],
    ['https://localhost./hooks', 'localhost'],
    ['https://[::ffff:10.0.0.1]/hooks', 'public'],
    ['https://user:pass@vendor.example/hooks', 'user name'],
    ['https://vendor.example:22/hooks', 'port'],
    ['vendor.example', 'URL'],
  ])('is 422 if it is %s, and nothing is created', async (url, says) => {
    const tenant = webhookStack.testStack.nextTenant();
    const { status, body } = await webhookStack.testStack.create(tenant, { webhook: { url } });
    expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/webhook/url']]);
    expect(body.errors[0]?.detail).toContain(says);
    expect(await webhookStack.testStack.calls(tenant)).toEqual([]);
  });
});

test('a receiver that does not answer delays nobody else’s events', async () => {
  const { promise, resolve } = Promise.withResolvers<{ status: number }>();
  const slowUrl = webhookStack.receiver.endpoint('/slow', () => promise);
  const slow = await webhookStack.testStack.create(await newTenant(), { webhook: { url: slowUrl } });
  const quick = await create(await newTenant());
  await webhookStack.allTold(quick.id);
  expect((await webhookStack.testStack.read(slow.body.id)).events).toMatchObject([{ state: 'pending', tries: [] }]);
  resolve({ status: 204 });
  expect((await webhookStack.allTold(slow.body.id)).events).toMatchObject([{ state: 'delivered' }]);
});

test('every event has a signature that the official library verifies, and contains no secret, no external ID, and neither token nor text of a link', () => {
  const { came: received, refused } = webhookStack.receiver;
  expect(refused).toEqual([]);
  expect(received.length).toBeGreaterThan(10);
  const bodies = received.map(({ body }) => body).join('\n');
  expect(canaries.size).toBeGreaterThan(15);
  expect(linkTokens.length).toBeGreaterThan(2);
  expect(bodies).not.toContain('lkl_');
  for (const canary of [...canaries, ...linkTokens, ...Object.values(linkTexts)])
    for (const form of formsOf(canary)) expect(bodies).not.toContain(form);
});

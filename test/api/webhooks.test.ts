import { keyOf, later, type Tenant } from '../support/testStack.ts';
import { startWebhookTestStack, type WebhookTestStack } from '../support/events.ts';
import { formsOf } from '../faults/secrets.ts';
import { lookLater as look } from '../support/lookLater.ts';
import { hmacSecret, secretsText } from '../support/senders.ts';

let telling: WebhookTestStack;
/** What must be in no body that comes: filled by the tests as they learn of it. */
const canaries = new Set<string>([hmacSecret, secretsText]);
const externalIds = new Map<string, string>();

beforeAll(async () => {
  telling = await startWebhookTestStack({ sweepEveryMs: 100 });
});
afterEach(() => telling.testStack.clearFaults());
afterAll(() => telling.close());

/** A tenant with the stack launched, whose external ID is nobody's business. */
async function newTenant(): Promise<Tenant> {
  const tenant = telling.testStack.nextTenant();
  const { externalId } = await telling.testStack.launch(tenant);
  canaries.add(externalId);
  externalIds.set(tenant.tenantId, externalId);
  return tenant;
}

async function create(tenant: Tenant, more?: Readonly<Record<string, string>>) {
  const answer = await telling.testStack.create(tenant, {}, more);
  for (const { secretAccessKey } of answer.body.credentials ?? []) canaries.add(secretAccessKey);
  return { ...answer, id: answer.body.onboarding ?? answer.body.id };
}

const eventsOf = (id: string) => telling.receiver.eventsOf(id).map(({ event }) => event);

const lookLater = (id: string) => look(telling.testStack, id);

test('a create that does everything is told by `onboarding.claimed` alone, which names the keys', async () => {
  const tenant = await newTenant();
  const answer = await create(tenant);
  const { events, version } = await telling.allTold(answer.id);
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
  // Of the very write that ended it.
  expect(events.map(({ id }) => id)).toEqual([`msg_${answer.id.slice('ob_'.length)}_${String(version)}`]);
});

test('a life in several calls is told in order: ready, claimed, offboarded with its receipt', async () => {
  const tenant = await newTenant();
  const { id } = await create(tenant, later);
  await telling.testStack.until(id, 'ready');
  const claimed = await telling.testStack.claim(id);
  canaries.add(keyOf(claimed).secretAccessKey);
  const { body } = await telling.testStack.request('DELETE', `/v1/onboardings/${id}`);
  const { events } = await telling.allTold(id);
  expect(telling.receiver.typesOf(id)).toEqual(['onboarding.ready', 'onboarding.claimed', 'onboarding.offboarded']);
  expect(telling.receiver.eventsOf(id).map(({ webhookId }) => webhookId)).toEqual(events.map((event) => event.id));
  const receipt = eventsOf(id).at(-1)?.data['receipt'];
  expect(receipt).toEqual(body.receipt);
  expect(JSON.stringify(receipt)).toContain('"removed"');

  // A look that finds nothing has nothing to tell; nor has a second DELETE.
  await telling.testStack.request('DELETE', `/v1/onboardings/${id}`);
  await lookLater(id);
  expect((await telling.testStack.read(id)).events).toHaveLength(3);
});

test('one whose stack was never launched is told when it is given up, with nothing in its receipt', async () => {
  const { id } = await create(telling.testStack.nextTenant());
  await telling.testStack.request('DELETE', `/v1/onboardings/${id}`);
  await telling.allTold(id);
  expect(eventsOf(id)).toMatchObject([{ type: 'onboarding.offboarded', data: { receipt: { resources: [] } } }]);
});

test('a failure is told with problem, step and leftovers; by a later look not again, after a new try again', async () => {
  const tenant = await newTenant();
  await telling.testStack.root(tenant).createUser({ UserName: 'tutum' });
  const { id } = await create(tenant);
  const [first] = (await telling.allTold(id)).events;
  const { detail } = (await telling.testStack.get(id)).body.problem ?? {};
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
  expect((await lookLater(id)).events).toHaveLength(1);

  await telling.testStack.provision(id, later);
  await telling.testStack.until(id, 'failed');
  const { events } = await telling.allTold(id);
  expect(telling.receiver.typesOf(id)).toEqual(['onboarding.failed', 'onboarding.failed']);
  expect(events).toHaveLength(2);
  expect(events[0]?.id).toBe(first?.id);
  expect(events[1]?.id).not.toBe(first?.id);
});

test('what stops for a person is told with what is left, and then that it is offboarded', async () => {
  const tenant = await newTenant();
  const { id } = await create(tenant);
  const externalIdOf = (value: string) =>
    telling.testStack.openTrust(tenant, (statement) => ({
      ...statement,
      Condition: { StringEquals: { 'sts:ExternalId': value } },
    }));
  const remove = () => telling.testStack.request('DELETE', `/v1/onboardings/${id}`);
  await externalIdOf('another-external-id-of-32-chars');
  await remove();
  await telling.allTold(id);
  const { resources = [] } = (await telling.testStack.get(id)).body.receipt ?? {};
  // A key has the ARN of its user.
  const leftovers = [...new Set(resources.filter((each) => each.status === 'left').map(({ arn }) => arn))];
  expect(leftovers).toHaveLength(2);
  expect(eventsOf(id).at(-1)).toMatchObject({
    type: 'onboarding.needs_attention',
    data: { problem: { type: 'urn:latchkey:problem:access-lost' }, leftovers },
  });

  await externalIdOf(externalIds.get(tenant.tenantId) ?? '');
  await remove();
  await telling.allTold(id);
  expect(telling.receiver.typesOf(id)).toEqual([
    'onboarding.claimed',
    'onboarding.needs_attention',
    'onboarding.offboarded',
  ]);
});

test('of a trust policy that is open it is told that it is, and the statement that mends it stays in the onboarding', async () => {
  const tenant = await newTenant();
  const externalId = externalIds.get(tenant.tenantId) ?? '';
  await telling.testStack.openTrust(tenant, ({ Condition: _, ...statement }) => statement);
  const { id, body } = await create(tenant);
  expect(body.detail).toContain(externalId);
  await telling.allTold(id);
  expect(eventsOf(id)).toMatchObject([
    { type: 'onboarding.failed', data: { problem: { type: 'urn:latchkey:problem:trust-policy-open' } } },
  ]);
});

test('of a stack that is outdated it is told that it is, and the command that updates it stays in the onboarding', async () => {
  const tenant = telling.testStack.nextTenant();
  const { externalId } = await telling.testStack.launch(tenant, { region: 'us-west-2' });
  canaries.add(externalId);
  const { id, body } = await create(tenant);
  expect(body.detail).toContain(externalId);
  await telling.allTold(id);
  expect(eventsOf(id)).toMatchObject([
    { type: 'onboarding.failed', data: { problem: { type: 'urn:latchkey:problem:stack-outdated' } } },
  ]);
});

describe('where events go', () => {
  test('is the URL of the onboarding, or else the one of the deploy', async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const url = telling.receiver.endpoint('/of/one?token=canary');
    const { body } = await telling.testStack.create(one, { webhook: { url } });
    const { id } = await create(other);
    await Promise.all([telling.allTold(body.id), telling.allTold(id)]);
    const pathsOf = (each: string) => new Set(telling.receiver.of(each).map(({ path }) => path));
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
  ])('is not %s: 422 that says so, and nothing is made', async (url, says) => {
    const tenant = telling.testStack.nextTenant();
    const { status, body } = await telling.testStack.create(tenant, { webhook: { url } });
    expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/webhook/url']]);
    expect(body.errors[0]?.detail).toContain(says);
    expect(await telling.testStack.calls(tenant)).toEqual([]);
  });
});

test('a receiver that does not answer delays nobody else’s events', async () => {
  const { promise, resolve } = Promise.withResolvers<{ status: number }>();
  const held = telling.receiver.endpoint('/slow', () => promise);
  const slow = await telling.testStack.create(await newTenant(), { webhook: { url: held } });
  const quick = await create(await newTenant());
  await telling.allTold(quick.id);
  expect((await telling.testStack.read(slow.body.id)).events).toMatchObject([{ state: 'pending', tries: [] }]);
  resolve({ status: 204 });
  expect((await telling.allTold(slow.body.id)).events).toMatchObject([{ state: 'delivered' }]);
});

test('all that came had a signature that the official library verifies, and no secret and no external ID in it', () => {
  const { came, refused } = telling.receiver;
  expect(refused).toEqual([]);
  expect(came.length).toBeGreaterThan(10);
  const bodies = came.map(({ body }) => body).join('\n');
  expect(canaries.size).toBeGreaterThan(15);
  for (const canary of canaries) for (const form of formsOf(canary)) expect(bodies).not.toContain(form);
});

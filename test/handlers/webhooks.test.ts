import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { keyOf, later, type Tenant } from '../support/house.ts';
import { startTellingHouse, type TellingHouse } from '../support/events.ts';
import { formsOf } from '../faults/secrets.ts';
import { hmacSecret, secretsText } from '../support/senders.ts';

let telling: TellingHouse;
/** What must be in no body that comes: filled by the tests as they learn of it. */
const canaries = new Set<string>([hmacSecret, secretsText]);

beforeAll(async () => {
  telling = await startTellingHouse({ sweepEveryMs: 100 });
});
afterEach(() => telling.house.clearFaults());
afterAll(() => telling.close());

/** A tenant with the stack launched, whose external ID is nobody's business. */
async function newTenant(): Promise<Tenant> {
  const tenant = telling.house.nextTenant();
  const { externalId } = await telling.house.launch(tenant);
  canaries.add(externalId);
  return tenant;
}

async function create(tenant: Tenant, more?: Readonly<Record<string, string>>) {
  const answer = await telling.house.create(tenant, {}, more);
  for (const { secretAccessKey } of answer.body.credentials ?? []) canaries.add(secretAccessKey);
  return { ...answer, id: answer.body.onboarding ?? answer.body.id };
}

const eventsOf = (id: string) => telling.receiver.of(id).map(({ event }) => event);

/** Makes the later look due now, and waits until it was taken. */
async function lookLater(id: string) {
  const { version } = await telling.house.read(id);
  await telling.house.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueAt = :past, reconcileAt = :past, due = :due',
      ExpressionAttributeValues: { ':past': Date.now() - 1000, ':due': 'due' },
    }),
  );
  for (let tries = 0; tries < 200; tries += 1) {
    const record = await telling.house.read(id);
    if (record.version > version && !('lease' in record)) return record;
    await sleep(25);
  }
  throw new Error(`nobody looked at ${id}`);
}

const lockOut = (tenant: Tenant) =>
  telling.house.openTrust(tenant, (statement) => ({
    ...statement,
    Condition: { StringEquals: { 'sts:ExternalId': 'another-external-id-of-32-chars' } },
  }));

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
  await telling.house.until(id, 'ready');
  const claimed = await telling.house.claim(id);
  canaries.add(keyOf(claimed).secretAccessKey);
  const { body } = await telling.house.request('DELETE', `/v1/onboardings/${id}`);
  const { events } = await telling.allTold(id);
  expect(telling.receiver.typesOf(id)).toEqual(['onboarding.ready', 'onboarding.claimed', 'onboarding.offboarded']);
  expect(telling.receiver.of(id).map(({ webhookId }) => webhookId)).toEqual(events.map((event) => event.id));
  const receipt = eventsOf(id).at(-1)?.data['receipt'];
  expect(receipt).toEqual(body.receipt);
  expect(JSON.stringify(receipt)).toContain('"removed"');

  // A look that finds nothing has nothing to tell; nor has a second DELETE.
  await telling.house.request('DELETE', `/v1/onboardings/${id}`);
  await lookLater(id);
  expect((await telling.house.read(id)).events).toHaveLength(3);
});

test('a failure is told with problem, step and leftovers; by a later look not again, after a new try again', async () => {
  const tenant = await newTenant();
  await telling.house.root(tenant).createUser({ UserName: 'tutum' });
  const { id } = await create(tenant);
  const [first] = (await telling.allTold(id)).events;
  const { detail } = (await telling.house.get(id)).body.problem ?? {};
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

  await telling.house.provision(id, later);
  await telling.house.until(id, 'failed');
  const { events } = await telling.allTold(id);
  expect(telling.receiver.typesOf(id)).toEqual(['onboarding.failed', 'onboarding.failed']);
  expect(events).toHaveLength(2);
  expect(events[0]?.id).toBe(first?.id);
  expect(events[1]?.id).not.toBe(first?.id);
});

test('what stops for a person is told with what is left, and then that it is offboarded', async () => {
  const tenant = await newTenant();
  const { id } = await create(tenant);
  await lockOut(tenant);
  const { status } = await telling.house.request('DELETE', `/v1/onboardings/${id}`);
  expect(status).toBe(200);
  await telling.allTold(id);
  const { receipt } = (await telling.house.get(id)).body;
  expect(eventsOf(id).at(-1)).toMatchObject({
    type: 'onboarding.needs_attention',
    data: {
      problem: { type: 'urn:latchkey:problem:access-lost' },
      leftovers: receipt?.resources.filter((each) => each.status === 'left').map(({ arn }) => arn),
    },
  });
  expect(eventsOf(id).at(-1)?.data['leftovers']).toHaveLength(2);

  // The stack is launched again.
  await telling.house.root(tenant).deleteRolePolicy({ RoleName: 'latchkey-bootstrap-tutum', PolicyName: 'bootstrap' }).catch(() => undefined);
  const { externalId } = (await telling.house.request('POST', `/v1/tenants/${tenant.tenantId}/access`, { accountId: tenant.accountId, blueprint: 'tutum' })).body;
  await telling.house.openTrust(tenant, (statement) => ({ ...statement, Condition: { StringEquals: { 'sts:ExternalId': externalId } } }));
  await telling.house.request('DELETE', `/v1/onboardings/${id}`);
  await telling.allTold(id);
  expect(telling.receiver.typesOf(id)).toEqual(['onboarding.claimed', 'onboarding.needs_attention', 'onboarding.offboarded']);
});

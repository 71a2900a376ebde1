import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { buildBatchQueues } from '../../lib/gateways/sweepDeps.ts';
import { sweep } from '../../lib/lifecycle/sweep.ts';
import type { Answering } from '../support/eventReceiver.ts';
import { startWebhookTestStack, type WebhookTestStack } from '../support/events.ts';

let webhookStack: WebhookTestStack;
beforeAll(async () => {
  webhookStack = await startWebhookTestStack({ sweepEveryMs: 0, environment: { LATCHKEY_WEBHOOK_URL: '' } });
});
afterEach(() => webhookStack.testStack.clearFaults());
afterAll(() => webhookStack.close());

let paths = 0;

/** Creates an onboarding whose events go to an endpoint of its own. `behaves` says how the endpoint answers. */
async function claimed(behaves?: Answering) {
  const { testStack, receiver } = webhookStack;
  paths += 1;
  const url = receiver.endpoint(`/${String(paths)}`, behaves);
  const { body } = await testStack.create(await testStack.newTenant(), { webhook: { url } });
  return { id: body.id, url };
}

/** Runs a sweep whose clock is `ms` milliseconds ahead. */
async function sweepIn(ms: number): Promise<void> {
  const config = readConfig(process.env);
  const { clock, ...deps } = buildDeps(config);
  await sweep({ ...deps, ...buildBatchQueues(config), clock: { ...clock, now: () => Date.now() + ms } }, Infinity);
}

test('GET deliveries lists each try with its time, duration, status and the first KB of the answer', async () => {
  const long = 'x'.repeat(2000);
  const { id, url } = await claimed((_, nth) =>
    nth === 0 ? { status: 500, body: long } : { status: 200, body: 'thanks' },
  );
  const { events } = await webhookStack.allTold(id);
  const { webhook, deliveries } = await webhookStack.deliveries(id);
  expect(webhook).toEqual({ url, isOff: false });
  const [first, second] = events[0]?.tries ?? [];
  expect(deliveries).toEqual([
    {
      webhookId: events[0]?.id,
      type: 'onboarding.claimed',
      time: new Date(events[0]?.at ?? 0).toISOString(),
      state: 'delivered',
      tries: [
        { time: new Date(first?.at ?? 0).toISOString(), ms: first?.ms, status: 500, answer: long.slice(0, 1024) },
        { time: new Date(second?.at ?? 0).toISOString(), ms: second?.ms, status: 200, answer: 'thanks' },
      ],
    },
  ]);
  expect(new Set(webhookStack.receiver.of(id).map(({ webhookId }) => webhookId))).toEqual(new Set([events[0]?.id]));
});

test('GET deliveries shows the error of a try if the receiver cannot be reached', async () => {
  const { testStack, receiver } = webhookStack;
  const url = receiver.url.replace(/\d+$/, '1');
  const { body } = await testStack.create(await testStack.newTenant(), { webhook: { url } });
  await webhookStack.tried(body.id, 1);
  const { deliveries } = await webhookStack.deliveries(body.id);
  expect(deliveries).toMatchObject([{ state: 'pending', tries: [{ error: expect.stringContaining('ECONNREFUSED') }] }]);
  expect(deliveries[0]?.nextTryAt).toBeDefined();
});

test('an onboarding without a webhook has no events, and GET deliveries shows webhook: null', async () => {
  const { testStack } = webhookStack;
  const { body } = await testStack.create(await testStack.newTenant());
  expect(await webhookStack.deliveries(body.id)).toEqual({ webhook: null, deliveries: [] });
  expect(await testStack.read(body.id)).not.toHaveProperty('undelivered');
});

test('the sweep delivers an event whose message could not be queued', async () => {
  await webhookStack.testStack.fault({ operation: 'sqs:SendMessage', kind: 'fail-before', times: 1 });
  const { id } = await claimed();
  // Only the table has the event. The sweep waits half a minute, because the message could still arrive.
  await sweepIn(0);
  expect((await webhookStack.testStack.read(id)).events).toMatchObject([{ state: 'pending', tries: [] }]);
  await sweepIn(60_000);
  expect((await webhookStack.allTold(id)).events).toMatchObject([{ state: 'delivered', tries: [{ status: 204 }] }]);
});

test('the sweep makes a try that is due later than SQS can delay a message, and not before it is due', async () => {
  const { testStack } = webhookStack;
  const { id } = await claimed((_, nth) =>
    nth === 0 ? { status: 503, headers: { 'retry-after': '3600' } } : { status: 204 },
  );
  const { events } = await webhookStack.tried(id, 1);
  const delay = (events[0]?.nextAt ?? 0) - (events[0]?.tries[0]?.at ?? 0);
  expect(delay).toBeGreaterThanOrEqual(3_600_000);
  expect((await webhookStack.deliveries(id)).deliveries[0]?.nextTryAt).toBe(
    new Date(events[0]?.nextAt ?? 0).toISOString(),
  );
  await sweepIn(0);
  expect((await testStack.read(id)).events).toMatchObject([{ state: 'pending', tries: [{ status: 503 }] }]);

  // Moves the try an hour forward in time.
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET events[0].nextAt = events[0].nextAt - :hour, deliverAt = deliverAt - :hour',
      ExpressionAttributeValues: { ':hour': 3_600_000 + 60_000 },
    }),
  );
  await sweepIn(0);
  expect((await webhookStack.allTold(id)).events).toMatchObject([{ tries: [{ status: 503 }, { status: 204 }] }]);
});

test('410 turns the endpoint off: later events are stored, and sent only after somebody asks for a redelivery', async () => {
  const { testStack, receiver } = webhookStack;
  let isEndpointGone = true;
  const { id } = await claimed(() => ({ status: isEndpointGone ? 410 : 204 }));
  await webhookStack.allTold(id);
  await testStack.request('DELETE', `/v1/onboardings/${id}`);
  await sweepIn(60_000);
  const { webhook, deliveries } = await webhookStack.deliveries(id);
  expect(webhook?.isOff).toBe(true);
  expect(deliveries).toMatchObject([
    { type: 'onboarding.claimed', state: 'dead', tries: [{ status: 410 }] },
    { type: 'onboarding.offboarded', state: 'pending', tries: [] },
  ]);
  expect(deliveries[1]?.nextTryAt).toBeUndefined();
  expect(receiver.typesOf(id)).toEqual(['onboarding.claimed']);

  isEndpointGone = false;
  const { status } = await webhookStack.redeliver(id, deliveries[0]?.webhookId ?? '');
  expect(status).toBe(202);
  expect((await webhookStack.allTold(id)).events).toMatchObject([
    { tries: [{ status: 410 }, { status: 204 }] },
    { tries: [{ status: 204 }] },
  ]);
  expect(receiver.typesOf(id)).toEqual(['onboarding.claimed', 'onboarding.offboarded']);
  expect((await webhookStack.deliveries(id)).webhook?.isOff).toBe(false);
});

describe('POST redeliver', () => {
  async function deliveredEvent() {
    const { id } = await claimed();
    const [event] = (await webhookStack.allTold(id)).events;
    if (event === undefined) throw new Error('the onboarding has no event');
    return { id, event };
  }

  test('sends the event again with the same ID and body, and the audit trail records it', async () => {
    const { testStack, receiver } = webhookStack;
    const { id, event } = await deliveredEvent();
    const { status, text } = await webhookStack.redeliver(id, event.id);
    expect([status, JSON.parse(text)]).toMatchObject([202, { webhookId: event.id, state: 'pending' }]);
    await webhookStack.allTold(id);
    const [first, ...again] = receiver.of(id);
    expect(again.length).toBeGreaterThan(0);
    for (const each of again) expect(each).toEqual(first);
    expect((await webhookStack.deliveries(id)).deliveries).toMatchObject([
      { webhookId: event.id, state: 'delivered', tries: [{ status: 204 }, { status: 204 }] },
    ]);
    const trail = await testStack.request('GET', `/v1/onboardings/${id}/events`);
    expect(trail.text).toContain('"action":"redeliver"');
  });

  test('sends an event that is stored outside the record because the record is full', async () => {
    const { testStack, receiver } = webhookStack;
    const { id, event } = await deliveredEvent();
    const old = { ...event, id: 'msg_old', at: event.at - 1000 };
    const key = { pk: `onboarding#${id}`, sk: `event#${String(old.at)}#${old.id}` };
    await testStack.table.send(new PutCommand({ TableName: 'latchkey-state', Item: { ...old, ...key } }));
    const ids = async () => (await webhookStack.deliveries(id)).deliveries.map(({ webhookId }) => webhookId);
    expect(await ids()).toEqual(['msg_old', event.id]);
    expect((await webhookStack.redeliver(id, 'msg_old')).status).toBe(202);
    await webhookStack.allTold(id);
    expect(receiver.eventsOf(id).map(({ webhookId }) => webhookId)).toEqual([event.id, 'msg_old']);
    expect(await ids()).toEqual(['msg_old', event.id]);
  });

  test('twelve times at once and twelve times in a row leaves every try that reached the receiver on record', async () => {
    const { receiver } = webhookStack;
    const { id, event } = await deliveredEvent();
    const again = async () => expect((await webhookStack.redeliver(id, event.id)).status).toBe(202);
    await Promise.all(Array.from({ length: 12 }, again));
    await webhookStack.allTold(id);
    for (let times = 0; times < 12; times += 1) {
      await again();
      await webhookStack.allTold(id);
    }
    const tries = async () => (await webhookStack.deliveries(id)).deliveries.flatMap((each) => each.tries).length;
    expect(await tries()).toBe(receiver.of(id).length);
    expect(receiver.of(id).length).toBeGreaterThan(12);
  });

  test('answers 404 for an event of another onboarding and for an unknown event', async () => {
    const [one, other] = [await deliveredEvent(), await deliveredEvent()];
    for (const webhookId of ['msg_none', other.event.id]) {
      const { status, body } = await webhookStack.redeliver(one.id, webhookId);
      expect([status, body.type]).toEqual([404, 'urn:latchkey:problem:unknown-delivery']);
      expect(body.detail).toContain(`/v1/onboardings/${one.id}/deliveries`);
    }
    expect((await webhookStack.testStack.read(other.id)).events).toMatchObject([{ tries: [{ status: 204 }] }]);
  });

  test('answers 422 and sends nothing if the request has a body', async () => {
    const { id, event } = await deliveredEvent();
    const path = `/v1/onboardings/${id}/deliveries/${event.id}/redeliver`;
    const { status } = await webhookStack.testStack.request('POST', path, { url: 'https://elsewhere.example' });
    expect(status).toBe(422);
    expect((await webhookStack.testStack.read(id)).events).toMatchObject([{ state: 'delivered' }]);
  });
});

import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { sweep } from '../../lib/lifecycle/sweep.ts';
import type { Answering } from '../support/eventReceiver.ts';
import { startWebhookTestStack, type WebhookTestStack } from '../support/events.ts';

let telling: WebhookTestStack;
beforeAll(async () => {
  telling = await startWebhookTestStack({ sweepEveryMs: 0, environment: { LATCHKEY_WEBHOOK_URL: '' } });
});
afterEach(() => telling.testStack.clearFaults());
afterAll(() => telling.close());

let paths = 0;

/** A claimed onboarding whose events go to a place of its own, which behaves so. */
async function claimed(behaves?: Answering) {
  const { testStack, receiver } = telling;
  paths += 1;
  const url = receiver.endpoint(`/${String(paths)}`, behaves);
  const { body } = await testStack.create(await testStack.newTenant(), { webhook: { url } });
  return { id: body.id, url };
}

/** A sweep, as it would be so much later. */
async function sweepIn(ms: number): Promise<void> {
  const { clock, ...deps } = buildDeps(readConfig(process.env));
  await sweep({ ...deps, clock: { ...clock, now: () => Date.now() + ms } });
}

test('each try is listed: when, what came back in how long, and the first KB of the answer', async () => {
  const long = 'x'.repeat(2000);
  const { id, url } = await claimed((_, nth) =>
    nth === 0 ? { status: 500, body: long } : { status: 200, body: 'thanks' },
  );
  const { events } = await telling.allTold(id);
  const { webhook, deliveries } = await telling.deliveries(id);
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
  expect(new Set(telling.receiver.of(id).map(({ webhookId }) => webhookId))).toEqual(new Set([events[0]?.id]));
});

test('where nobody answers, the reason stands there instead', async () => {
  const { testStack, receiver } = telling;
  const url = receiver.url.replace(/\d+$/, '1');
  const { body } = await testStack.create(await testStack.newTenant(), { webhook: { url } });
  await telling.tried(body.id, 1);
  const { deliveries } = await telling.deliveries(body.id);
  expect(deliveries).toMatchObject([{ state: 'pending', tries: [{ error: expect.stringContaining('ECONNREFUSED') }] }]);
  expect(deliveries[0]?.nextTryAt).toBeDefined();
});

test('an onboarding without a webhook has no events, and says so', async () => {
  const { testStack } = telling;
  const { body } = await testStack.create(await testStack.newTenant());
  expect(await telling.deliveries(body.id)).toEqual({ webhook: null, deliveries: [] });
  expect(await testStack.read(body.id)).not.toHaveProperty('undelivered');
});

test('an event whose message the queue did not take is found by the sweep', async () => {
  await telling.testStack.fault({ operation: 'sqs:SendMessage', kind: 'fail-before', times: 1 });
  const { id } = await claimed();
  // Nobody knows of it but the table; and until half a minute is over, the message might still come.
  await sweepIn(0);
  expect((await telling.testStack.read(id)).events).toMatchObject([{ state: 'pending', tries: [] }]);
  await sweepIn(60_000);
  expect((await telling.allTold(id)).events).toMatchObject([{ state: 'delivered', tries: [{ status: 204 }] }]);
});

test('a try that is further off than a queue can delay is the sweep’s, and not before its time', async () => {
  const { testStack, receiver } = telling;
  const { id } = await claimed((_, nth) =>
    nth === 0 ? { status: 503, headers: { 'retry-after': '3600' } } : { status: 204 },
  );
  const { events } = await telling.tried(id, 1);
  const waits = (events[0]?.nextAt ?? 0) - (events[0]?.tries[0]?.at ?? 0);
  expect(waits).toBeGreaterThanOrEqual(3_600_000);
  expect((await telling.deliveries(id)).deliveries[0]?.nextTryAt).toBe(new Date(events[0]?.nextAt ?? 0).toISOString());
  await sweepIn(0);
  expect(receiver.of(id)).toHaveLength(1);

  // An hour passes.
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET events[0].nextAt = events[0].nextAt - :hour, deliverAt = deliverAt - :hour',
      ExpressionAttributeValues: { ':hour': 3_600_000 + 60_000 },
    }),
  );
  await sweepIn(0);
  await telling.allTold(id);
  expect(receiver.of(id)).toHaveLength(2);
});

test('410 turns the endpoint off: what happens from then on is kept, not sent, until somebody asks for it', async () => {
  const { testStack, receiver } = telling;
  let isGone = true;
  const { id } = await claimed(() => ({ status: isGone ? 410 : 204 }));
  await telling.allTold(id);
  await testStack.request('DELETE', `/v1/onboardings/${id}`);
  await sweepIn(60_000);
  const { webhook, deliveries } = await telling.deliveries(id);
  expect(webhook?.isOff).toBe(true);
  expect(deliveries).toMatchObject([
    { type: 'onboarding.claimed', state: 'dead', tries: [{ status: 410 }] },
    { type: 'onboarding.offboarded', state: 'pending', tries: [] },
  ]);
  expect(deliveries[1]?.nextTryAt).toBeUndefined();
  expect(receiver.of(id)).toHaveLength(1);

  isGone = false;
  const { status } = await telling.redeliver(id, deliveries[0]?.webhookId ?? '');
  expect(status).toBe(202);
  await telling.allTold(id);
  expect(receiver.of(id).map(({ event }) => event.type)).toEqual([
    'onboarding.claimed',
    'onboarding.claimed',
    'onboarding.offboarded',
  ]);
  expect((await telling.deliveries(id)).webhook?.isOff).toBe(false);
});

describe('an event that is asked for again', () => {
  async function told() {
    const { id } = await claimed();
    const [event] = (await telling.allTold(id)).events;
    if (event === undefined) throw new Error('nothing was told');
    return { id, event };
  }

  test('is sent under its ID, with a new time and the same body, and the audit trail names who asked', async () => {
    const { testStack, receiver } = telling;
    const { id, event } = await told();
    const { status, text } = await telling.redeliver(id, event.id);
    expect([status, JSON.parse(text)]).toMatchObject([202, { webhookId: event.id, state: 'pending' }]);
    await telling.allTold(id);
    const [first, second] = receiver.of(id);
    expect(second).toEqual(first);
    expect((await telling.deliveries(id)).deliveries).toMatchObject([
      { webhookId: event.id, state: 'delivered', tries: [{ status: 204 }, { status: 204 }] },
    ]);
    const trail = await testStack.request('GET', `/v1/onboardings/${id}/events`);
    expect(trail.text).toContain('"action":"redeliver"');
  });

  test('may be one that the record had no room for', async () => {
    const { testStack, receiver } = telling;
    const { id, event } = await told();
    const old = { ...event, id: 'msg_old', at: event.at - 1000 };
    const key = { pk: `onboarding#${id}`, sk: `event#${String(old.at)}#${old.id}` };
    await testStack.table.send(new PutCommand({ TableName: 'latchkey-state', Item: { ...old, ...key } }));
    const ids = async () => (await telling.deliveries(id)).deliveries.map(({ webhookId }) => webhookId);
    expect(await ids()).toEqual(['msg_old', event.id]);
    expect((await telling.redeliver(id, 'msg_old')).status).toBe(202);
    await telling.allTold(id);
    expect(receiver.of(id).map(({ webhookId }) => webhookId)).toEqual([event.id, 'msg_old']);
    expect(await ids()).toEqual(['msg_old', event.id]);
  });

  test('has to be one of this onboarding: 404 for another’s, and for none', async () => {
    const [one, other] = [await told(), await told()];
    for (const webhookId of ['msg_none', other.event.id]) {
      const { status, body } = await telling.redeliver(one.id, webhookId);
      expect([status, body.type]).toEqual([404, 'urn:latchkey:problem:unknown-delivery']);
      expect(body.detail).toContain(`/v1/onboardings/${one.id}/deliveries`);
    }
    expect(telling.receiver.of(other.id)).toHaveLength(1);
  });

  test('is not sent where the call has a body', async () => {
    const { id, event } = await told();
    const path = `/v1/onboardings/${id}/deliveries/${event.id}/redeliver`;
    const { status } = await telling.testStack.request('POST', path, { url: 'https://elsewhere.example' });
    expect(status).toBe(422);
    expect((await telling.testStack.read(id)).events).toMatchObject([{ state: 'delivered' }]);
  });
});

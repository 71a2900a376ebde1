import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { startTellingHouse, type TellingHouse } from '../support/events.ts';

let telling: TellingHouse;
beforeAll(async () => {
  telling = await startTellingHouse({ sweepEveryMs: 0 });
});
afterAll(() => telling.close());

async function told() {
  const { house } = telling;
  const { body } = await house.create(await house.newTenant());
  const [event] = (await telling.allTold(body.id)).events;
  if (event === undefined) throw new Error('nothing was told');
  return { id: body.id, event };
}

test('an event is sent again under its ID, with a new time and the same body, and the audit trail names who asked', async () => {
  const { house, receiver } = telling;
  const { id, event } = await told();
  const { status, text } = await telling.redeliver(id, event.id);
  expect([status, JSON.parse(text)]).toMatchObject([202, { webhookId: event.id, state: 'pending' }]);
  await telling.allTold(id);
  const [first, second] = receiver.of(id);
  expect(second).toEqual(first);
  expect((await telling.deliveries(id)).deliveries).toMatchObject([
    { webhookId: event.id, state: 'delivered', tries: [{ status: 204 }, { status: 204 }] },
  ]);
  const trail = await house.request('GET', `/v1/onboardings/${id}/events`);
  expect(trail.text).toContain('"action":"redeliver"');
});

test('so is one that the record had no room for', async () => {
  const { house, receiver } = telling;
  const { id, event } = await told();
  const old = { ...event, id: 'msg_old', at: event.at - 1000 };
  const key = { pk: `onboarding#${id}`, sk: `event#${String(old.at)}#${old.id}` };
  await house.table.send(new PutCommand({ TableName: 'latchkey-state', Item: { ...old, ...key } }));
  const ids = async () => (await telling.deliveries(id)).deliveries.map(({ webhookId }) => webhookId);
  expect(await ids()).toEqual(['msg_old', event.id]);
  expect((await telling.redeliver(id, 'msg_old')).status).toBe(202);
  await telling.allTold(id);
  expect(receiver.of(id).map(({ webhookId }) => webhookId)).toEqual([event.id, 'msg_old']);
  expect(await ids()).toEqual(['msg_old', event.id]);
});

test('an ID that no event of this onboarding has is 404, another onboarding’s too', async () => {
  const [one, other] = [await told(), await told()];
  for (const webhookId of ['msg_none', other.event.id]) {
    const { status, body } = await telling.redeliver(one.id, webhookId);
    expect([status, body.type]).toEqual([404, 'urn:latchkey:problem:unknown-delivery']);
    expect(body.detail).toContain(`/v1/onboardings/${one.id}/deliveries`);
  }
  expect(telling.receiver.of(other.id)).toHaveLength(1);
});

test('a call with a body is refused, and sends nothing', async () => {
  const { id, event } = await told();
  const path = `/v1/onboardings/${id}/deliveries/${event.id}/redeliver`;
  const { status } = await telling.house.request('POST', path, { url: 'https://elsewhere.example' });
  expect(status).toBe(422);
  expect((await telling.house.read(id)).events).toMatchObject([{ state: 'delivered' }]);
});

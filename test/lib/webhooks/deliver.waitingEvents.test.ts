import { advance, updateMetadata } from '../../../lib/record/advance.ts';
import type { WebhookEvent } from '../../../lib/record/metadata.ts';
import { nextDeliveryAt } from '../../../lib/webhooks/outbox.ts';
import { allEvents, redeliver } from '../../../lib/webhooks/redeliver.ts';
import { startDeliveries, undelivered, withEvents, type Answer } from '../../support/deliveries.ts';
import { recordIn } from '../../support/records.ts';

const delivered = { outcome: 'delivered', status: 204 } as const;
const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);
const upTo = (last: number) => Array.from({ length: last }, (_, n) => `msg_${String(n + 1)}`);
const many = (count: number, more: Partial<WebhookEvent> = {}) =>
  Array.from({ length: count }, (_, n) => undelivered(n + 1, more));
const large = { data: { ...undelivered(1).data, note: 'x'.repeat(15_000) } };

/** Starts an onboarding with these events, after a write that moved those above the limits. */
async function start(events: readonly WebhookEvent[], answers: (nth: number) => Answer = () => delivered) {
  const testStack = startDeliveries(withEvents(...events), (_, nth) => answers(nth));
  await updateMetadata(testStack.deps, testStack.memory.state.stored, (record) => record);
  return testStack;
}

test('a record contains the 20 oldest events that are not delivered and the last one; those between are in items', async () => {
  const testStack = await start(many(30));
  expect(ids(testStack.events())).toEqual([...upTo(19), 'msg_30']);
  expect(ids(await testStack.deps.store.archivedEvents(''))).toEqual(ids(many(29).slice(19)));
  expect(ids(await allEvents(testStack.deps, testStack.memory.state.stored))).toHaveLength(30);
});

test('a record contains fewer events if they are large', async () => {
  const testStack = await start(many(30, large));
  expect(JSON.stringify(testStack.events()).length).toBeLessThan(100 * 1024);
  expect(testStack.events().at(-1)?.id).toBe('msg_30');
});

test.each([{}, large])('all events are sent in order, once each', async (more) => {
  const testStack = await start(many(65, more));
  await testStack.toTheEnd();
  expect(ids(testStack.sent)).toEqual(upTo(65));
  expect(testStack.memory.state.stored.waitingEvents).toBeUndefined();
  expect(nextDeliveryAt(testStack.memory.state.stored)).toBeUndefined();
  const all = await allEvents(testStack.deps, testStack.memory.state.stored);
  expect(all.map(({ state }) => state)).toEqual(Array(65).fill('delivered'));
});

test('two deliverers at once send all events in order, once each', async () => {
  const testStack = await start(many(45));
  await Promise.all([testStack.once(), testStack.once()]);
  await testStack.toTheEnd();
  expect(ids(testStack.sent)).toEqual(upTo(45));
});

test('an event of a transition while others wait in items is sent after them', async () => {
  const testStack = await start(many(30));
  const { stored } = testStack.memory.state;
  const problem = { slug: 'aws-error', detail: 'AWS did not answer.' } as const;
  const record = { ...stored, version: 40 };
  testStack.memory.state.stored = record;
  const after = await advance(testStack.deps, record, recordIn('needs_attention', { problem }), 'owner-2');
  expect(ids(after?.events ?? [])).toEqual([...upTo(19), `msg_${stored.id.slice(3)}_41`]);
  await testStack.toTheEnd();
  expect(ids(testStack.sent)).toEqual([...upTo(30), `msg_${stored.id.slice(3)}_41`]);
});

test('an item that a crash left behind is not sent a second time', async () => {
  const testStack = startDeliveries(withEvents(...many(30)), () => delivered);
  const crashing = { ...testStack.deps.store, saveMetadata: () => Promise.reject(new Error('it crashed')) };
  const crash = updateMetadata({ ...testStack.deps, store: crashing }, testStack.memory.state.stored, (each) => each);
  await expect(crash).rejects.toThrow('it crashed');
  expect(await testStack.deps.store.archivedEvents('')).toHaveLength(10);
  await testStack.toTheEnd();
  expect(ids(testStack.sent)).toEqual(upTo(30));
  const all = await allEvents(testStack.deps, testStack.memory.state.stored);
  expect(all.map(({ state }) => state)).toEqual(Array(30).fill('delivered'));
});

describe('a redelivery', () => {
  test('of an event that waits in an item leaves it in its place', async () => {
    const testStack = await start(many(30));
    await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_25');
    await testStack.toTheEnd();
    expect(ids(testStack.sent)).toEqual(upTo(30));
  });

  test('turns an endpoint on again that answered 410, and the events in items follow', async () => {
    const testStack = await start(many(30), (nth) => (nth === 0 ? { outcome: 'gone', status: 410 } : delivered));
    await testStack.toTheEnd();
    expect(ids(testStack.sent)).toEqual(['msg_1']);
    await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_25');
    await testStack.toTheEnd();
    expect(ids(testStack.sent)).toEqual(['msg_1', ...upTo(30).slice(1)]);
  });

  test('of 200 events that were given up keeps the record small, and sends them in order', async () => {
    const dead = many(200, {
      state: 'dead',
      round: 10,
      nextAt: undefined,
      tries: many(10).map(({ at }) => ({ at, ms: 9 })),
    });
    const testStack = await start(dead);
    expect(testStack.events().length).toBeLessThan(5);
    for (const { id } of dead.toReversed()) {
      await redeliver(testStack.deps, testStack.memory.state.stored, id);
      expect(testStack.events().length).toBeLessThan(23);
    }
    await testStack.toTheEnd();
    expect(ids(testStack.sent)).toEqual(upTo(200));
  });
});

import type { WebhookEvent } from '../../../lib/record/metadata.ts';
import { inOrder } from '../../../lib/record/storedEvents.ts';
import { allTries, redeliver } from '../../../lib/webhooks/redeliver.ts';
import { startDeliveries, undelivered, withEvents } from '../../support/deliveries.ts';

const actor = { by: 'test', action: 'redeliver', requestId: 'request-1' };

/** An event that was delivered with this number of tries. */
const delivered = (n: number, tries: number): WebhookEvent =>
  undelivered(n, {
    state: 'delivered',
    nextAt: undefined,
    round: tries,
    tries: Array.from({ length: tries }, (_, index) => ({ at: index, ms: 1, status: 500 })),
  });

/** Starts deliveries that take `turns` turns of the event loop. */
function start(events: readonly WebhookEvent[], turns = 5) {
  const deliveries = startDeliveries(withEvents(...events), async () => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    return { outcome: 'delivered', status: 204 };
  });
  const deps = { ...deliveries.deps, actor };
  const { state } = deliveries.memory;
  return {
    ...deliveries,
    deps,
    read: () => state.stored,
    /** Returns the number of tries on record of each event, in the order of the events. */
    onRecord: async () => inOrder(await allTries(deps, state.stored)).map(({ tries }) => tries.length),
  };
}

test('an event that is redelivered again and again keeps every try, in order', async () => {
  const deliveries = start([delivered(1, 3)]);
  for (let times = 0; times < 45; times += 1) {
    await redeliver(deliveries.deps, deliveries.read(), 'msg_1');
    await deliveries.once();
    deliveries.pass(1000);
  }
  expect([deliveries.sent.length, await deliveries.onRecord()]).toEqual([45, [48]]);
  const [event] = await allTries(deliveries.deps, deliveries.read());
  const times = event?.tries.map(({ at }) => at) ?? [];
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(deliveries.read().events[0]?.tries).toHaveLength(20);
});

test('a redelivery that read the onboarding before the event moved to an item keeps the tries since', async () => {
  const deliveries = start([delivered(1, 3), delivered(2, 19)]);
  const early = deliveries.read();
  await redeliver(deliveries.deps, early, 'msg_1');
  await deliveries.once();
  // This write moves the first event to an item, because the record has too many tries.
  await redeliver(deliveries.deps, deliveries.read(), 'msg_2');
  await deliveries.once();
  expect(deliveries.read().events.map(({ id }) => id)).toEqual(['msg_2']);
  await redeliver(deliveries.deps, early, 'msg_1');
  await deliveries.once();
  expect([deliveries.sent.length, await deliveries.onRecord()]).toEqual([3, [5, 20]]);
});

test('the result of a try is on record although 25 redeliveries of other events come during it', async () => {
  const others = Array.from({ length: 25 }, (_, index) => delivered(index + 1, 1));
  const deliveries = start([...others, undelivered(26), delivered(27, 1)], 4000);
  const trying = deliveries.once();
  await deliveries.tries(1);
  for (const { id } of others) await redeliver(deliveries.deps, deliveries.read(), id);
  await trying;
  await deliveries.toTheEnd();
  expect([deliveries.sent.length, await deliveries.onRecord()]).toEqual([26, [...others.map(() => 2), 1, 1]]);
});

test('a try whose lease ran out is on record, beside the one of the deliverer that took over', async () => {
  const { promise: held, resolve: answer } = Promise.withResolvers<undefined>();
  const deliveries = startDeliveries(withEvents(undelivered(1)), async (_, nth) => {
    if (nth === 0) await held;
    return nth === 0 ? { outcome: 'retry', status: 500 } : { outcome: 'delivered', status: 204 };
  });
  const slow = deliveries.once();
  await deliveries.tries(1);
  deliveries.pass(60_000);
  await deliveries.once();
  deliveries.pass(1000);
  answer(undefined);
  await slow;
  const [event] = deliveries.events();
  expect([event?.state, event?.tries.map(({ status }) => status)]).toEqual(['delivered', [204, 500]]);
});

test('twelve redeliveries at once leave every try that was made on record', async () => {
  const events = Array.from({ length: 12 }, (_, index) => delivered(index + 1, 2));
  const deliveries = start(events);
  const before = deliveries.read();
  await Promise.all(
    events.map(async ({ id }) => {
      await redeliver(deliveries.deps, before, id);
      await deliveries.once();
    }),
  );
  await deliveries.toTheEnd();
  expect([deliveries.sent.length, await deliveries.onRecord()]).toEqual([12, events.map(() => 3)]);
});

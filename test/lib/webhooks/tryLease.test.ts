import { deliver } from '../../../lib/webhooks/deliver.ts';
import { nextDeliveryAt } from '../../../lib/webhooks/outbox.ts';
import { redeliver } from '../../../lib/webhooks/redeliver.ts';
import type { WebhookEvent } from '../../../lib/record/metadata.ts';
import { type Answer, startDeliveries, startedAt, undelivered, withEvents } from '../../support/deliveries.ts';

const delivered = { outcome: 'delivered', status: 204 } as const;
/** The timeout of a try in these tests, and 5 s for the writes around it. */
const leaseMs = 20_000;

/** Deliveries whose first try is under way until it is `ended`; the receiver takes all others, unless `others` says more. */
async function startHeld(events: readonly WebhookEvent[], others: Answer = delivered, timeoutMs = 15_000) {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const testStack = startDeliveries(withEvents(...events), (_, nth) => (nth === 0 ? promise : others));
  const webhooks = { ...testStack.deps.webhooks, timeoutMs };
  const first = testStack.once({ ...testStack.deps, webhooks });
  await testStack.tries(1);
  return {
    ...testStack,
    /** Lets the first try end so, and its deliverer go on. */
    ended: async (answer: Answer) => {
      resolve(answer);
      await first;
    },
    ids: () => testStack.sent.map(({ id }) => id),
  };
}

describe('two deliverers that meet on one event', () => {
  test('send it once: the second one comes back when the time of the try is over, and finds it delivered', async () => {
    const testStack = await startHeld([undelivered(1), undelivered(2)]);
    await testStack.once();
    expect(testStack.ids()).toEqual(['msg_1']);
    expect(testStack.messages).toEqual([{ at: startedAt + leaseMs, delaySeconds: leaseMs / 1000 }]);
    await testStack.ended(delivered);
    await testStack.toTheEnd();
    expect(testStack.ids()).toEqual(['msg_1', 'msg_2']);
    expect(testStack.events()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
  });

  test('send it once where both have read the record before either wrote', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1), undelivered(2)), () => delivered);
    await Promise.all([testStack.once(), testStack.once(), testStack.once()]);
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
    expect(testStack.events().map(({ state, tries }) => [state, tries.length])).toEqual([
      ['delivered', 1],
      ['delivered', 1],
    ]);
  });

  test('make one try of each round where the receiver fails', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1)));
    await Promise.all([testStack.once(), testStack.once()]);
    expect(testStack.events()).toMatchObject([{ state: 'pending', round: 1, tries: [{ status: 500 }] }]);
    await testStack.toTheEnd();
    expect(testStack.sent).toHaveLength(10);
  });
});

test('a deliverer whose write of a lease comes after another’s whole try makes none before the next is due', async () => {
  const testStack = startDeliveries(withEvents(undelivered(1)));
  const { saveMetadata } = testStack.deps.store;
  const saveLate: typeof saveMetadata = async (before, after) => {
    if (testStack.sent.length === 0) await testStack.once();
    return saveMetadata(before, after);
  };
  await testStack.once({ ...testStack.deps, store: { ...testStack.deps.store, saveMetadata: saveLate } });
  expect(testStack.sent).toHaveLength(1);
  expect(testStack.events()).toMatchObject([{ state: 'pending', round: 1 }]);
});

describe('a deliverer that dies after it has leased a try', () => {
  test('is followed when the lease is over by a message that met it', async () => {
    const testStack = await startHeld([undelivered(1)]);
    await testStack.once();
    await testStack.toTheEnd();
    expect(testStack.sent).toEqual([
      { id: 'msg_1', at: startedAt },
      { id: 'msg_1', at: startedAt + leaseMs },
    ]);
    expect(testStack.events()).toMatchObject([{ state: 'delivered', tries: [{ status: 204 }] }]);
  });

  test('is followed by the sweep where no message is left', async () => {
    const testStack = await startHeld([undelivered(1)]);
    const sweptAt = nextDeliveryAt(testStack.memory.state.stored) ?? 0;
    expect(sweptAt).toBe(startedAt + 30_000);
    testStack.pass(sweptAt - startedAt);
    await testStack.once();
    expect(testStack.events()).toMatchObject([{ state: 'delivered' }]);
  });

  test('is not overtaken by the sweep where a try may take longer than the sweep waits', async () => {
    const testStack = await startHeld([undelivered(1)], delivered, 60_000);
    expect(nextDeliveryAt(testStack.memory.state.stored)).toBe(startedAt + 65_000);
  });

  test('leaves no lease behind where the table took the event’s result', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1), undelivered(2)), ({ id }) =>
      id === 'msg_1' ? delivered : {},
    );
    await testStack.once();
    expect(testStack.events().map(({ lease }) => lease)).toEqual([undefined, undefined]);
  });

  test('between the answer and the record repeats the event under its ID', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1)), () => delivered);
    const { saveMetadata } = testStack.deps.store;
    let writes = 0;
    const store: typeof testStack.deps.store = {
      ...testStack.deps.store,
      saveMetadata: (before, after) => {
        writes += 1;
        return writes === 2 ? Promise.reject(new Error('killed')) : saveMetadata(before, after);
      },
    };
    await expect(deliver({ ...testStack.deps, store }, 'ob_1', Infinity)).rejects.toThrow('killed');
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_1']);
    expect(testStack.events()[0]?.tries).toHaveLength(1);
  });
});

describe('a deliverer whose lease has run out', () => {
  test.each([
    { what: 'counts where it delivered', late: delivered, ends: { state: 'delivered', round: 2, tries: [500, 204] } },
    { what: 'is dropped where it failed', late: {}, ends: { state: 'pending', round: 1, tries: [500] } },
  ])('tells its result late: that $what', async ({ late, ends }) => {
    const testStack = await startHeld([undelivered(1)], {});
    testStack.pass(leaseMs);
    await testStack.once();
    await testStack.ended(late);
    const [event] = testStack.events();
    expect({ ...event, tries: event?.tries.map(({ status }) => status) }).toMatchObject(ends);
  });
});

describe('a write whose answer got lost', () => {
  test.each([1, 2])(
    'is found again: write %i of a try makes no second one, and the next try is asked for',
    async (lost) => {
      const testStack = startDeliveries(withEvents(undelivered(1)));
      const { saveMetadata } = testStack.deps.store;
      let writes = 0;
      const store: typeof testStack.deps.store = {
        ...testStack.deps.store,
        // As the gateway repeats it: the first one was carried out, and its condition does not hold any more.
        saveMetadata: async (before, after) => {
          writes += 1;
          const isLost = writes === lost;
          return (await saveMetadata(before, after)) && !isLost;
        },
      };
      await testStack.once({ ...testStack.deps, store });
      expect(testStack.sent).toHaveLength(1);
      expect(testStack.events()).toMatchObject([{ state: 'pending', round: 1, tries: [{ status: 500 }] }]);
      expect(testStack.messages).toHaveLength(1);
    },
  );
});

describe('an event that is asked for again while a try of it is under way', () => {
  test.each([
    { ends: 'delivered', answer: delivered },
    { ends: 'failed', answer: {} },
    { ends: 'refused as gone', answer: { outcome: 'gone', status: 410 } as const },
  ])('is sent once more, after that try has $ends', async ({ answer }) => {
    const testStack = await startHeld([undelivered(1, { round: 3 })]);
    const { event } = await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
    expect([event.state, event.round, event.nextAt]).toEqual(['pending', 0, startedAt + leaseMs]);
    expect(testStack.messages).toMatchObject([{ delaySeconds: leaseMs / 1000 }]);
    await testStack.once();
    expect(testStack.sent).toHaveLength(1);
    testStack.pass(3000);
    await testStack.ended(answer);
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ at }) => at)).toEqual([startedAt, startedAt + 3000]);
    const [last] = testStack.events();
    expect([last?.state, last?.round, last?.tries.length]).toEqual(['delivered', 1, 2]);
    expect(testStack.memory.state.stored.webhook?.isOff).toBeUndefined();
  });

  test('is sent once more where the try had outlived its lease, and another was under way', async () => {
    const [one, other] = [Promise.withResolvers<Answer>(), Promise.withResolvers<Answer>()];
    const testStack = startDeliveries(withEvents(undelivered(1)), (_, nth) => [one, other][nth]?.promise ?? delivered);
    const first = testStack.once();
    await testStack.tries(1);
    testStack.pass(leaseMs);
    const second = testStack.once();
    await testStack.tries(2);
    await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
    one.resolve(delivered);
    await first;
    expect(testStack.sent).toHaveLength(2);
    other.resolve(delivered);
    await second;
    await testStack.toTheEnd();
    expect(testStack.sent).toHaveLength(3);
    expect(testStack.events()).toMatchObject([{ state: 'delivered' }]);
  });

  test('is sent when the time of the try is over where its deliverer died', async () => {
    const testStack = await startHeld([undelivered(1)]);
    await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ at }) => at)).toEqual([startedAt, startedAt + leaseMs]);
  });
});

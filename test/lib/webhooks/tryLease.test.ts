import { deliver } from '../../../lib/webhooks/deliver.ts';
import { nextDeliveryAt } from '../../../lib/webhooks/outbox.ts';
import { redeliver } from '../../../lib/webhooks/redeliver.ts';
import type { WebhookEvent } from '../../../lib/record/metadata.ts';
import { type Answer, startDeliveries, startedAt, undelivered, withEvents } from '../../support/deliveries.ts';

const delivered = { outcome: 'delivered', status: 204 } as const;
/** The timeout of a try in these tests, and 5 s for the writes around it. */
const leaseMs = 20_000;

/** Starts deliveries whose first try is in flight until `endFirstTry` is called. The receiver answers all other tries with `others`. */
async function startWithPendingTry(events: readonly WebhookEvent[], others: Answer = delivered, timeoutMs = 15_000) {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const testStack = startDeliveries(withEvents(...events), (_, nth) => (nth === 0 ? promise : others));
  const webhooks = { ...testStack.deps.webhooks, timeoutMs };
  const first = testStack.once({ ...testStack.deps, webhooks });
  await testStack.tries(1);
  return {
    ...testStack,
    /** Ends the first try with this answer, and waits for its deliverer. */
    endFirstTry: async (answer: Answer) => {
      resolve(answer);
      await first;
    },
    ids: () => testStack.sent.map(({ id }) => id),
  };
}

describe('two concurrent deliverers of one event', () => {
  test('send it once: the second deliverer is queued for the end of the lease, and finds the event delivered', async () => {
    const testStack = await startWithPendingTry([undelivered(1), undelivered(2)]);
    await testStack.once();
    expect(testStack.ids()).toEqual(['msg_1']);
    expect(testStack.messages).toEqual([{ at: startedAt + leaseMs, delaySeconds: leaseMs / 1000 }]);
    await testStack.endFirstTry(delivered);
    await testStack.toTheEnd();
    expect(testStack.ids()).toEqual(['msg_1', 'msg_2']);
    expect(testStack.events()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
  });

  test('send it once, even if both read the record before either writes', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1), undelivered(2)), () => delivered);
    await Promise.all([testStack.once(), testStack.once(), testStack.once()]);
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
    expect(testStack.events().map(({ state, tries }) => [state, tries.length])).toEqual([
      ['delivered', 1],
      ['delivered', 1],
    ]);
  });

  test('make one try in each round if the receiver fails', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1)));
    await Promise.all([testStack.once(), testStack.once()]);
    expect(testStack.events()).toMatchObject([{ state: 'pending', round: 1, tries: [{ status: 500 }] }]);
    await testStack.toTheEnd();
    expect(testStack.sent).toHaveLength(10);
  });
});

test('a deliverer that writes its lease after another’s try has ended makes no try before the next one is due', async () => {
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

describe('a deliverer that dies during a try', () => {
  test('is replaced at the end of its lease by the message of a concurrent deliverer', async () => {
    const testStack = await startWithPendingTry([undelivered(1)]);
    await testStack.once();
    await testStack.toTheEnd();
    expect(testStack.sent).toEqual([
      { id: 'msg_1', at: startedAt },
      { id: 'msg_1', at: startedAt + leaseMs },
    ]);
    expect(testStack.events()).toMatchObject([{ state: 'delivered', tries: [{ status: 204 }] }]);
  });

  test('is replaced by the sweep if no message is left', async () => {
    const testStack = await startWithPendingTry([undelivered(1)]);
    const sweptAt = nextDeliveryAt(testStack.memory.state.stored) ?? 0;
    expect(sweptAt).toBe(startedAt + 30_000);
    testStack.pass(sweptAt - startedAt);
    await testStack.once();
    expect(testStack.events()).toMatchObject([{ state: 'delivered' }]);
  });

  test('is not replaced by the sweep before its lease ends, even if the lease is longer than the sweep waits', async () => {
    const testStack = await startWithPendingTry([undelivered(1)], delivered, 60_000);
    expect(nextDeliveryAt(testStack.memory.state.stored)).toBe(startedAt + 65_000);
  });

  test('leaves no lease on an event whose result is written', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1), undelivered(2)), ({ id }) =>
      id === 'msg_1' ? delivered : {},
    );
    await testStack.once();
    expect(testStack.events().map(({ lease }) => lease)).toEqual([undefined, undefined]);
  });

  test('before it has written the result causes a second delivery with the same ID', async () => {
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

describe('a deliverer whose lease has expired', () => {
  test.each([
    { what: 'counts if the try succeeded', late: delivered, ends: { state: 'delivered', round: 2, tries: [500, 204] } },
    { what: 'is only noted if the try failed', late: {}, ends: { state: 'pending', round: 1, tries: [500, 500] } },
  ])('writes its late result, which $what', async ({ late, ends }) => {
    const testStack = await startWithPendingTry([undelivered(1)], {});
    testStack.pass(leaseMs);
    await testStack.once();
    await testStack.endFirstTry(late);
    const [event] = testStack.events();
    expect({ ...event, tries: event?.tries.map(({ status }) => status) }).toMatchObject(ends);
  });
});

describe('a write whose answer is lost', () => {
  test.each([1, 2])(
    'is recognized in the table: after write %i of a try there is no second try, and the next one is queued',
    async (lost) => {
      const testStack = startDeliveries(withEvents(undelivered(1)));
      const { saveMetadata } = testStack.deps.store;
      let writes = 0;
      const store: typeof testStack.deps.store = {
        ...testStack.deps.store,
        // What the gateway returns if it repeats a write that took effect: false, because the condition is not met any more.
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

describe('an event that is redelivered while a try of it is in flight', () => {
  test.each([
    { ends: 'delivered', answer: delivered },
    { ends: 'answered with an error', answer: {} },
    { ends: 'refused as gone', answer: { outcome: 'gone', status: 410 } as const },
  ])('is sent once more after that try was $ends', async ({ answer }) => {
    const testStack = await startWithPendingTry([undelivered(1, { round: 3 })]);
    const { event } = await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
    expect([event.state, event.round, event.nextAt]).toEqual(['pending', 0, startedAt + leaseMs]);
    expect(testStack.messages).toMatchObject([{ delaySeconds: leaseMs / 1000 }]);
    await testStack.once();
    expect(testStack.sent).toHaveLength(1);
    testStack.pass(3000);
    await testStack.endFirstTry(answer);
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ at }) => at)).toEqual([startedAt, startedAt + 3000]);
    const [last] = testStack.events();
    expect([last?.state, last?.round, last?.tries.length]).toEqual(['delivered', 1, 2]);
    expect(testStack.memory.state.stored.webhook?.isOff).toBeUndefined();
  });

  test('is sent once more if the try has outlived its lease and a second try is in flight', async () => {
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

  test('is sent at the end of the lease if the deliverer died', async () => {
    const testStack = await startWithPendingTry([undelivered(1)]);
    await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ at }) => at)).toEqual([startedAt, startedAt + leaseMs]);
  });
});

import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { onboardingStore } from '../../../lib/gateways/state/onboardingStore.ts';
import { advance } from '../../../lib/record/advance.ts';
import { deliver } from '../../../lib/webhooks/deliver.ts';
import { redeliver } from '../../../lib/webhooks/redeliver.ts';
import { retryDelaysMs } from '../../../lib/webhooks/retrySchedule.ts';
import { memoryTable } from '../../model/memoryTable.ts';
import { startDeliveries, startedAt, undelivered, withEvents } from '../../support/deliveries.ts';

const minute = 60_000;
const hour = 60 * minute;
const delivered = { outcome: 'delivered', status: 204 } as const;

test('an event that the receiver never accepts is tried ten times over two days with the same ID, and is then given up', async () => {
  const testStack = startDeliveries(withEvents(undelivered(1)));
  await testStack.toTheEnd();
  const times = testStack.sent.map(({ at }) => at);
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(pauses).toHaveLength(retryDelaysMs.length);
  for (const [index, pause] of pauses.entries()) {
    const longest = retryDelaysMs[index] ?? 0;
    expect(pause).toBeGreaterThanOrEqual(longest / 10);
    // The sweep queues a try that is too late for a delay in SQS: half a minute later, at the next full minute.
    expect(pause).toBeLessThanOrEqual(longest + (longest > 15 * minute ? 1.5 * minute : 1000));
  }
  expect(new Set(testStack.sent.map(({ id }) => id))).toEqual(new Set(['msg_1']));
  expect(testStack.events()).toMatchObject([{ id: 'msg_1', state: 'dead', round: 10 }]);
  expect(testStack.events()[0]?.tries.map(({ at, status }) => ({ at, status }))).toEqual(
    times.map((at) => ({ at, status: 500 })),
  );
});

test('a try is recorded once if the answer to the write of its result is lost, and the next event follows', async () => {
  const record = withEvents(undelivered(1), undelivered(2));
  const { deps, clock, sent } = startDeliveries(record, () => delivered);
  const { table } = memoryTable(() => undefined);
  const store = onboardingStore(table);
  await store.insert(record);
  let isLost = false;
  const put: typeof table.put = async (...given) => {
    const written = await table.put(...given);
    if (isLost) return written;
    isLost = true;
    throw new AwsFailure('dynamodb:PutItem', 'TimeoutError', 'no answer', 'unknown');
  };
  const lossy = onboardingStore({ ...table, put });
  const inMs = { ...clock, now: () => Math.round(clock.now()) };
  const broken = { ...deps, clock: inMs, store: { ...deps.store, ...lossy } };
  await deliver(broken, record.id, clock.monotonic() + minute);
  expect(sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
  const events = (await store.get(record.id))?.events ?? [];
  expect(events.map(({ state, tries }) => [state, tries.length])).toEqual([
    ['delivered', 1],
    ['delivered', 1],
  ]);
});

test('the log line of an event that is given up contains only the host of the URL', async () => {
  const testStack = startDeliveries(withEvents(undelivered(1)), () => ({ outcome: 'gone', status: 410 }));
  await testStack.once();
  expect(testStack.lines.join('\n')).toContain('"host":"vendor.example"');
  expect(testStack.lines.join('\n')).not.toMatch(/canary|hooks/);
});

test('an event waits until the one before it is delivered or given up', async () => {
  const testStack = startDeliveries(withEvents(undelivered(1), undelivered(2), undelivered(3)), ({ id }, nth) =>
    id === 'msg_2' || (id === 'msg_1' && nth < 3) ? {} : delivered,
  );
  await testStack.toTheEnd();
  expect(testStack.sent.map(({ id }) => id).join(' ')).toBe(
    [...Array<string>(4).fill('msg_1'), ...Array<string>(10).fill('msg_2'), 'msg_3'].join(' '),
  );
  expect(testStack.events().map(({ state }) => state)).toEqual(['delivered', 'dead', 'delivered']);
});

test.each([
  { asked: 120_000, waits: 120_000, why: 'as long as the receiver requests' },
  { asked: 30 * 24 * hour, waits: 24 * hour, why: 'at most a day' },
])('after a Retry-After of $asked ms the next try waits $why, counted from the answer', async ({ asked, waits }) => {
  const testStack = startDeliveries(withEvents(undelivered(1)), (_, nth) =>
    nth === 0 ? { status: 503, retryAfterMs: asked, takesMs: 10_000 } : delivered,
  );
  await testStack.once();
  expect(testStack.events()[0]?.nextAt).toBe(startedAt + 10_000 + waits);
  testStack.pass(waits - 5000);
  await testStack.once();
  expect(testStack.sent).toHaveLength(1);
  await testStack.toTheEnd();
  expect(testStack.events()[0]?.state).toBe('delivered');
});

describe('an endpoint that answers 410', () => {
  test('gets no more events, and later events are kept until a redelivery is requested', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1), undelivered(2)), ({ at }) =>
      at === startedAt ? { outcome: 'gone', status: 410 } : delivered,
    );
    await testStack.toTheEnd();
    expect(testStack.sent).toHaveLength(1);
    expect(testStack.memory.state.stored.webhook?.isOff).toBe(true);
    const { stored } = testStack.memory.state;
    await advance(testStack.deps, stored, { ...stored, status: 'needs_attention', problem }, 'owner-2');
    expect(testStack.events().map(({ type, state }) => [type, state])).toEqual([
      ['onboarding.ready', 'dead'],
      ['onboarding.ready', 'pending'],
      ['onboarding.needs_attention', 'pending'],
    ]);

    testStack.pass(hour);
    await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
    expect(testStack.memory.state.stored.webhook?.isOff).toBeUndefined();
    await testStack.toTheEnd();
    expect(testStack.sent.slice(1).map(({ id }) => id)).toEqual(testStack.events().map(({ id }) => id));
    expect(testStack.events().map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
  });
});

const problem = { slug: 'access-lost', detail: 'The role is gone.' } as const;

describe('an event that is redelivered on request', () => {
  test.each(['delivered', 'dead', 'pending'] as const)(
    'is sent at once with the same ID, in a new round of tries, if it was %s',
    async (state) => {
      const nextAt = startedAt + 8 * hour;
      const event = undelivered(1, { state, round: 7, nextAt: state === 'pending' ? nextAt : undefined });
      const testStack = startDeliveries(withEvents(event));
      const { event: asked } = await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
      expect([asked.state, asked.round, asked.nextAt]).toEqual(['pending', 0, startedAt]);
      await testStack.toTheEnd();
      expect(testStack.sent.map(({ id }) => id)).toEqual(Array<string>(10).fill('msg_1'));
      expect(testStack.sent[0]?.at).toBe(startedAt);
    },
  );

  test('can be an archived one: it is added to the record again and is sent before newer events', async () => {
    const old = undelivered(0, { state: 'delivered' });
    const testStack = startDeliveries(withEvents(undelivered(1)), () => delivered);
    const store = { ...testStack.deps.store, archivedEvents: () => Promise.resolve([old]) };
    await redeliver({ ...testStack.deps, store }, testStack.memory.state.stored, 'msg_0');
    await testStack.toTheEnd();
    expect(testStack.sent.map(({ id }) => id)).toEqual(['msg_0', 'msg_1']);
  });

  test('has an entry in the audit trail', async () => {
    const actor = { by: 'back-end', action: 'redeliver', requestId: 'request-7' };
    const testStack = startDeliveries(withEvents(undelivered(1)));
    await redeliver({ ...testStack.deps, actor }, testStack.memory.state.stored, 'msg_1');
    expect(testStack.memory.state.stored.audit.at(-1)).toMatchObject({ ...actor, outcome: 'ready' });
  });

  test('many times does not exceed the size limit of the record, because it contains only the last twenty tries', async () => {
    const testStack = startDeliveries(withEvents(undelivered(1)));
    for (let round = 0; round < 5; round += 1) {
      await redeliver(testStack.deps, testStack.memory.state.stored, 'msg_1');
      await testStack.toTheEnd();
    }
    expect(testStack.sent).toHaveLength(50);
    expect(testStack.events()[0]?.tries.map(({ at }) => at)).toEqual(testStack.sent.slice(-20).map(({ at }) => at));
  });
});

describe('several messages for one onboarding', () => {
  test('cause no additional try: a message that arrives too early is dropped', async () => {
    // The next pause takes minutes.
    const testStack = startDeliveries(withEvents(undelivered(1, { round: 3 })));
    await testStack.once();
    expect(testStack.messages).toHaveLength(1);
    testStack.pass(20_000);
    await Promise.all([testStack.once(), testStack.once(), testStack.once()]);
    expect([testStack.sent.length, testStack.messages.length]).toEqual([1, 1]);
  });
});

test('a deliverer whose clock is slightly behind queues the message again instead of dropping it', async () => {
  const testStack = startDeliveries(withEvents(undelivered(1, { nextAt: startedAt + 800 })), () => delivered);
  await testStack.once();
  expect([testStack.sent.length, testStack.messages]).toEqual([0, [{ at: startedAt + 1000, delaySeconds: 1 }]]);
});

test('no try is started whose result could not be written before the function’s deadline', async () => {
  const testStack = startDeliveries(withEvents(undelivered(1), undelivered(2), undelivered(3)), () => ({
    ...delivered,
    takesMs: 15_000,
  }));
  await deliver(testStack.deps, testStack.memory.state.stored.id, testStack.clock.monotonic() + 44_000);
  expect(testStack.sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
  expect(testStack.messages).toHaveLength(1);
  await testStack.toTheEnd();
  expect(testStack.events().map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
});

test('if an event cannot be signed, no try is counted, and the message and the sweep cause a later try', async () => {
  const testStack = startDeliveries(withEvents(undelivered(1)), () => delivered);
  const webhooks = { ...testStack.deps.webhooks, send: () => Promise.reject(new Error('the secrets cannot be had')) };
  await expect(deliver({ ...testStack.deps, webhooks }, 'ob_1', Infinity)).rejects.toThrow('secrets');
  expect(testStack.events()).toEqual([undelivered(1)]);
  await testStack.toTheEnd();
  expect(testStack.events()[0]?.state).toBe('delivered');
});

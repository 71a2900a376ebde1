import { advance } from '../../lib/advance.ts';
import { deliver } from '../../lib/deliver.ts';
import { redeliver } from '../../lib/redeliver.ts';
import { retryDelaysMs } from '../../lib/webhookSchedule.ts';
import { startDeliveries, startedAt, untold, withEvents } from '../support/deliveries.ts';

const minute = 60_000;
const hour = 60 * minute;
const delivered = { outcome: 'delivered', status: 204 } as const;

test('an event that nobody takes is tried ten times over two days, each time with the same ID, then kept as dead', async () => {
  const house = startDeliveries(withEvents(untold(1)));
  await house.toTheEnd();
  const times = house.sent.map(({ at }) => at);
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(pauses).toHaveLength(retryDelaysMs.length);
  for (const [index, pause] of pauses.entries()) {
    const longest = retryDelaysMs[index] ?? 0;
    expect(pause).toBeGreaterThanOrEqual(longest / 10);
    // What the queue cannot delay is the sweep's: half a minute later, and at the next full one.
    expect(pause).toBeLessThanOrEqual(longest + (longest > 15 * minute ? 1.5 * minute : 1000));
  }
  expect(new Set(house.sent.map(({ id }) => id))).toEqual(new Set(['msg_1']));
  expect(house.events()).toMatchObject([{ id: 'msg_1', state: 'dead', round: 10 }]);
  expect(house.events()[0]?.tries.map(({ at, status }) => ({ at, status }))).toEqual(
    times.map((at) => ({ at, status: 500 })),
  );
});

test('what is given up is logged by the host alone', async () => {
  const house = startDeliveries(withEvents(untold(1)), () => ({ outcome: 'gone', status: 410 }));
  await house.once();
  expect(house.lines.join('\n')).toContain('"host":"vendor.example"');
  expect(house.lines.join('\n')).not.toMatch(/canary|hooks/);
});

test('the next event waits until the one before it is told, or given up', async () => {
  const house = startDeliveries(withEvents(untold(1), untold(2), untold(3)), ({ id }, nth) =>
    id === 'msg_2' || (id === 'msg_1' && nth < 3) ? {} : delivered,
  );
  await house.toTheEnd();
  expect(house.sent.map(({ id }) => id).join(' ')).toBe(
    [...Array<string>(4).fill('msg_1'), ...Array<string>(10).fill('msg_2'), 'msg_3'].join(' '),
  );
  expect(house.events().map(({ state }) => state)).toEqual(['delivered', 'dead', 'delivered']);
});

test.each([
  { asked: 120_000, waits: 120_000, why: 'as long as the receiver asks' },
  { asked: 30 * 24 * hour, waits: 24 * hour, why: 'a day at most' },
])('after a Retry-After of $asked ms the next try waits $why, from the answer on', async ({ asked, waits }) => {
  const house = startDeliveries(withEvents(untold(1)), (_, nth) =>
    nth === 0 ? { status: 503, retryAfterMs: asked, takesMs: 10_000 } : delivered,
  );
  await house.once();
  expect(house.events()[0]?.nextAt).toBe(startedAt + 10_000 + waits);
  house.pass(waits - 5000);
  await house.once();
  expect(house.sent).toHaveLength(1);
  await house.toTheEnd();
  expect(house.events()[0]?.state).toBe('delivered');
});

describe('an endpoint that is gone (410)', () => {
  test('gets nothing more, and what happens from then on is kept until it is asked for', async () => {
    const house = startDeliveries(withEvents(untold(1), untold(2)), ({ at }) =>
      at === startedAt ? { outcome: 'gone', status: 410 } : delivered,
    );
    await house.toTheEnd();
    expect(house.sent).toHaveLength(1);
    expect(house.memory.state.stored.webhook?.isOff).toBe(true);
    const { stored } = house.memory.state;
    await advance(house.deps, stored, { ...stored, status: 'needs_attention', problem }, 'owner-2');
    expect(house.events().map(({ type, state }) => [type, state])).toEqual([
      ['onboarding.ready', 'dead'],
      ['onboarding.ready', 'pending'],
      ['onboarding.needs_attention', 'pending'],
    ]);

    house.pass(hour);
    await redeliver(house.deps, house.memory.state.stored, 'msg_1');
    expect(house.memory.state.stored.webhook?.isOff).toBeUndefined();
    await house.toTheEnd();
    expect(house.sent.slice(1).map(({ id }) => id)).toEqual(house.events().map(({ id }) => id));
    expect(house.events().map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
  });
});

const problem = { slug: 'access-lost', detail: 'The role is gone.' } as const;

describe('what is asked for again', () => {
  test.each(['delivered', 'dead', 'pending'] as const)(
    'is sent at once under its ID, in a new round of tries, where it was %s',
    async (state) => {
      const nextAt = startedAt + 8 * hour;
      const event = untold(1, { state, round: 7, nextAt: state === 'pending' ? nextAt : undefined });
      const house = startDeliveries(withEvents(event));
      const { event: asked } = await redeliver(house.deps, house.memory.state.stored, 'msg_1');
      expect([asked.state, asked.round, asked.nextAt]).toEqual(['pending', 0, startedAt]);
      await house.toTheEnd();
      expect(house.sent.map(({ id }) => id)).toEqual(Array<string>(10).fill('msg_1'));
      expect(house.sent[0]?.at).toBe(startedAt);
    },
  );

  test('may be what the record had no room for: it comes back, and goes out ahead of what is newer', async () => {
    const old = untold(0, { state: 'delivered' });
    const house = startDeliveries(withEvents(untold(1)), () => delivered);
    const store = { ...house.deps.store, oldEvents: () => Promise.resolve([old]) };
    await redeliver({ ...house.deps, store }, house.memory.state.stored, 'msg_0');
    await house.toTheEnd();
    expect(house.sent.map(({ id }) => id)).toEqual(['msg_0', 'msg_1']);
  });

  test('is written to the audit trail', async () => {
    const actor = { by: 'back-end', action: 'redeliver', requestId: 'request-7' };
    const house = startDeliveries(withEvents(untold(1)));
    await redeliver({ ...house.deps, actor }, house.memory.state.stored, 'msg_1');
    expect(house.memory.state.stored.audit.at(-1)).toMatchObject({ ...actor, outcome: 'ready' });
  });

  test('again and again does not outgrow the record: the last twenty tries are kept', async () => {
    const house = startDeliveries(withEvents(untold(1)));
    for (let round = 0; round < 5; round += 1) {
      await redeliver(house.deps, house.memory.state.stored, 'msg_1');
      await house.toTheEnd();
    }
    expect(house.sent).toHaveLength(50);
    expect(house.events()[0]?.tries.map(({ at }) => at)).toEqual(house.sent.slice(-20).map(({ at }) => at));
  });
});

describe('several messages for one onboarding', () => {
  test('make no try more: one that comes too early ends there', async () => {
    // The next pause is one of minutes.
    const house = startDeliveries(withEvents(untold(1, { round: 3 })));
    await house.once();
    expect(house.messages).toHaveLength(1);
    house.pass(20_000);
    await Promise.all([house.once(), house.once(), house.once()]);
    expect([house.sent.length, house.messages.length]).toEqual([1, 1]);
  });

  test('at once may send an event twice, under one ID; one try is noted, and one deliverer goes on', async () => {
    const house = startDeliveries(withEvents(untold(1), untold(2)), () => delivered);
    await Promise.all([house.once(), house.once()]);
    expect(house.sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_1', 'msg_2']);
    expect(house.events().map(({ state, tries }) => [state, tries.length])).toEqual([
      ['delivered', 1],
      ['delivered', 1],
    ]);
  });
});

test.each([
  { what: 'fail', second: {}, ends: ['pending', 1, 1] },
  { what: 'end differently', second: delivered, ends: ['delivered', 2, 2] },
] as const)('two tries at once that $what are a try of one round, and a delivery counts', async ({ second, ends }) => {
  const house = startDeliveries(withEvents(untold(1)), (_, nth) => (nth === 0 ? {} : second));
  await Promise.all([house.once(), house.once()]);
  const [event] = house.events();
  expect([event?.state, event?.tries.length, event?.round]).toEqual(ends);
  expect(house.messages).toHaveLength(1);
});

test('a deliverer whose clock is a little behind puts the message off instead of losing it', async () => {
  const house = startDeliveries(withEvents(untold(1, { nextAt: startedAt + 800 })), () => delivered);
  await house.once();
  expect([house.sent.length, house.messages]).toEqual([0, [{ at: startedAt + 1000, delaySeconds: 1 }]]);
});

test('no try is begun that could not be put on record in the time of the function', async () => {
  const house = startDeliveries(withEvents(untold(1), untold(2), untold(3)), () => ({ ...delivered, takesMs: 15_000 }));
  await deliver(house.deps, house.memory.state.stored.id, house.clock.monotonic() + 44_000);
  expect(house.sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
  expect(house.messages).toHaveLength(1);
  await house.toTheEnd();
  expect(house.events().map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
});

test('one that is killed between the answer and the record is followed by the same event under the same ID', async () => {
  const house = startDeliveries(withEvents(untold(1)), () => delivered);
  const killed = { ...house.deps.store, moveAside: () => Promise.reject(new Error('killed')) };
  await expect(deliver({ ...house.deps, store: killed }, 'ob_1', Infinity)).rejects.toThrow('killed');
  await house.toTheEnd();
  expect(house.sent.map(({ id }) => id)).toEqual(['msg_1', 'msg_1']);
  expect(house.events()[0]?.tries).toHaveLength(1);
});

test('where nothing can be signed no try is counted: the message comes back, and so does the sweep', async () => {
  const house = startDeliveries(withEvents(untold(1)), () => delivered);
  const webhooks = { send: () => Promise.reject(new Error('the secrets cannot be had')) };
  await expect(deliver({ ...house.deps, webhooks }, 'ob_1', Infinity)).rejects.toThrow('secrets');
  expect(house.events()).toEqual([untold(1)]);
  await house.toTheEnd();
  expect(house.events()[0]?.state).toBe('delivered');
});

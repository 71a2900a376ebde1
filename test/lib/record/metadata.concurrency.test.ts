import { setTimeout as sleep } from 'node:timers/promises';
import { advance } from '../../../lib/record/advance.ts';
import { openJournal } from '../../../lib/record/journal.ts';
import { isWorkedOn, type Leased } from '../../../lib/record/onboarding.ts';
import type { OnboardingStore } from '../../../lib/record/ports.ts';
import { toFailed, toReady } from '../../../lib/record/transitions.ts';
import { startDeliveries, undelivered } from '../../support/deliveries.ts';
import { provisioning, recordIn } from '../../support/records.ts';

const delivered = { outcome: 'delivered', status: 204 } as const;
const withEvents = { events: [undelivered(1), undelivered(2)], webhook: { url: 'https://vendor.example/hooks' } };

/** Returns a generator of pseudo-random numbers from 0 to 1 (mulberry32): the same seed gives the same numbers. */
function randomOf(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const mixedTwice = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixedTwice ^ (mixedTwice >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Wraps a store so that concurrent calls run one at a time, in an order that depends on the seed. */
function shuffled(store: OnboardingStore, seed: number) {
  const random = randomOf(seed);
  const waiting: (() => void)[] = [];
  const nextCall = () => new Promise<void>((resolve) => waiting.push(resolve));
  const oneAtATime =
    <A extends readonly unknown[], T>(call: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      await nextCall();
      return call(...given);
    };
  const { get, move, saveMetadata: saveMetadata } = store;
  return {
    store: { ...store, get: oneAtATime(get), move: oneAtATime(move), saveMetadata: oneAtATime(saveMetadata) },
    until: async (work: readonly Promise<unknown>[]) => {
      const finished = new AbortController();
      const all = Promise.all(work).finally(() => {
        finished.abort();
      });
      while (!finished.signal.aborted) {
        await sleep(0);
        waiting.splice(Math.floor(random() * waiting.length), 1)[0]?.();
      }
      await all;
    },
  };
}

/** Works on the onboarding as the owner of its lease: writes three moves, and then ends the work as ready. */
function workOn(testStack: ReturnType<typeof startDeliveries>, store: OnboardingStore, stored: Leased) {
  const journal = openJournal({
    store,
    clock: testStack.clock,
    settings: testStack.deps.settings,
    actor: testStack.deps.actor,
    stored,
    leasedAt: testStack.clock.monotonic(),
    deadline: Infinity,
  });
  const work = async () => {
    for (let moves = 0; moves < 3; moves += 1) await journal.commit((record) => record);
    journal.check();
    await journal.commit(toReady);
    await journal.close();
  };
  return work();
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'in any order of writes (seed %i), deliverers and the owner of the lease keep each other’s changes',
  async (seed) => {
    const stored = provisioning(withEvents);
    const testStack = startDeliveries(stored, () => delivered);
    const { store, until } = shuffled(testStack.deps.store, seed);
    const deliverer = () => testStack.once({ ...testStack.deps, store });
    await until([workOn(testStack, store, stored), deliverer(), deliverer()]);
    await until([deliverer()]);

    const { status, version, metadataVersion, events, audit } = testStack.memory.state.stored;
    // The owner writes four moves. The deliverers write a lease and a result for each of three events.
    expect({ status, version, metadataVersion }).toEqual({
      status: 'ready',
      version: stored.version + 4,
      metadataVersion: 6,
    });
    expect(events.map(({ id, state, tries }) => [id, state, tries.length])).toEqual([
      ['msg_1', 'delivered', 1],
      ['msg_2', 'delivered', 1],
      [`msg_${stored.id.slice(3)}_5`, 'delivered', 1],
    ]);
    expect(audit.map(({ outcome }) => outcome)).toEqual(['ready']);
    expect(testStack.sent.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  },
);

test('a transition and its event are one write, and a write without a transition has no event', async () => {
  const stored = provisioning(withEvents);
  const testStack = startDeliveries(stored, () => delivered);
  await workOn(testStack, testStack.deps.store, stored);
  const lengths = testStack.memory.state.moves.map(({ status, events }) => [status, events.length]);
  expect(lengths).toEqual([...Array<unknown>(3).fill(['provisioning', 2]), ['ready', 3]]);
});

test('of two processes that end an onboarding differently, one succeeds, and only its event is stored', async () => {
  const stored = provisioning({ webhook: withEvents.webhook });
  const testStack = startDeliveries(stored);
  const problem = { slug: 'aws-error', detail: 'AWS did not answer.' } as const;
  const ends = [toReady(stored), toFailed(stored, problem)];
  const outcomes = await Promise.all(
    ends.map((at, index) => advance(testStack.deps, stored, at, `owner-${String(index)}`)),
  );
  expect(outcomes.map((outcome) => outcome?.status)).toEqual(['ready', undefined]);
  expect(testStack.events().map(({ type }) => type)).toEqual(['onboarding.ready']);
});

test('a process that lost its lease writes no event, even if a delivery has changed the metadata since', async () => {
  const stored = provisioning(withEvents);
  const testStack = startDeliveries(stored, () => delivered);
  const readyRecord = toReady(stored);
  const lease = { ...stored.lease, owner: 'owner-2', attempt: 2 };
  await advance(testStack.deps, stored, { ...stored, lease, attempts: 2 }, 'owner-2');
  await testStack.once();
  expect(await advance(testStack.deps, stored, readyRecord, 'owner-1')).toBeUndefined();
  expect(isWorkedOn(testStack.memory.state.stored)).toBe(true);
  expect(testStack.events().map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
});

test('a claim that fails returns to ready without an event', async () => {
  const stored = recordIn('claiming', { webhook: withEvents.webhook });
  const testStack = startDeliveries(stored);
  const after = await advance(testStack.deps, stored, toReady(stored), 'owner-2');
  expect([after?.status, after?.events]).toEqual(['ready', []]);
});

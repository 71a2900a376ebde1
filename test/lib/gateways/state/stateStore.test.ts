import { systemClock } from '../../../../lib/gateways/clock.ts';
import { stateStore } from '../../../../lib/gateways/state/stateStore.ts';
import { openTable } from '../../../../lib/gateways/state/table.ts';
import type { RequestDeps } from '../../../../lib/requests/ports.ts';
import { enterEnvironment, localEnvironment } from '../../../../local/environment.ts';
import { useAws } from '../../../local/aws/clients.ts';
import { undelivered } from '../../../support/deliveries.ts';
import { access, first, holder, key, next, noted, other, retaken, slot } from '../../../support/storedItems.ts';

type Store = RequestDeps['store'];

const before = { ...process.env };
let local: Awaited<ReturnType<typeof useAws>>;
let store: Store;

beforeAll(async () => {
  local = await useAws();
  enterEnvironment(localEnvironment(local.aws.url, 'token', {}));
  store = stateStore(openTable({ tableName: 'latchkey-state', requestTimeoutMs: 60_000 }), systemClock);
});
afterAll(async () => {
  await local.aws.close();
  process.env = before;
});
beforeEach(() => local.aws.clear());

interface Write {
  readonly name: string;
  readonly arrange: (store: Store) => Promise<unknown>;
  readonly act: (store: Store) => Promise<unknown>;
  /** The same write by another process, which comes first. */
  readonly rival: (store: Store) => Promise<unknown>;
  /** The result of the tested write. */
  readonly result: unknown;
}

const nothing = () => Promise.resolve();
const writes: readonly Write[] = [
  {
    name: 'insert',
    arrange: nothing,
    act: ({ insert }) => insert(first),
    rival: ({ insert }) => insert({ ...first, writer: 'another' }),
    result: false,
  },
  {
    name: 'move',
    arrange: ({ insert }) => insert(first),
    act: ({ move }) => move(first, next),
    rival: ({ move }) => move(first, { ...next, writer: 'another' }),
    result: false,
  },
  {
    name: 'saveMetadata',
    arrange: ({ insert }) => insert(first),
    act: ({ saveMetadata }) => saveMetadata(first, noted),
    rival: ({ saveMetadata }) => saveMetadata(first, { ...noted, metadataWriter: 'another' }),
    result: false,
  },
  {
    name: 'saveAccess of a new access',
    arrange: nothing,
    act: ({ saveAccess }) => saveAccess(access),
    // Both writes have the same content. Only the name of the write distinguishes them.
    rival: ({ saveAccess }) => saveAccess(access),
    result: false,
  },
  {
    name: 'saveAccess',
    arrange: ({ saveAccess }) => saveAccess(access),
    act: ({ saveAccess }) => saveAccess({ ...access, version: 2 }),
    rival: ({ saveAccess }) => saveAccess({ ...access, version: 2 }),
    result: false,
  },
  {
    name: 'dropAccess',
    arrange: ({ saveAccess }) => saveAccess(access),
    act: ({ dropAccess }) => dropAccess(access),
    rival: ({ saveAccess }) => saveAccess({ ...access, version: 2 }),
    result: false,
  },
  {
    name: 'putKey',
    arrange: nothing,
    act: ({ putKey }) => putKey(key),
    rival: ({ putKey }) => putKey(key),
    result: key,
  },
  {
    name: 'retakeKey',
    arrange: ({ putKey }) => putKey(key),
    act: ({ retakeKey }) => retakeKey(retaken, key.heldUntil),
    rival: ({ retakeKey }) => retakeKey(retaken, key.heldUntil),
    result: false,
  },
  {
    name: 'takeSlot',
    arrange: nothing,
    act: ({ takeSlot }) => takeSlot(slot, holder),
    rival: ({ takeSlot }) => takeSlot(slot, other),
    result: other,
  },
];

test.each(writes)(
  '$name of another process is not mistaken for our own write',
  async ({ arrange, act, rival, result }) => {
    await arrange(store);
    await rival(store);
    expect(await act(store)).toEqual(result);
  },
);

test('our own write of metadata is recognized in a later version of the record if its answer was lost', async () => {
  await store.insert(first);
  await store.saveMetadata(first, noted);
  await store.move(noted, { ...noted, version: 2, writer: 'another' });
  expect(await store.saveMetadata(first, noted)).toBe(true);
});

test('a request whose key was stored again since does not delete that key', async () => {
  await store.putKey(key);
  expect(await store.retakeKey(retaken, key.heldUntil)).toBe(true);
  await store.dropKey(key);
  expect(await store.getKey(key)).toEqual(retaken);
  await store.dropKey(retaken);
  expect(await store.getKey(key)).toBeUndefined();
});

test('dropAccess does not delete an access that was created after the old one was deleted', async () => {
  await store.saveAccess({ ...access, externalId: 'another' });
  expect(await store.dropAccess(access)).toBe(true);
  expect(await store.getAccess(access.tenantId, access.accountId)).toMatchObject({ externalId: 'another' });
});

test('a read succeeds although an answer is lost or an attempt is throttled', async () => {
  await store.insert(first);
  for (const kind of ['lose-answer', 'throttle', 'fail-before']) {
    await local.control('POST', 'faults', { operation: 'dynamodb:GetItem', kind, times: 1 });
    expect(await store.get(first.id)).toEqual(first);
  }
});

test('an event moves to an item of its own, which only a later record can replace', async () => {
  const waiting = undelivered(1);
  await store.archiveEvents(first.id, [waiting], 7);
  expect(await store.archivedEvents(first.id)).toEqual([waiting]);
  await store.archiveEvents(first.id, [{ ...waiting, state: 'delivered' }], 9);
  await store.archiveEvents(first.id, [waiting], 8);
  expect(await store.archivedEvents(first.id)).toMatchObject([{ id: waiting.id, state: 'delivered' }]);
});

test('older tries of an event are items of their own, which a repeated write leaves as they are', async () => {
  const tries = [1, 2, 11].map((n) => ({ eventId: 'msg_1', n, tried: { at: n, ms: 1, status: 500, answer: 'no' } }));
  await store.archiveTries(first.id, tries);
  await store.archiveTries(first.id, tries.slice(1));
  expect(await store.archivedTries(first.id)).toEqual(tries);
  expect(await store.archivedTries('ob_01JD0000000000000000000000')).toEqual([]);
});

import * as z from 'zod';
import type { Access } from '../../../../lib/access/ports.ts';
import { systemClock } from '../../../../lib/gateways/clock.ts';
import { stateStore } from '../../../../lib/gateways/state/stateStore.ts';
import { openTable } from '../../../../lib/gateways/state/table.ts';
import type { IdempotencyKey, RequestDeps, Slot, SlotHolder } from '../../../../lib/requests/ports.ts';
import { enterEnvironment, localEnvironment } from '../../../../local/environment.ts';
import { useAws } from '../../../local/aws/clients.ts';
import { undelivered } from '../../../support/deliveries.ts';
import { provisioning } from '../../../support/records.ts';

type Store = RequestDeps['store'];

const callsSchema = z.object({ calls: z.array(z.object({ operation: z.string(), outcome: z.string() })) });
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

const first = provisioning({ writer: 'first' });
const next = { ...first, version: first.version + 1, writer: 'next' };
const noted = { ...first, metadataVersion: 1, metadataWriter: 'noted' };
const access: Access = {
  tenantId: 'acme',
  accountId: '111122223333',
  externalId: 'external-id',
  boundaries: {},
  proven: {},
  assumedRoles: [],
  version: 1,
};
const now = Date.now();
const key: IdempotencyKey = {
  caller: 'back-end',
  key: 'one',
  requestHash: 'hash',
  onboardingId: 'ob_1',
  heldUntil: now,
  expiresAt: now + 60_000,
};
const retaken = { ...key, heldUntil: now + 5000 };
const slot: Slot = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum', userNames: ['tutum'] };
const holder: SlotHolder = { onboardingId: 'ob_1', version: 0, heldUntil: now };
const other: SlotHolder = { onboardingId: 'ob_2', version: 0, heldUntil: now };

interface Write {
  readonly name: string;
  readonly operation: 'PutItem' | 'DeleteItem';
  readonly arrange: (store: Store) => Promise<unknown>;
  readonly act: (store: Store) => Promise<unknown>;
  /** The result of a successful write. */
  readonly done: unknown;
  /** Whether a repetition of the write meets its condition. */
  readonly mayRepeat?: boolean;
  /** The same write by another process, and the result of the tested write if the other one came first. */
  readonly rival?: { readonly act: (store: Store) => Promise<unknown>; readonly told: unknown };
}

const nothing = () => Promise.resolve();
const writes: readonly Write[] = [
  {
    name: 'insert',
    operation: 'PutItem',
    arrange: nothing,
    act: ({ insert }) => insert(first),
    done: true,
    rival: { act: ({ insert }) => insert({ ...first, writer: 'another' }), told: false },
  },
  {
    name: 'move',
    operation: 'PutItem',
    arrange: ({ insert }) => insert(first),
    act: ({ move }) => move(first, next),
    done: true,
    rival: { act: ({ move }) => move(first, { ...next, writer: 'another' }), told: false },
  },
  {
    name: 'saveMetadata',
    operation: 'PutItem',
    arrange: ({ insert }) => insert(first),
    act: ({ saveMetadata }) => saveMetadata(first, noted),
    done: true,
    rival: { act: ({ saveMetadata }) => saveMetadata(first, { ...noted, metadataWriter: 'another' }), told: false },
  },
  {
    name: 'saveAccess of a new access',
    operation: 'PutItem',
    arrange: nothing,
    act: ({ saveAccess }) => saveAccess(access),
    done: true,
    // Both writes have the same content. Only the name of the write distinguishes them.
    rival: { act: ({ saveAccess }) => saveAccess(access), told: false },
  },
  {
    name: 'saveAccess',
    operation: 'PutItem',
    arrange: ({ saveAccess }) => saveAccess(access),
    act: ({ saveAccess }) => saveAccess({ ...access, version: 2 }),
    done: true,
    rival: { act: ({ saveAccess }) => saveAccess({ ...access, version: 2 }), told: false },
  },
  {
    name: 'dropAccess',
    operation: 'DeleteItem',
    arrange: ({ saveAccess }) => saveAccess(access),
    act: ({ dropAccess }) => dropAccess(access),
    done: true,
    rival: { act: ({ saveAccess }) => saveAccess({ ...access, version: 2 }), told: false },
  },
  {
    name: 'putKey',
    operation: 'PutItem',
    arrange: nothing,
    act: ({ putKey }) => putKey(key),
    done: undefined,
    rival: { act: ({ putKey }) => putKey(key), told: key },
  },
  {
    name: 'retakeKey',
    operation: 'PutItem',
    arrange: ({ putKey }) => putKey(key),
    act: ({ retakeKey }) => retakeKey(retaken, key.heldUntil),
    done: true,
    rival: { act: ({ retakeKey }) => retakeKey(retaken, key.heldUntil), told: false },
  },
  {
    name: 'dropKey',
    operation: 'DeleteItem',
    arrange: ({ putKey }) => putKey(key),
    act: async ({ dropKey, getKey }) => {
      await dropKey(key);
      return getKey(key);
    },
    done: undefined,
  },
  {
    name: 'dropSlot',
    operation: 'DeleteItem',
    arrange: ({ takeSlot }) => takeSlot(slot, holder),
    act: async ({ dropSlot, takeSlot }) => {
      await dropSlot(slot, holder);
      return takeSlot(slot, other);
    },
    done: undefined,
  },
  {
    name: 'takeSlot',
    operation: 'PutItem',
    arrange: nothing,
    act: ({ takeSlot }) => takeSlot(slot, holder),
    done: undefined,
    mayRepeat: true,
    rival: { act: ({ takeSlot }) => takeSlot(slot, other), told: other },
  },
  {
    name: 'takeSlot over another holder',
    operation: 'PutItem',
    arrange: ({ takeSlot }) => takeSlot(slot, other),
    act: ({ takeSlot }) => takeSlot(slot, holder, other),
    done: undefined,
    mayRepeat: true,
  },
];

const outcomes = async (operation: string) =>
  callsSchema
    .parse((await local.control('GET', 'calls')).json)
    .calls.filter((call) => call.operation === `dynamodb:${operation}`)
    .map(({ outcome }) => outcome);

test.each(writes)('$name is recognized as our own write if its answer was lost', async (write) => {
  const { operation, arrange, act, done, mayRepeat = false } = write;
  await arrange(store);
  await local.control('DELETE', 'calls');
  await local.control('POST', 'faults', { operation: `dynamodb:${operation}`, kind: 'lose-answer', times: 1 });
  expect(await act(store)).toEqual(done);
  // The first write succeeded, and the SDK sent it again.
  expect(await outcomes(operation)).toEqual(['ok', mayRepeat ? 'ok' : 'ConditionalCheckFailedException']);
});

test.each(writes.flatMap((write) => (write.rival === undefined ? [] : { ...write, rival: write.rival })))(
  '$name of another process is not mistaken for our own write',
  async ({ arrange, act, rival }) => {
    await arrange(store);
    await rival.act(store);
    expect(await act(store)).toEqual(rival.told);
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

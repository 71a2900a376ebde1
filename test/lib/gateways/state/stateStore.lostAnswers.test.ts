import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { catalog } from '../../../../catalog/index.ts';
import { stateStore } from '../../../../lib/gateways/state/stateStore.ts';
import { openTable } from '../../../../lib/gateways/state/table.ts';
import type { Look } from '../../../../lib/health/look.ts';
import type { Ended } from '../../../../lib/record/erasure.ts';
import type { DuePages } from '../../../../lib/record/ports.ts';
import type { ControlledAction, RequestDeps } from '../../../../lib/requests/ports.ts';
import { enterEnvironment, localEnvironment } from '../../../../local/environment.ts';
import { useAws } from '../../../local/aws/clients.ts';
import { undelivered } from '../../../support/deliveries.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { recordIn } from '../../../support/records.ts';
import { access, first, holder, key, next, noted, other, retaken, slot } from '../../../support/storedItems.ts';

type Store = RequestDeps['store'];

/** The calls to the table since the store was told to act, in order. */
let calls: string[] | undefined;
/** Which of them gets no answer, from 0. */
let lost: number | undefined;
const before = { ...process.env };
let local: Awaited<ReturnType<typeof useAws>>;

beforeAll(async () => {
  local = await useAws({
    interpose: async (call, apply) => {
      const isLost = calls !== undefined && calls.push(call.action) - 1 === lost;
      const answer = await apply();
      return isLost ? undefined : answer;
    },
  });
  enterEnvironment(localEnvironment(local.aws.url, 'token', {}));
});
afterAll(async () => {
  await local.aws.close();
  process.env = before;
});

const { id } = first;
const limit = 10;
const action = (n: number, reason?: string): ControlledAction => ({
  n,
  at: 1,
  by: 'operator',
  action: 'stop',
  reason,
  requestId: 'request-1',
});
const entry = { n: 1, at: 1, by: 'back-end', action: 'create', outcome: 'ready', requestId: 'request-1' };
const olderTry = { eventId: 'msg_1', n: 1, tried: { at: 1, ms: 1, status: 500, answer: 'no' } };
const controls = { stops: [], actions: [action(1)], version: 1 };
const look: Look = {
  checkedAt: 1,
  result: 'as_planned',
  items: [],
  keys: [],
  exposed: [],
  recordKeys: [],
};
function ended(): Ended {
  const record = recordIn('offboarded');
  if (record.status !== 'offboarded') throw new Error(`it is ${record.status}`);
  return record;
}
const inserted = ({ insert }: Store) => insert(first);
const allOf = async (shards: readonly DuePages[]) =>
  Promise.all(
    shards.map(async (pages) => {
      const found = [];
      for await (const page of pages) found.push(...page);
      return found;
    }),
  );

interface Call {
  /** What is done before, with every answer. */
  readonly after?: (store: Store) => Promise<unknown>;
  readonly act: (store: Store) => Promise<unknown>;
}

/** Every write and every read of the state store: a new one does not compile without a row. */
const everyCall: Readonly<Record<keyof Store, Call>> = {
  insert: { act: inserted },
  move: { after: inserted, act: ({ move }) => move(first, next) },
  saveMetadata: { after: inserted, act: ({ saveMetadata }) => saveMetadata(first, noted) },
  archiveAudit: { act: ({ archiveAudit }) => archiveAudit(id, [entry, { ...entry, n: 2 }]) },
  archiveEvents: { act: ({ archiveEvents }) => archiveEvents(id, [undelivered(1)], 7) },
  archiveTries: { act: ({ archiveTries }) => archiveTries(id, [olderTry]) },
  erase: {
    after: async ({ insert, takeSlot, archiveAudit }) => {
      await insert(ended());
      await takeSlot(ended(), { ...holder, onboardingId: id });
      await archiveAudit(id, [entry]);
    },
    act: ({ erase }) => erase(ended()),
  },
  eraseArchived: {
    after: ({ archiveAudit }) => archiveAudit(id, [entry]),
    act: ({ eraseArchived }) => eraseArchived(id),
  },
  announceShards: { act: ({ announceShards }) => announceShards() },
  saveAccess: { act: ({ saveAccess }) => saveAccess(access) },
  dropAccess: { after: ({ saveAccess }) => saveAccess(access), act: ({ dropAccess }) => dropAccess(access) },
  putKey: { act: ({ putKey }) => putKey(key) },
  retakeKey: { after: ({ putKey }) => putKey(key), act: ({ retakeKey }) => retakeKey(retaken, key.heldUntil) },
  dropKey: { after: ({ putKey }) => putKey(key), act: ({ dropKey }) => dropKey(key) },
  takeSlot: {
    after: ({ takeSlot }) => takeSlot(slot, other),
    act: ({ takeSlot }) => takeSlot(slot, holder, other),
  },
  dropSlot: { after: ({ takeSlot }) => takeSlot(slot, holder), act: ({ dropSlot }) => dropSlot(slot, holder) },
  saveControls: { act: ({ saveControls }) => saveControls(controls) },
  archiveActions: { act: ({ archiveActions }) => archiveActions([action(1), action(2)]) },
  replaceActions: {
    after: ({ archiveActions }) => archiveActions([action(1, 'tenant acme')]),
    act: ({ replaceActions }) => replaceActions([action(1)]),
  },
  putLook: { act: ({ putLook }) => putLook(id, look) },
  holdAccount: { act: ({ holdAccount }) => holdAccount('111122223333', { owner: 'owner-1', until: 2 }, 1) },

  get: { after: inserted, act: ({ get }) => get(id) },
  archivedAudit: {
    after: ({ archiveAudit }) => archiveAudit(id, [entry]),
    act: ({ archivedAudit }) => archivedAudit(id),
  },
  archivedEvents: {
    after: ({ archiveEvents }) => archiveEvents(id, [undelivered(1)], 7),
    act: ({ archivedEvents }) => archivedEvents(id),
  },
  archivedTries: {
    after: ({ archiveTries }) => archiveTries(id, [olderTry]),
    act: ({ archivedTries }) => archivedTries(id),
  },
  due: { after: inserted, act: async ({ due }) => allOf(await due(Number.MAX_SAFE_INTEGER)) },
  undelivered: {
    after: ({ insert }) => insert({ ...first, events: [undelivered(1)], webhook: { url: 'https://vendor.example/' } }),
    act: async (store) => allOf(await store.undelivered(Number.MAX_SAFE_INTEGER)),
  },
  inFlight: { after: inserted, act: ({ inFlight }) => inFlight(first.tenantId, limit) },
  needingAttention: {
    after: ({ insert }) => insert(recordIn('needs_attention')),
    act: ({ needingAttention }) => needingAttention(limit),
  },
  countIn: { after: inserted, act: ({ countIn }) => countIn('provisioning', limit) },
  list: { after: inserted, act: ({ list }) => list({ source: { of: 'all' }, after: undefined, limit }) },
  keptBlueprints: { after: inserted, act: ({ keptBlueprints }) => keptBlueprints() },
  getAccess: {
    after: ({ saveAccess }) => saveAccess(access),
    act: ({ getAccess }) => getAccess(access.tenantId, access.accountId),
  },
  accountsOf: { after: ({ saveAccess }) => saveAccess(access), act: ({ accountsOf }) => accountsOf(access.tenantId) },
  getKey: { after: ({ putKey }) => putKey(key), act: ({ getKey }) => getKey(key) },
  slotsOf: { after: ({ takeSlot }) => takeSlot(slot, holder), act: ({ slotsOf }) => slotsOf(slot.tenantId) },
  getControls: { after: ({ saveControls }) => saveControls(controls), act: ({ getControls }) => getControls() },
  archivedActions: {
    after: ({ archiveActions }) => archiveActions([action(1)]),
    act: ({ archivedActions }) => archivedActions(),
  },
  getLook: { after: ({ putLook }) => putLook(id, look), act: ({ getLook }) => getLook(id) },
};

/** The items of the table, without the random names of writes. */
async function items(): Promise<readonly unknown[]> {
  const { Items = [] } = await local.dynamoDb().send(new ScanCommand({ TableName: 'latchkey-state' }));
  return Items.map((each) => unmarshall(each))
    .map((item) => (/^[\da-f]{8}-/.test(String(item['writer'])) ? { ...item, writer: undefined } : item))
    .toSorted((one, another) => (JSON.stringify(one) < JSON.stringify(another) ? -1 : 1));
}

/** Makes a call in an empty table, with one answer lost. */
async function outcome({ after = () => Promise.resolve(), act }: Call, lostCall?: number) {
  await local.aws.clear();
  const table = openTable({ tableName: 'latchkey-state', requestTimeoutMs: 60_000 });
  const settings = { indexShards: 2, blueprints: { catalog, versions: new Map() } };
  const store = stateStore(table, fakeClock().clock, settings);
  await after(store);
  const made: string[] = [];
  [calls, lost] = [made, lostCall];
  const result = await act(store);
  calls = undefined;
  return { result, items: await items(), made };
}

test.each(Object.entries(everyCall))(
  '%s has the same effect if any one answer of the table is lost',
  async (_, call) => {
    const { made, ...expected } = await outcome(call);
    expect(made.length).toBeGreaterThan(0);
    for (const lostCall of made.keys()) {
      const { made: again, ...found } = await outcome(call, lostCall);
      expect(found).toEqual(expected);
      // The SDK has sent the call again.
      expect(again.length).toBeGreaterThan(made.length);
    }
  },
);

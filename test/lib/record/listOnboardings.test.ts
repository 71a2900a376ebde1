import { listOnboardings, type ListRequest } from '../../../lib/record/listOnboardings.ts';
import type { ListQuery, ListSource } from '../../../lib/record/ports.ts';
import type { Onboarding, Status } from '../../../lib/record/onboarding.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { recordIn } from '../../support/records.ts';

const idOf = (number: number) => `ob_01JZ${String(number).padStart(22, '0')}`;

const isOf = (source: ListSource, record: Onboarding): boolean => {
  switch (source.of) {
    case 'tenant':
      return record.tenantId === source.tenantId;
    case 'account':
      return record.accountId === source.accountId;
    case 'status':
      return record.status === source.status;
    case 'plans':
      return source.plans.some(({ digest }) => digest === record.blueprintDigest);
    case 'rotation':
    case 'all':
      return true;
  }
};

/** A store with these onboardings, newest first, that records its queries. */
function storeOf(all: readonly Onboarding[]) {
  const asked: ListQuery[] = [];
  const list = (query: ListQuery) => {
    asked.push(query);
    const records = all.filter((record) => isOf(query.source, record));
    const from = query.after === undefined ? 0 : records.findIndex(({ id }) => id === query.after) + 1;
    const onboardings = records.slice(from, from + query.limit);
    const more = from + query.limit < records.length;
    return Promise.resolve({ onboardings, next: more ? onboardings.at(-1)?.id : undefined });
  };
  return { asked, list };
}

const recordsOf = (count: number, statusOf: (index: number) => Status, more = {}) =>
  Array.from({ length: count }, (_, index) => recordIn(statusOf(index), { id: idOf(count - index), ...more }));

const { tenantId, accountId } = recordIn('claimed');

const request: ListRequest = {
  tenantId: undefined,
  accountId: undefined,
  status: undefined,
  rotateBefore: undefined,
  tenants: undefined,
  limit: 50,
  after: undefined,
  deadline: 1000,
};

function listOf(records: readonly Onboarding[], wanted: Partial<ListRequest>, { clock } = fakeClock()) {
  const store = storeOf(records);
  return { asked: store.asked, page: listOnboardings({ store, clock }, { ...request, ...wanted }) };
}

test('without a status filter, only the requested number of records is read', async () => {
  const { asked, page } = listOf(
    recordsOf(300, () => 'claimed'),
    { limit: 250 },
  );
  expect((await page).onboardings).toHaveLength(250);
  expect(asked.map(({ limit }) => limit)).toEqual([100, 100, 50]);
});

test.each([
  { filters: {}, source: { of: 'all' } },
  { filters: { tenantId }, source: { of: 'tenant', tenantId } },
  { filters: { status: 'failed' }, source: { of: 'status', status: 'failed' } },
  { filters: { accountId }, source: { of: 'account', accountId } },
  { filters: { accountId, tenantId, status: 'failed' }, source: { of: 'account', accountId } },
  { filters: { tenantId, status: 'failed' }, source: { of: 'tenant', tenantId } },
  { filters: { accountId, tenants: [tenantId] }, source: { of: 'tenant', tenantId } },
  { filters: { status: 'failed', tenants: [tenantId] }, source: { of: 'tenant', tenantId } },
] as const)('a list with the filters $filters reads the index of $source', async ({ filters, source }) => {
  const records = recordsOf(30, (index) => (index % 10 === 7 ? 'failed' : 'claimed'));
  const others = recordsOf(30, () => 'failed', { tenantId: 'other', accountId: '999999999999' });
  const ofAnotherAccount = recordsOf(3, () => 'failed', { accountId: '999999999999' });
  const { asked, page } = listOf([...others, ...ofAnotherAccount, ...records], filters);
  const { onboardings } = await page;
  expect(asked.map((query) => query.source)).toEqual([source]);
  const wanted = Object.entries({ ...filters, tenants: undefined }).filter(([, value]) => value !== undefined);
  for (const found of onboardings) expect(found).toMatchObject(Object.fromEntries(wanted));
  expect(onboardings.length).toBeGreaterThan(0);
});

test('a list by one filter reads as many records as it returns, and leaves out one that has left the status', async () => {
  const records = recordsOf(300, () => 'failed');
  const { asked, page } = listOf(records, { status: 'failed', limit: 3 });
  expect((await page).onboardings).toHaveLength(3);
  expect(asked.map(({ limit }) => limit)).toEqual([3]);
  const late = { list: () => Promise.resolve({ onboardings: recordsOf(2, () => 'claimed'), next: undefined }) };
  const { onboardings } = await listOnboardings(
    { store: late, clock: fakeClock().clock },
    { ...request, status: 'failed' },
  );
  expect(onboardings).toEqual([]);
});

test('with a further filter, further pages are read until the limit is reached', async () => {
  const records = recordsOf(400, (index) => (index % 100 === 7 ? 'failed' : 'claimed'));
  const { asked, page } = listOf(records, { tenantId, status: 'failed', limit: 2 });
  expect(await page).toEqual({ onboardings: [records[7], records[107]], next: records[107]?.id });
  expect(asked).toHaveLength(2);
});

test('a search that has found something ends after 1,000 records, and the next request continues from its cursor', async () => {
  const records = recordsOf(1500, (index) => (index === 200 || index === 1200 ? 'failed' : 'claimed'));
  const first = listOf(records, { tenantId, status: 'failed' });
  expect(await first.page).toEqual({ onboardings: [records[200]], next: records[999]?.id });
  expect(first.asked).toHaveLength(10);
  const second = await listOf(records, { tenantId, status: 'failed', after: records[999]?.id }).page;
  expect(second).toEqual({ onboardings: [records[1200]], next: undefined });
});

test('a search that has found nothing continues to the first match or to the end, so that no page is empty but the last', async () => {
  const records = recordsOf(2500, (index) => (index === 2200 ? 'failed' : 'claimed'));
  expect(await listOf(records, { tenantId, status: 'failed' }).page).toEqual({
    onboardings: [records[2200]],
    next: records[2299]?.id,
  });
  expect(await listOf(records, { tenantId, status: 'ready' }).page).toEqual({ onboardings: [], next: undefined });
});

test('a search that has found nothing at the deadline is 503, and the answer says how to narrow it', async () => {
  const records = recordsOf(300, () => 'claimed');
  const time = fakeClock();
  time.pass(request.deadline);
  await expect(listOf(records, { tenantId, status: 'ready' }, time).page).rejects.toMatchObject({
    problem: { slug: 'out-of-time', detail: expect.stringContaining('Filter by accountId') },
  });
});

test('at the deadline, the list returns what it has found', async () => {
  const records = recordsOf(300, () => 'claimed');
  const time = fakeClock();
  time.pass(request.deadline);
  const { onboardings, next } = await listOf(records, { limit: 250 }, time).page;
  expect([onboardings.length, next]).toEqual([100, records[99]?.id]);
});

test('a page ends before it exceeds the size of a Lambda answer', async () => {
  const long = { problem: { slug: 'aws-error', detail: 'x'.repeat(100_000) } };
  const records = recordsOf(90, () => 'failed', long);
  const { onboardings, next } = await listOf(records, { limit: 1000 }).page;
  expect(JSON.stringify(onboardings).length).toBeGreaterThan(3 * 1024 * 1024);
  expect(JSON.stringify(onboardings).length).toBeLessThan(4 * 1024 * 1024);
  expect(next).toBe(onboardings.at(-1)?.id);
});

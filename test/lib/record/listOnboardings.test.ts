import { listOnboardings, type ListRequest } from '../../../lib/record/listOnboardings.ts';
import type { ListQuery } from '../../../lib/record/ports.ts';
import type { Onboarding, Status } from '../../../lib/record/onboarding.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { recordIn } from '../../support/records.ts';

const idOf = (number: number) => `ob_01JZ${String(number).padStart(22, '0')}`;

/** A store with onboardings of these statuses, newest first, that records its queries. */
function storeOf(records: readonly Onboarding[]) {
  const asked: ListQuery[] = [];
  const list = (query: ListQuery) => {
    asked.push(query);
    const from = query.after === undefined ? 0 : records.findIndex(({ id }) => id === query.after) + 1;
    const onboardings = records.slice(from, from + query.limit);
    const more = from + query.limit < records.length;
    return Promise.resolve({ onboardings, next: more ? onboardings.at(-1)?.id : undefined });
  };
  return { asked, list };
}

const recordsOf = (count: number, statusOf: (index: number) => Status, more = {}) =>
  Array.from({ length: count }, (_, index) => recordIn(statusOf(index), { id: idOf(count - index), ...more }));

const request: ListRequest = {
  tenantId: undefined,
  status: undefined,
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

test('with a status filter, further pages are read until the limit is reached', async () => {
  const records = recordsOf(400, (index) => (index % 100 === 7 ? 'failed' : 'claimed'));
  const { asked, page } = listOf(records, { status: 'failed', limit: 2 });
  expect(await page).toEqual({ onboardings: [records[7], records[107]], next: records[107]?.id });
  expect(asked).toHaveLength(2);
});

test('a search that has found something ends after 1,000 records, and the next request continues from its cursor', async () => {
  const records = recordsOf(1500, (index) => (index === 200 || index === 1200 ? 'failed' : 'claimed'));
  const first = listOf(records, { status: 'failed' });
  expect(await first.page).toEqual({ onboardings: [records[200]], next: records[999]?.id });
  expect(first.asked).toHaveLength(10);
  const second = await listOf(records, { status: 'failed', after: records[999]?.id }).page;
  expect(second).toEqual({ onboardings: [records[1200]], next: undefined });
});

test('a search that has found nothing continues to the first match or to the end, so that no page is empty but the last', async () => {
  const records = recordsOf(2500, (index) => (index === 2200 ? 'failed' : 'claimed'));
  expect(await listOf(records, { status: 'failed' }).page).toEqual({
    onboardings: [records[2200]],
    next: records[2299]?.id,
  });
  expect(await listOf(records, { status: 'ready' }).page).toEqual({ onboardings: [], next: undefined });
});

test('a search that has found nothing at the deadline is 503, and the answer says how to narrow it', async () => {
  const records = recordsOf(300, () => 'claimed');
  const time = fakeClock();
  time.pass(request.deadline);
  await expect(listOf(records, { status: 'ready' }, time).page).rejects.toMatchObject({
    problem: { slug: 'out-of-time', detail: expect.stringContaining('filter by tenantId') },
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

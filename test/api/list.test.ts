import * as z from 'zod';
import type { Tenant } from '../support/stackRequests.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { callCount, changesSince } from '../support/changes.ts';

const pageSchema = z.object({
  onboardings: z.array(z.looseObject({ id: z.string(), status: z.string(), tenantId: z.string() })),
  cursor: z.string().nullable(),
});

let testStack: VirtualStack;
let tenant: Tenant;
let other: Tenant;
/** The IDs of the onboardings, oldest first. */
let made: string[];

beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
  tenant = await testStack.newTenant();
  other = testStack.nextTenant();
  made = [];
  for (const userName of ['one', 'two', 'three']) {
    const { body } = await testStack.create(tenant, { parameters: { userName, policyName: userName } });
    made.push(body.id);
  }
  made.push((await testStack.create(other)).body.id);
});
afterAll(() => {
  testStack.close();
});

async function list(query: string): Promise<z.infer<typeof pageSchema>> {
  const { status, text } = await testStack.request('GET', `/v1/onboardings${query}`);
  if (status !== 200) throw new Error(text);
  return pageSchema.parse(JSON.parse(text));
}

const idsOf = ({ onboardings }: z.infer<typeof pageSchema>) => onboardings.map(({ id }) => id);

test('the list has all onboardings, newest first', async () => {
  const page = await list('');
  expect(idsOf(page)).toEqual(made.toReversed());
  expect(page.cursor).toBeNull();
});

const one = z.looseObject({ access: z.optional(z.unknown()), links: z.unknown() });
test('each entry has the same fields as GET /v1/onboardings/{id}, except access and links', async () => {
  const [waiting, claimed] = (await list('?limit=2')).onboardings;
  const get = async (id = '') => one.parse(JSON.parse((await testStack.get(id)).text));
  const { access, links, ...shown } = await get(made[3]);
  expect([access, links]).toEqual([expect.anything(), [expect.anything()]]);
  expect(waiting).toEqual(shown);
  const { links: _, ...second } = await get(made[2]);
  expect(claimed).toEqual(second);
});

test.each([
  { query: '?tenantId=tenant-1', ids: () => made.slice(0, 3) },
  { query: '?tenantId=tenant-2', ids: () => made.slice(3) },
  { query: '?tenantId=nobody', ids: () => [] },
  { query: '?status=claimed', ids: () => made.slice(0, 3) },
  { query: '?status=awaiting_access', ids: () => made.slice(3) },
  { query: '?status=failed', ids: () => [] },
  { query: '?tenantId=tenant-1&status=awaiting_access', ids: () => [] },
  { query: '?accountId=ACCOUNT', ids: () => made.slice(0, 3) },
  { query: '?accountId=999999999999', ids: () => [] },
  { query: '?accountId=ACCOUNT&tenantId=tenant-1', ids: () => made.slice(0, 3) },
  { query: '?accountId=ACCOUNT&tenantId=tenant-2', ids: () => [] },
  { query: '?accountId=ACCOUNT&status=claimed', ids: () => made.slice(0, 3) },
  { query: '?accountId=ACCOUNT&status=failed', ids: () => [] },
])('$query lists only the onboardings that match it', async ({ query, ids }) => {
  expect(await list(query.replace('ACCOUNT', tenant.accountId))).toMatchObject({
    onboardings: ids()
      .toReversed()
      .map((id) => ({ id })),
    cursor: null,
  });
});

test.each(['', '&tenantId=tenant-1', '&status=claimed', '&accountId=ACCOUNT', '&accountId=ACCOUNT&status=claimed'])(
  'pages with limit=1%s together have all onboardings',
  async (filters) => {
    const more = filters.replace('ACCOUNT', tenant.accountId);
    const whole = idsOf(await list(`?limit=1000${more}`));
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: z.infer<typeof pageSchema> = await list(`?limit=1${more}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...idsOf(page));
      cursor = page.cursor;
    }
    expect(paged).toEqual(whole);
  },
);

test('the page with the last onboarding has no cursor', async () => {
  expect((await list('?limit=4')).cursor).toBeNull();
  expect((await list('?limit=3')).cursor).not.toBeNull();
});

test('an onboarding that is created between two pages does not shift the second page', async () => {
  const first = await list('?limit=2');
  const newTenant = testStack.nextTenant();
  made.push((await testStack.create(newTenant)).body.id);
  const second = await list(`?limit=2&cursor=${first.cursor ?? ''}`);
  expect(idsOf(second)).toEqual([made[1], made[0]]);
});

test('the list has no secret and no external ID, and is answered with Cache-Control: no-store', async () => {
  const { text, headers } = await testStack.request('GET', '/v1/onboardings');
  expect(text).not.toMatch(/secret|externalId|launchUrl/i);
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each(['?tenantId=tenant-1', '?status=claimed&limit=1', '?accountId=ACCOUNT'])(
  'a page of %s takes one index query and one batch read, and changes nothing',
  async (query) => {
    const before = await callCount(testStack);
    await list(query.replace('ACCOUNT', tenant.accountId));
    expect((await callCount(testStack)) - before).toBe(2);
    expect(await changesSince(testStack, before)).toEqual([]);
  },
);

test.each([
  ['?limit=0', 'limit must be a whole number from 1 to 1000'],
  ['?limit=-1', 'limit must be a whole number from 1 to 1000'],
  ['?limit=1001', 'limit must be a whole number from 1 to 1000'],
  ['?limit=ten', 'limit must be a whole number'],
  ['?limit=1.5', 'limit must be a whole number'],
  ['?limit=1e2', 'limit must be a whole number'],
  ['?limit=', 'limit is empty'],
  ['?limit=1&limit=2', 'limit is given twice'],
  ['?status=done', 'status must be one of awaiting_access, provisioning'],
  ['?status=toString', 'status must be one of'],
  ['?status=ready,claimed', 'status must be one of'],
  ['?tenantId=a%20b', 'tenantId must be 1 to 128'],
  ['?tenantId=%ff', 'tenantId must be 1 to 128'],
  ['?accountId=11112222333', 'accountId must be the 12 digits'],
  ['?accountId=1111-2222-3333', 'accountId must be the 12 digits'],
  [
    '?tenant=acme',
    'no query parameter "tenant". It has tenantId, accountId, status, rotateBefore, outdated, limit, cursor',
  ],
  ['?__proto__=1', 'no query parameter "__proto__"'],
  ['?cursor=x', 'This cursor is not from a list'],
  ['?cursor=ob_01JDA000000000000000000000', 'This cursor is not from a list'],
  [
    `?cursor=${Buffer.from('ob_01JDA000000000000000000000.0000000000000000').toString('base64url')}`,
    'This cursor is not from a list',
  ],
  ['?cursor=%00', 'This cursor is not from a list'],
])('%s is 400, and the answer says what is valid', expectMalformedQuery);

test('a tenant ID that is too long and a cursor of thousands of characters are 400', async () => {
  await expectMalformedQuery(`?tenantId=${'t'.repeat(129)}`, 'tenantId must be 1 to 128');
  await expectMalformedQuery(`?cursor=${'A'.repeat(4000)}`, 'This cursor is not from a list');
});

async function expectMalformedQuery(query: string, what: string): Promise<void> {
  const { status, body, headers } = await testStack.request('GET', `/v1/onboardings${query}`);
  expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect(body.type).toBe('urn:latchkey:problem:malformed-query');
  expect(body.detail).toContain(what);
}

test('a cursor is valid only with the filters that it was returned for', async () => {
  const { cursor } = await list('?limit=1&tenantId=tenant-1');
  const others = [
    '',
    '&tenantId=tenant-2',
    '&tenantId=tenant-1&status=claimed',
    `&tenantId=tenant-1&accountId=${tenant.accountId}`,
  ];
  for (const query of others) {
    const { status, body } = await testStack.request('GET', `/v1/onboardings?limit=1&cursor=${cursor ?? ''}${query}`);
    expect([status, body.type]).toEqual([400, 'urn:latchkey:problem:malformed-query']);
  }
  const changed = `${(cursor ?? '').slice(0, -1)}${cursor?.endsWith('A') ? 'B' : 'A'}`;
  expect((await testStack.request('GET', `/v1/onboardings?cursor=${changed}&tenantId=tenant-1`)).status).toBe(400);
});

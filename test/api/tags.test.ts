import { keyOf, later, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { tenantFor } from '../support/onboarded.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0 });
});
afterAll(() => {
  testStack.close();
});

// IAM allows the key `__proto__`, which is also a property of every JavaScript object.
const tags = [
  // In the order in which IAM lists them.
  { key: '__proto__', value: '' },
  { key: 'cost centre', value: '4711' },
  { key: 'team', value: 'Datenbanken + Ähnliches' },
];
const asIam = tags.map(({ key, value }) => ({ Key: key, Value: value }));

/** Returns the tags of the tenant's only user and policy that do not begin with `latchkey:`. */
async function tagsIn(tenant: Tenant, userName: string) {
  const root = testStack.root(tenant);
  const policies = (await root.listPolicies({ Scope: 'Local' })).Policies ?? [];
  const policy = policies.find(({ PolicyName }) => PolicyName === 'tutum-policy');
  const lists = [
    (await root.listUserTags({ UserName: userName })).Tags,
    (await root.listPolicyTags({ PolicyArn: policy?.Arn })).Tags,
  ];
  return lists.map((list = []) => list.filter(({ Key }) => Key?.startsWith('latchkey:') === false));
}

test("the users and policies of an onboarding get the caller's tags beside Latchkey's, and GET returns them", async () => {
  const tenant = await testStack.newTenant();
  const created = await testStack.create(tenant, { tags });
  expect([created.status, created.body.tags]).toEqual([201, tags]);
  expect(await tagsIn(tenant, keyOf(created).userName)).toEqual([asIam, asIam]);
  const shown = await testStack.request('GET', `/v1/onboardings/${created.body.id}`);
  expect(shown.body.tags).toEqual(tags);
  expect((await testStack.offboard(created.body.id)).body.status).toBe('offboarded');
});

test('a worker sets the same tags when the keys are claimed later', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant, { tags }, later)).body;
  await testStack.until(id, 'ready');
  expect(await tagsIn(tenant, 'tutum')).toEqual([asIam, asIam]);
});

test('every user of a blueprint with several users gets the tags', async () => {
  const tenant = await tenantFor(testStack, 'cycle');
  const userNames = ['ann', 'bob'];
  await testStack.create(tenant, { blueprint: 'cycle', parameters: { userNames }, tags });
  for (const UserName of userNames) {
    const { Tags } = await testStack.root(tenant).listUserTags({ UserName });
    expect(Tags).toEqual(expect.arrayContaining(asIam));
  }
});

test('40 tags of the greatest length are created, which leaves room for those of Latchkey', async () => {
  const tenant = await testStack.newTenant();
  const many = Array.from({ length: 40 }, (_, n) => ({ key: String(n).padEnd(128, 'k'), value: 'v'.repeat(256) }));
  const created = await testStack.create(tenant, { tags: many });
  expect([created.status, created.body.status]).toEqual([201, 'claimed']);
  expect((await tagsIn(tenant, 'tutum')).map((list) => list.length)).toEqual([40, 40]);
});

test.each([
  { what: 'an object', wrong: { team: 'data' }, at: '/tags', says: 'must be an array' },
  {
    what: '41 tags',
    wrong: Array.from({ length: 41 }, (_, n) => ({ key: `k${String(n)}`, value: '' })),
    at: '/tags',
    says: 'at most 40',
  },
  { what: 'a text', wrong: ['team'], at: '/tags/0', says: 'must be an object with a key and a value' },
  {
    what: 'a key without a value',
    wrong: [{ key: 'team' }],
    at: '/tags/0/value',
    says: '/tags/0/value is missing. It must be a string of at most 256 characters.',
  },
  {
    what: 'a key with the value null',
    wrong: [{ key: 'team', value: null }],
    at: '/tags/0/value',
    says: '/tags/0/value is missing.',
  },
  {
    what: 'a third member',
    wrong: [{ key: 'team', value: '', colour: 'red' }],
    at: '/tags/0/colour',
    says: 'not a field',
  },
  { what: 'an empty key', wrong: [{ key: '', value: '' }], at: '/tags/0/key', says: 'must not be empty' },
  {
    what: 'a key of 129 characters',
    wrong: [{ key: 'k'.repeat(129), value: '' }],
    at: '/tags/0/key',
    says: 'at most 128',
  },
  {
    what: 'a value of 257 characters',
    wrong: [{ key: 'k', value: 'v'.repeat(257) }],
    at: '/tags/0/value',
    says: 'at most 256',
  },
  { what: 'a key with an asterisk', wrong: [{ key: 'a*', value: '' }], at: '/tags/0/key', says: 'letters, digits' },
  {
    what: 'a value with a line feed',
    wrong: [{ key: 'k', value: 'a\n' }],
    at: '/tags/0/value',
    says: 'letters, digits',
  },
  {
    what: 'a key that begins with AWS:',
    wrong: [{ key: 'AWS:x', value: '' }],
    at: '/tags/0/key',
    says: 'aws: or latchkey:',
  },
  {
    what: "one of Latchkey's keys",
    wrong: [{ key: 'latchkey:tenant', value: 'x' }],
    at: '/tags/0/key',
    says: 'aws: or latchkey:',
  },
  {
    what: 'two keys that differ in case',
    wrong: [
      { key: 'Team', value: '1' },
      { key: 'team', value: '2' },
    ],
    at: '/tags',
    says: 'differ only in case',
  },
])('tags with $what are refused before anything is created', async ({ wrong, at, says }) => {
  const { status, body } = await testStack.create(testStack.nextTenant(), { tags: wrong });
  expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([422, [at]]);
  expect(body.detail).toContain(says);
});

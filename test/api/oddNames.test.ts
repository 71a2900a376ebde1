import { groupsOf, tenantFor } from '../support/onboarded.ts';
import { inventory, keyOf, later } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

// IAM allows these names, and every JavaScript object has properties of these names.
const names = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'];

describe.each(names)('a user named %s', (userName) => {
  test('gets a key that the record and the receipt name, and is removed with the key, its policy and its tags', async () => {
    const tenant = await testStack.newTenant();
    const created = await testStack.create(tenant, { parameters: { userName, policyName: userName } });
    expect([created.status, created.body.status]).toEqual([201, 'claimed']);
    const { accessKeyId } = keyOf(created);
    const { id } = created.body;
    await testStack.root(tenant).tagUser({ UserName: userName, Tags: [{ Key: userName, Value: userName }] });
    expect(await testStack.read(id)).toMatchObject({ keys: [{ userName, id: accessKeyId }] });
    const removed = await testStack.offboard(id);
    expect([removed.status, removed.body.status]).toEqual([200, 'offboarded']);
    expect(removed.body.receipt?.resources).toContainEqual(
      expect.objectContaining({ type: 'access-key', accessKeyId, status: 'removed' }),
    );
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });

  test('keeps a key that somebody else created before the claim', async () => {
    const tenant = await testStack.newTenant();
    const { id } = (await testStack.create(tenant, { parameters: { userName } }, later)).body;
    await testStack.until(id, 'ready');
    const { AccessKey } = await testStack.root(tenant).createAccessKey({ UserName: userName });
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'lose-answer', times: 1 });
    const claimed = await testStack.claim(id);
    expect(claimed.status).toBe(200);
    const keys = (await inventory(testStack, tenant)).users[0]?.keys;
    expect(new Set(keys)).toEqual(new Set([AccessKey?.AccessKeyId, keyOf(claimed).accessKeyId]));
  });
});

describe.each(names)('the name %s', (name) => {
  test('can be that of a user, its group and an Idempotency-Key at once', async () => {
    const tenant = await tenantFor(testStack, 'koding');
    const parameters = { userName: name, groupName: name };
    const { accountId } = tenant;
    const preview = await testStack.ask('POST', '/v1/blueprints/koding/preview', { accountId, parameters });
    expect([preview.status, preview.text]).toEqual([200, expect.stringContaining(`/${name}"`)]);
    const create = () => testStack.create(tenant, { blueprint: 'koding', parameters }, { 'idempotency-key': name });
    const created = await create();
    expect([created.status, keyOf(created).userName]).toEqual([201, name]);
    expect((await create()).body).toMatchObject({ id: created.body.id, credentials: null });
    expect((await testStack.offboard(created.body.id)).body.status).toBe('offboarded');
    expect(await groupsOf(testStack, tenant)).toEqual([]);
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });

  test('is the ID of a tenant like any other, if a tenant ID can begin with its first character', async () => {
    const { accountId } = testStack.nextTenant();
    const { status, body } = await testStack.create({ tenantId: name, accountId });
    const list = await testStack.request('GET', `/v1/onboardings?tenantId=${name}`);
    if (name.startsWith('_')) expect([status, list.status]).toEqual([422, 400]);
    else
      expect([body.status, list.status, list.text]).toEqual(['awaiting_access', 200, expect.stringContaining(body.id)]);
  });

  test('is refused like any other wrong name, value or field of a request', async () => {
    const tenant = testStack.nextTenant();
    const pointersOf = async (body: object) =>
      (await testStack.create(tenant, body)).body.errors.map(({ pointer }) => pointer);
    expect(await pointersOf({ blueprint: name })).toEqual(['/blueprint']);
    expect(await pointersOf({ parameters: { region: name } })).toEqual(['/parameters/region']);
    expect(await pointersOf({ parameters: { [name]: 'x' } })).toEqual([`/parameters/${name}`]);
    expect(await pointersOf({ [name]: 'x' })).toEqual([`/${name}`]);
    const statusOf = async (path: string) => (await testStack.request('GET', path, undefined, { [name]: 'x' })).status;
    expect(await statusOf(`/v1/blueprints/${name}`)).toBe(404);
    expect(await statusOf(`/v1/onboardings/${name}`)).toBe(404);
    expect(await statusOf(`/v1/onboardings?${name}=1`)).toBe(400);
    expect(await statusOf('/v1/onboardings?limit=1')).toBe(200);
  });

  test('is reported like any other unknown error code of AWS', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreatePolicy', kind: 'answer', status: 400, code: name, times: 1 });
    const { status, body } = await testStack.create(tenant);
    expect([status, body.type, body.detail]).toEqual([
      502,
      'urn:latchkey:problem:aws-error',
      expect.stringContaining(name),
    ]);
    expect((await testStack.read(body.onboarding ?? '')).status).toBe('failed');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });
});

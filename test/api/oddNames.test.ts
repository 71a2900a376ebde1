import { inventory, keyOf, later, startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

// IAM allows these names, and every JavaScript object has properties of these names.
describe.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])('a user named %s', (userName) => {
  test('gets a key that the record and the receipt name, and is removed with the key', async () => {
    const tenant = await testStack.newTenant();
    const created = await testStack.create(tenant, { parameters: { userName } });
    expect([created.status, created.body.status]).toEqual([201, 'claimed']);
    const { accessKeyId } = keyOf(created);
    const { id } = created.body;
    expect(await testStack.read(id)).toMatchObject({ accessKeyIds: [{ userName, ids: [accessKeyId] }] });
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

import { dueAt } from '../../lib/record/dueTimes.ts';
import type { IAM } from '@aws-sdk/client-iam';
import { lockOut } from '../support/lockOut.ts';
import { lookLater as look } from '../support/lookLater.ts';
import { inventory, keyOf, type Tenant } from '../support/testStack.ts';
import { iamPathOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    sweepEveryMs: 400,
    environment: { LATCHKEY_REQUEST_TIMEOUT_MS: '1000', LATCHKEY_MARGIN_MS: '100', LATCHKEY_LOST_ACCESS_MS: '1' },
  });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const UserName = 'tutum';
const minute = 60_000;
const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);

const lookLater = (id: string) => look(testStack, id);

async function newClaimed() {
  const tenant = await testStack.newTenant();
  const answer = await testStack.create(tenant);
  return { tenant, id: answer.body.id, key: keyOf(answer).accessKeyId, root: testStack.root(tenant) };
}

async function deleteUser(root: IAM, key: string): Promise<void> {
  const { AttachedPolicies = [] } = await root.listAttachedUserPolicies({ UserName });
  await Promise.all(AttachedPolicies.map(({ PolicyArn }) => root.detachUserPolicy({ UserName, PolicyArn })));
  await root.deleteAccessKey({ UserName, AccessKeyId: key });
  await root.deleteUser({ UserName });
}

describe('the later look at a claimed onboarding', () => {
  test("keeps a key that the tenant's administrator created after the claim", async () => {
    const { tenant, id, key, root } = await newClaimed();
    const { AccessKey } = await root.createAccessKey({ UserName });
    const record = await lookLater(id);
    expect([record.status, dueAt(record)]).toEqual(['claimed', undefined]);
    expect(new Set(await keysOf(tenant))).toEqual(new Set([key, AccessKey?.AccessKeyId]));
  });

  test('deletes an undisclosed key that became visible only after the claim', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'lose-answer', times: 1 });
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'appear-late', ms: 1500, times: 1 });
    const answer = await testStack.create(tenant);
    const { accessKeyId } = keyOf(answer);
    expect(dueAt(await testStack.read(answer.body.id))).toBeGreaterThan(testStack.now() + 10 * minute);
    const both = async () => ((await keysOf(tenant)).length === 2 ? true : undefined);
    await testStack.eventually(both, 'the key did not appear');
    const record = await lookLater(answer.body.id);
    expect([record.status, dueAt(record)]).toEqual(['claimed', undefined]);
    expect(await keysOf(tenant)).toEqual([accessKeyId]);
  });

  test('leaves the onboarding claimed if the role cannot be assumed, says why, and is repeated until the role can be assumed', async () => {
    const { tenant, id, key } = await newClaimed();
    const restoreTrust = await lockOut(testStack, tenant);
    const record = await lookLater(id);
    expect(record).toMatchObject({
      status: 'claimed',
      keys: [{ userName: 'tutum', id: key }],
      waiting: { reason: expect.stringContaining('sts:AssumeRole with AccessDenied') },
    });
    expect(dueAt(record)).toBeGreaterThan(testStack.now() + 20 * minute);
    expect(await keysOf(tenant)).toEqual([key]);
    await restoreTrust();
    const after = await lookLater(id);
    expect([after.status, dueAt(after), after.waiting]).toEqual(['claimed', undefined, undefined]);
    expect(await keysOf(tenant)).toEqual([key]);
  });

  test('is done if the user was deleted, and nothing is due any more', async () => {
    const { id, key, root } = await newClaimed();
    await deleteUser(root, key);
    const record = await lookLater(id);
    expect([record.status, record.dueTimes]).toEqual(['claimed', {}]);
  });

  test('keeps the keys of a user of the same name that belongs to another onboarding', async () => {
    const { tenant, id, key, root } = await newClaimed();
    await deleteUser(root, key);
    await root.createUser({ UserName, Path: iamPathOf(tenant, 'ob_01JD0000000000000000000000') });
    const { AccessKey } = await root.createAccessKey({ UserName });
    // So that the foreign key is also older than the claim.
    await testStack.changeRecord(id, () => ({ claimedAt: testStack.now() + minute }));
    const record = await lookLater(id);
    expect([record.status, dueAt(record)]).toEqual(['claimed', undefined]);
    expect(await keysOf(tenant)).toEqual([AccessKey?.AccessKeyId]);
  });
});

test('if the role cannot be assumed, the later look at a failed onboarding changes neither its problem nor its slot', async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName });
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  const failed = await testStack.read(id);
  await lockOut(testStack, tenant);
  const looked = await lookLater(id);
  expect(failed).toMatchObject({ status: 'failed', problem: { slug: 'foreign-resource' } });
  expect(looked).toMatchObject({ status: 'failed', problem: 'problem' in failed ? failed.problem : undefined });
  expect(looked.dueTimes).toEqual({});
  const { status, body } = await testStack.create(tenant);
  expect([status, body.status]).toEqual([201, 'awaiting_access']);
});

test('a due record that this version cannot read keeps no other onboarding from its later look', async () => {
  const [unreadable, other] = await Promise.all([newClaimed(), newClaimed()]);
  await testStack.changeRecord(unreadable.id, () => ({ schema: 0, due: 'due#0', dueAt: 1 }));
  const record = await lookLater(other.id);
  expect([record.status, dueAt(record)]).toEqual(['claimed', undefined]);
});

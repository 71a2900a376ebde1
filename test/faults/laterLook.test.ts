import type { IAM } from '@aws-sdk/client-iam';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { inventory, keyOf, startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({
    sweepEveryMs: 100,
    environment: { LATCHKEY_REQUEST_TIMEOUT_MS: '1000', LATCHKEY_MARGIN_MS: '100' },
  });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const UserName = 'tutum';
const minute = 60_000;
const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);

/** Makes the later look due now, and waits until it was taken. */
async function lookLater(id: string): Promise<Onboarding> {
  const { version } = await testStack.read(id);
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueAt = :past, reconcileAt = :past, due = :due',
      ExpressionAttributeValues: { ':past': Date.now() - 1000, ':due': 'due' },
    }),
  );
  for (let tries = 0; tries < 200; tries += 1) {
    const record = await testStack.read(id);
    if (record.version > version && !('lease' in record)) return record;
    await sleep(25);
  }
  throw new Error(`nobody looked at ${id}`);
}

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

const lockOut = (tenant: Tenant) =>
  testStack.openTrust(tenant, (statement) => ({
    ...statement,
    Condition: { StringEquals: { 'sts:ExternalId': 'another-external-id-of-32-chars' } },
  }));

describe('the later look at a claimed onboarding', () => {
  test("leaves a key that the tenant's administrator made after the claim", async () => {
    const { tenant, id, key, root } = await newClaimed();
    // Longer than a call of ours takes, by IAM's whole seconds: a key that young beside the one on record cannot be ours.
    await sleep(2200);
    const { AccessKey } = await root.createAccessKey({ UserName });
    const record = await lookLater(id);
    expect([record.status, record.dueAt]).toEqual(['claimed', undefined]);
    expect(new Set(await keysOf(tenant))).toEqual(new Set([key, AccessKey?.AccessKeyId]));
  });

  test('removes a key of ours that nobody saw, and that appeared only after the claim', async () => {
    const tenant = await testStack.newTenant();
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'lose-answer', times: 1 });
    await testStack.fault({ operation: 'iam:CreateAccessKey', kind: 'appear-late', ms: 1500, times: 1 });
    const answer = await testStack.create(tenant);
    const { accessKeyId } = keyOf(answer);
    expect((await testStack.read(answer.body.id)).dueAt).toBeGreaterThan(Date.now() + 10 * minute);
    for (let tries = 0; (await keysOf(tenant)).length < 2; tries += 1) {
      expect(tries).toBeLessThan(200);
      await sleep(25);
    }
    const record = await lookLater(answer.body.id);
    expect([record.status, record.dueAt]).toEqual(['claimed', undefined]);
    expect(await keysOf(tenant)).toEqual([accessKeyId]);
  });

  test('where the role is refused, stops for a person, who still finds which keys were handed out', async () => {
    const { tenant, id, key } = await newClaimed();
    await lockOut(tenant);
    const record = await lookLater(id);
    expect(record).toMatchObject({
      status: 'needs_attention',
      problem: { slug: 'access-lost' },
      accessKeyIds: [{ userName: 'tutum', ids: [key] }],
    });
    expect(record.dueAt).toBeUndefined();
    expect(await keysOf(tenant)).toEqual([key]);
  });

  test('where the user is gone, is over: nothing is due any more', async () => {
    const { id, key, root } = await newClaimed();
    await deleteUser(root, key);
    const record = await lookLater(id);
    expect([record.status, record.dueAt, record.reconcileAt]).toEqual(['claimed', undefined, undefined]);
  });

  test('where the name is the user of another onboarding, leaves the keys of that one', async () => {
    const { tenant, id, key, root } = await newClaimed();
    await deleteUser(root, key);
    await root.createUser({ UserName, Path: '/latchkey/tutum/ob_01JD0000000000000000000000/' });
    const { AccessKey } = await root.createAccessKey({ UserName });
    // Even one that is older than the claim.
    await testStack.table.send(
      new UpdateCommand({
        TableName: 'latchkey-state',
        Key: { pk: `onboarding#${id}`, sk: 'record' },
        UpdateExpression: 'SET claimedAt = :later',
        ExpressionAttributeValues: { ':later': Date.now() + minute },
      }),
    );
    const record = await lookLater(id);
    expect([record.status, record.dueAt]).toEqual(['claimed', undefined]);
    expect(await keysOf(tenant)).toEqual([AccessKey?.AccessKeyId]);
  });
});

test('the later look at a failed onboarding changes nothing where the role is gone: not its problem, not its slot', async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName });
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  const failed = await testStack.read(id);
  await lockOut(tenant);
  const looked = await lookLater(id);
  expect(failed).toMatchObject({ status: 'failed', problem: { slug: 'foreign-resource' } });
  expect(looked).toMatchObject({ status: 'failed', problem: 'problem' in failed ? failed.problem : undefined });
  expect([looked.dueAt, looked.reconcileAt]).toEqual([undefined, undefined]);
  const { status, body } = await testStack.create(tenant);
  expect([status, body.status]).toEqual([201, 'awaiting_access']);
});

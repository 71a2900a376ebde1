import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { itemKeys } from '../../lib/gateways/state/items.ts';
import { inventory, keyOf, startTestStack, token, type TestStack } from '../support/testStack.ts';

const otherToken = 'other-token';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let testStack: TestStack;
let keys = 0;
beforeAll(async () => {
  const LATCHKEY_API_TOKEN_HASHES = `local=${hashOf(token)},other=${hashOf(otherToken)}`;
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false, environment: { LATCHKEY_API_TOKEN_HASHES } });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

/** A key that no other test has. */
function newKey(): string {
  keys += 1;
  return `key-${String(keys)}`;
}
const under = (key: string) => ({ 'idempotency-key': key });

/** An onboarding that is ready to be claimed. */
async function readyOne() {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.create(tenant);
  await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
  expect((await testStack.provision(body.id)).body.status).toBe('ready');
  return { tenant, id: body.id };
}

describe('a key', () => {
  test('is the same in quotes and without, and may have blanks in quotes', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const { body } = await testStack.create(tenant, {}, under(key));
    expect((await testStack.create(tenant, {}, under(`"${key}"`))).body.id).toBe(body.id);

    const blanks = under(`"${newKey()} of Monday"`);
    const other = testStack.nextTenant();
    const first = await testStack.create(other, {}, blanks);
    expect([first.status, (await testStack.create(other, {}, blanks)).body.id]).toEqual([201, first.body.id]);
  });

  test('belongs to its caller: another one’s is another key', async () => {
    const [tenant, other, key] = [testStack.nextTenant(), testStack.nextTenant(), newKey()];
    const mine = await testStack.create(tenant, {}, under(key));
    const theirs = await testStack.create(other, {}, { ...under(key), authorization: `Bearer ${otherToken}` });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect((await testStack.create(tenant, {}, under(key))).body.id).toBe(mine.body.id);
  });

  test('stands for method, path and body alike', async () => {
    const [tenant, key] = [await testStack.newTenant(), newKey()];
    const { body } = await testStack.create(tenant, {}, under(key));
    const reused = { status: 422, body: { type: 'urn:latchkey:problem:key-reused' } };
    expect(await testStack.create(tenant, { parameters: {} }, under(key))).toMatchObject(reused);
    expect(await testStack.claim((await readyOne()).id, under(key))).toMatchObject(reused);
    expect(await testStack.claim(body.id, under(key))).toMatchObject(reused);
  });

  test('is kept for 24 hours, whether or not DynamoDB has removed it by then', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const before = Date.now();
    await testStack.create(tenant, {}, under(key));
    const Key = itemKeys.idempotencyKey({ caller: 'local', key });
    const kept = z.object({ pk: z.string(), keptUntil: z.number(), expiresAt: z.number() });
    const items = (await testStack.items()).flatMap((item) => kept.safeParse(item).data ?? []);
    const { keptUntil, expiresAt } = items.find(({ pk }) => pk === Key.pk) ?? { keptUntil: 0, expiresAt: 0 };
    const day = 24 * 3_600_000;
    expect(keptUntil).toBeGreaterThanOrEqual(before + day);
    expect(keptUntil).toBeLessThanOrEqual(Date.now() + day);
    // Not a moment earlier; DynamoDB counts in seconds.
    expect(expiresAt).toBe(Math.ceil(keptUntil / 1000));

    await testStack.table.send(
      new UpdateCommand({
        TableName: 'latchkey-state',
        Key,
        UpdateExpression: 'SET keptUntil = :past',
        ExpressionAttributeValues: { ':past': Date.now() - 1 },
      }),
    );
    const other = testStack.nextTenant();
    expect((await testStack.create(other, {}, under(key))).status).toBe(201);
  });

  test('of a request that was refused is free again', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const wrong = { ...under(key), accept: 'image/png' };
    expect((await testStack.create(tenant, {}, wrong)).status).toBe(406);
    expect((await testStack.create({ ...tenant, accountId: '1' }, {}, under(key))).status).toBe(422);
    expect((await testStack.create(tenant, {}, under(key))).status).toBe(201);
  });

  test('of a create that came to no record is free again', async () => {
    const tenant = await testStack.newTenant();
    await testStack.create(tenant);
    const more = { 'idempotency-key': `held-${tenant.tenantId}` };
    expect((await testStack.create(tenant, {}, more)).body.type).toBe('urn:latchkey:problem:slot-held');
    expect((await testStack.create(tenant, {}, more)).body.type).toBe('urn:latchkey:problem:slot-held');
  });
});

describe('a create that is repeated', () => {
  test('while the first still runs is 409 with Retry-After', async () => {
    const tenant = await testStack.newTenant();
    const more = { 'idempotency-key': `slow-${tenant.tenantId}` };
    await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 700, times: 1 });
    const first = testStack.create(tenant, {}, more);
    await testStack.untilCalled(tenant, 'iam:CreatePolicy');
    const second = await testStack.create(tenant, {}, more);
    expect([second.status, second.body.type, second.body.retryable]).toEqual([
      409,
      'urn:latchkey:problem:in-progress',
      true,
    ]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await first).status).toBe(201);
  });

  test('shows the onboarding as it stands: waiting, then ready with its claim, then claimed', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const { body } = await testStack.create(tenant, {}, under(key));
    const again = () => testStack.create(tenant, {}, under(key));
    expect(await again()).toMatchObject({
      status: 200,
      body: { id: body.id, status: 'awaiting_access', credentials: null },
    });
    await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
    await testStack.provision(body.id);
    expect(await again()).toMatchObject({
      status: 200,
      body: { status: 'ready', credentials: null, claim: `/v1/onboardings/${body.id}/credentials` },
    });
    const secret = keyOf(await testStack.claim(body.id)).secretAccessKey;
    const claimed = await again();
    expect(claimed).toMatchObject({ status: 200, body: { status: 'claimed', credentials: null } });
    expect(claimed.text).not.toContain(secret);
  });

  test('shows one that failed as failed, and does not try again', async () => {
    const [tenant, key] = [await testStack.newTenant(), newKey()];
    await testStack.root(tenant).createUser({ UserName: 'tutum' });
    const first = await testStack.create(tenant, {}, under(key));
    expect(first).toMatchObject({ status: 409, body: { type: 'urn:latchkey:problem:foreign-resource' } });
    await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
    expect(await testStack.create(tenant, {}, under(key))).toMatchObject({
      status: 200,
      body: { id: first.body.onboarding, status: 'failed', credentials: null },
    });
    expect((await inventory(testStack, tenant)).users).toEqual([]);
  });

  test('ten times at once makes one user', async () => {
    const [tenant, key] = [await testStack.newTenant(), newKey()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => testStack.create(tenant, {}, under(key))));
    expect(answers.filter(({ body }) => body.credentials)).toHaveLength(1);
    for (const { status, headers } of answers.filter(({ body }) => !body.credentials)) {
      if (status !== 200) expect([status, Number(headers.get('retry-after')) > 0]).toEqual([409, true]);
    }
    expect((await inventory(testStack, tenant)).users.map(({ keys: made }) => made.length)).toEqual([1]);
  });
});

describe('a claim that is repeated', () => {
  test('is 200 without the secret under its key, and 409 under another or none', async () => {
    const { tenant, id } = await readyOne();
    const [key, other] = [newKey(), newKey()];
    const first = await testStack.claim(id, under(key));
    const again = await testStack.claim(id, under(key));
    expect(again).toMatchObject({ status: 200, body: { id, status: 'claimed', credentials: null } });
    expect(again.text).not.toContain(keyOf(first).secretAccessKey);
    const issued = { status: 409, body: { type: 'urn:latchkey:problem:credentials-issued' } };
    expect(await testStack.claim(id)).toMatchObject(issued);
    expect(await testStack.claim(id, under(other))).toMatchObject(issued);
    expect(await testStack.claim(id, under(other))).toMatchObject(issued);
    expect((await inventory(testStack, tenant)).users.map(({ keys: made }) => made.length)).toEqual([1]);
  });

  test('too early leaves its key free for when it is time', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant);
    const key = newKey();
    expect((await testStack.claim(body.id, under(key))).body.type).toBe('urn:latchkey:problem:not-ready');
    await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
    await testStack.provision(body.id);
    expect(keyOf(await testStack.claim(body.id, under(key))).userName).toBe('tutum');
  });

  test('five times at once under one key gives the keys once, and says when to ask again', async () => {
    const { id } = await readyOne();
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 5 }, () => testStack.claim(id, under(key))));
    expect(answers.filter(({ body }) => body.credentials)).toHaveLength(1);
    for (const { status, headers } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, Number(headers.get('retry-after')) > 0]).toEqual([409, true]);
    }
    expect(await testStack.claim(id, under(key))).toMatchObject({ status: 200, body: { credentials: null } });
  });
});

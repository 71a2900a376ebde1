import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { itemKeys } from '../../lib/gateways/items.ts';
import { inventory, keyOf, startHouse, token, type House } from '../support/house.ts';

const otherToken = 'other-token';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let house: House;
let keys = 0;
beforeAll(async () => {
  const LATCHKEY_API_TOKEN_HASHES = `local=${hashOf(token)},other=${hashOf(otherToken)}`;
  house = await startHouse({ sweepEveryMs: 0, worker: false, environment: { LATCHKEY_API_TOKEN_HASHES } });
});
afterEach(() => house.clearFaults());
afterAll(() => house.close());

/** A key that no other test has. */
function newKey(): string {
  keys += 1;
  return `key-${String(keys)}`;
}
const under = (key: string) => ({ 'idempotency-key': key });

/** An onboarding that is ready to be claimed. */
async function readyOne() {
  const tenant = house.nextTenant();
  const { body } = await house.create(tenant);
  await house.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
  expect((await house.provision(body.id)).body.status).toBe('ready');
  return { tenant, id: body.id };
}

describe('a key', () => {
  test('is the same in quotes and without, and may have blanks in quotes', async () => {
    const [tenant, key] = [house.nextTenant(), newKey()];
    const { body } = await house.create(tenant, {}, under(key));
    expect((await house.create(tenant, {}, under(`"${key}"`))).body.id).toBe(body.id);

    const blanks = under(`"${newKey()} of Monday"`);
    const other = house.nextTenant();
    const first = await house.create(other, {}, blanks);
    expect([first.status, (await house.create(other, {}, blanks)).body.id]).toEqual([201, first.body.id]);
  });

  test('belongs to its caller: another one’s is another key', async () => {
    const [tenant, other, key] = [house.nextTenant(), house.nextTenant(), newKey()];
    const mine = await house.create(tenant, {}, under(key));
    const theirs = await house.create(other, {}, { ...under(key), authorization: `Bearer ${otherToken}` });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect((await house.create(tenant, {}, under(key))).body.id).toBe(mine.body.id);
  });

  test('stands for method, path and body alike', async () => {
    const [tenant, key] = [await house.newTenant(), newKey()];
    const { body } = await house.create(tenant, {}, under(key));
    const reused = { status: 422, body: { type: 'urn:latchkey:problem:key-reused' } };
    expect(await house.create(tenant, { parameters: {} }, under(key))).toMatchObject(reused);
    expect(await house.claim((await readyOne()).id, under(key))).toMatchObject(reused);
    expect(await house.claim(body.id, under(key))).toMatchObject(reused);
  });

  test('is kept for 24 hours, whether or not DynamoDB has removed it by then', async () => {
    const [tenant, key] = [house.nextTenant(), newKey()];
    const before = Date.now();
    await house.create(tenant, {}, under(key));
    const Key = itemKeys.idempotencyKey({ caller: 'local', key });
    const kept = z.object({ pk: z.string(), keptUntil: z.number(), expiresAt: z.number() });
    const items = (await house.items()).flatMap((item) => kept.safeParse(item).data ?? []);
    const { keptUntil, expiresAt } = items.find(({ pk }) => pk === Key.pk) ?? { keptUntil: 0, expiresAt: 0 };
    const day = 24 * 3_600_000;
    expect(keptUntil).toBeGreaterThanOrEqual(before + day);
    expect(keptUntil).toBeLessThanOrEqual(Date.now() + day);
    // Not a moment earlier; DynamoDB counts in seconds.
    expect(expiresAt).toBe(Math.ceil(keptUntil / 1000));

    await house.table.send(
      new UpdateCommand({
        TableName: 'latchkey-state',
        Key,
        UpdateExpression: 'SET keptUntil = :past',
        ExpressionAttributeValues: { ':past': Date.now() - 1 },
      }),
    );
    const other = house.nextTenant();
    expect((await house.create(other, {}, under(key))).status).toBe(201);
  });

  test('of a request that was refused is free again', async () => {
    const [tenant, key] = [house.nextTenant(), newKey()];
    const wrong = { ...under(key), accept: 'image/png' };
    expect((await house.create(tenant, {}, wrong)).status).toBe(406);
    expect((await house.create({ ...tenant, accountId: '1' }, {}, under(key))).status).toBe(422);
    expect((await house.create(tenant, {}, under(key))).status).toBe(201);
  });

  test('of a create that came to no record is free again', async () => {
    const tenant = await house.newTenant();
    await house.create(tenant);
    const more = { 'idempotency-key': `held-${tenant.tenantId}` };
    expect((await house.create(tenant, {}, more)).body.type).toBe('urn:latchkey:problem:slot-held');
    expect((await house.create(tenant, {}, more)).body.type).toBe('urn:latchkey:problem:slot-held');
  });
});

describe('a create that is repeated', () => {
  test('while the first still runs is 409 with Retry-After', async () => {
    const tenant = await house.newTenant();
    const more = { 'idempotency-key': `slow-${tenant.tenantId}` };
    await house.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 700, times: 1 });
    const first = house.create(tenant, {}, more);
    await house.untilCalled(tenant, 'iam:CreatePolicy');
    const second = await house.create(tenant, {}, more);
    expect([second.status, second.body.type, second.body.retryable]).toEqual([
      409,
      'urn:latchkey:problem:in-progress',
      true,
    ]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await first).status).toBe(201);
  });

  test('shows the onboarding as it stands: waiting, then ready with its claim, then claimed', async () => {
    const [tenant, key] = [house.nextTenant(), newKey()];
    const { body } = await house.create(tenant, {}, under(key));
    const again = () => house.create(tenant, {}, under(key));
    expect(await again()).toMatchObject({
      status: 200,
      body: { id: body.id, status: 'awaiting_access', credentials: null },
    });
    await house.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
    await house.provision(body.id);
    expect(await again()).toMatchObject({
      status: 200,
      body: { status: 'ready', credentials: null, claim: `/v1/onboardings/${body.id}/credentials` },
    });
    const secret = keyOf(await house.claim(body.id)).secretAccessKey;
    const claimed = await again();
    expect(claimed).toMatchObject({ status: 200, body: { status: 'claimed', credentials: null } });
    expect(claimed.text).not.toContain(secret);
  });

  test('shows one that failed as failed, and does not try again', async () => {
    const [tenant, key] = [await house.newTenant(), newKey()];
    await house.root(tenant).createUser({ UserName: 'tutum' });
    const first = await house.create(tenant, {}, under(key));
    expect(first).toMatchObject({ status: 409, body: { type: 'urn:latchkey:problem:foreign-resource' } });
    await house.root(tenant).deleteUser({ UserName: 'tutum' });
    expect(await house.create(tenant, {}, under(key))).toMatchObject({
      status: 200,
      body: { id: first.body.onboarding, status: 'failed', credentials: null },
    });
    expect((await inventory(house, tenant)).users).toEqual([]);
  });

  test('ten times at once makes one user', async () => {
    const [tenant, key] = [await house.newTenant(), newKey()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => house.create(tenant, {}, under(key))));
    expect(answers.filter(({ body }) => body.credentials)).toHaveLength(1);
    for (const { status, headers } of answers.filter(({ body }) => !body.credentials)) {
      if (status !== 200) expect([status, Number(headers.get('retry-after')) > 0]).toEqual([409, true]);
    }
    expect((await inventory(house, tenant)).users.map(({ keys: made }) => made.length)).toEqual([1]);
  });
});

describe('a claim that is repeated', () => {
  test('is 200 without the secret under its key, and 409 under another or none', async () => {
    const { tenant, id } = await readyOne();
    const [key, other] = [newKey(), newKey()];
    const first = await house.claim(id, under(key));
    const again = await house.claim(id, under(key));
    expect(again).toMatchObject({ status: 200, body: { id, status: 'claimed', credentials: null } });
    expect(again.text).not.toContain(keyOf(first).secretAccessKey);
    const issued = { status: 409, body: { type: 'urn:latchkey:problem:credentials-issued' } };
    expect(await house.claim(id)).toMatchObject(issued);
    expect(await house.claim(id, under(other))).toMatchObject(issued);
    expect(await house.claim(id, under(other))).toMatchObject(issued);
    expect((await inventory(house, tenant)).users.map(({ keys: made }) => made.length)).toEqual([1]);
  });

  test('too early leaves its key free for when it is time', async () => {
    const tenant = house.nextTenant();
    const { body } = await house.create(tenant);
    const key = newKey();
    expect((await house.claim(body.id, under(key))).body.type).toBe('urn:latchkey:problem:not-ready');
    await house.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
    await house.provision(body.id);
    expect(keyOf(await house.claim(body.id, under(key))).userName).toBe('tutum');
  });

  test('five times at once under one key gives the keys once, and says when to ask again', async () => {
    const { id } = await readyOne();
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 5 }, () => house.claim(id, under(key))));
    expect(answers.filter(({ body }) => body.credentials)).toHaveLength(1);
    for (const { status, headers } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, Number(headers.get('retry-after')) > 0]).toEqual([409, true]);
    }
    expect(await house.claim(id, under(key))).toMatchObject({ status: 200, body: { credentials: null } });
  });
});

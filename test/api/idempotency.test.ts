import * as z from 'zod';
import { itemKeys } from '../../lib/gateways/state/items.ts';
import { sha256 } from '../support/sha256.ts';
import { inventory, keyOf, token } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const otherToken = 'other-token';

let testStack: VirtualStack;
let keys = 0;
beforeAll(async () => {
  const LATCHKEY_API_TOKEN_HASHES = `local=${sha256(token)},other=${sha256(otherToken)}`;
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false, environment: { LATCHKEY_API_TOKEN_HASHES } });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

/** An Idempotency-Key that no other test uses. */
function newKey(): string {
  keys += 1;
  return `key-${String(keys)}`;
}
const under = (key: string) => ({ 'idempotency-key': key });

/** Lets the time of a key end, without deleting its item. */
const expire = (key: string) =>
  testStack.changeItem(itemKeys.idempotencyKey({ caller: 'local', key }), (item) => ({
    ...item,
    expiresAt: testStack.now() - 1,
  }));

/** An onboarding that is ready to be claimed. */
async function readyOne() {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.create(tenant);
  await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
  expect((await testStack.provision(body.id)).body.status).toBe('ready');
  return { tenant, id: body.id };
}

describe('an Idempotency-Key', () => {
  test('is the same key with quotes and without, and may contain spaces if it is quoted', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const { body } = await testStack.create(tenant, {}, under(key));
    expect((await testStack.create(tenant, {}, under(`"${key}"`))).body.id).toBe(body.id);

    const keyWithSpaces = under(`"${newKey()} of Monday"`);
    const other = testStack.nextTenant();
    const first = await testStack.create(other, {}, keyWithSpaces);
    expect([first.status, (await testStack.create(other, {}, keyWithSpaces)).body.id]).toEqual([201, first.body.id]);
  });

  test('belongs to its caller: the same key of another caller is a different key', async () => {
    const [tenant, other, key] = [testStack.nextTenant(), testStack.nextTenant(), newKey()];
    const mine = await testStack.create(tenant, {}, under(key));
    const theirs = await testStack.create(other, {}, { ...under(key), authorization: `Bearer ${otherToken}` });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect((await testStack.create(tenant, {}, under(key))).body.id).toBe(mine.body.id);
  });

  test('is refused with 422 if it is used again with another method, path or body', async () => {
    const [tenant, key] = [await testStack.newTenant(), newKey()];
    const { body } = await testStack.create(tenant, {}, under(key));
    const keyReused = { status: 422, body: { type: 'urn:latchkey:problem:key-reused' } };
    expect(await testStack.create(tenant, { parameters: {} }, under(key))).toMatchObject(keyReused);
    expect(await testStack.claim((await readyOne()).id, under(key))).toMatchObject(keyReused);
    expect(await testStack.claim(body.id, under(key))).toMatchObject(keyReused);
  });

  test('is valid for 24 hours, even if DynamoDB has not deleted its item by then', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const before = testStack.now();
    await testStack.create(tenant, {}, under(key));
    const Key = itemKeys.idempotencyKey({ caller: 'local', key });
    const kept = z.object({ pk: z.string(), expiresAt: z.number(), ttl: z.number() });
    const items = (await testStack.items()).flatMap((item) => kept.safeParse(item).data ?? []);
    const { expiresAt, ttl } = items.find(({ pk }) => pk === Key.pk) ?? { expiresAt: 0, ttl: 0 };
    const day = 24 * 3_600_000;
    expect(expiresAt).toBeGreaterThanOrEqual(before + day);
    expect(expiresAt).toBeLessThanOrEqual(testStack.now() + day);
    // DynamoDB's TTL is in seconds, so it is rounded up: the item must not expire before expiresAt.
    expect(ttl).toBe(Math.ceil(expiresAt / 1000));

    await expire(key);
    const other = testStack.nextTenant();
    expect((await testStack.create(other, {}, under(key))).status).toBe(201);
  });

  test('can be used again after a request that was refused', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const wrong = { ...under(key), accept: 'image/png' };
    expect((await testStack.create(tenant, {}, wrong)).status).toBe(406);
    expect((await testStack.create({ ...tenant, accountId: '1' }, {}, under(key))).status).toBe(422);
    expect((await testStack.create(tenant, {}, under(key))).status).toBe(201);
  });

  test('can be used again after a create that wrote no record', async () => {
    const tenant = await testStack.newTenant();
    await testStack.create(tenant);
    const more = { 'idempotency-key': `held-${tenant.tenantId}` };
    expect((await testStack.create(tenant, {}, more)).body.type).toBe('urn:latchkey:problem:slot-held');
    expect((await testStack.create(tenant, {}, more)).body.type).toBe('urn:latchkey:problem:slot-held');
  });
});

describe('a replayed create', () => {
  test('answers 409 with Retry-After while the first request still runs', async () => {
    const tenant = await testStack.newTenant();
    const more = { 'idempotency-key': `slow-${tenant.tenantId}` };
    await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 4000, times: 1 });
    const first = testStack.create(tenant, {}, more);
    await testStack.untilCalled(tenant, 'iam:CreatePolicy');
    const second = await testStack.create(tenant, {}, more);
    await testStack.clearFaults();
    expect([second.status, second.body.type, second.body.retryable]).toEqual([
      409,
      'urn:latchkey:problem:in-progress',
      true,
    ]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await first).status).toBe(201);
  });

  test('shows the current status: awaiting_access, then ready with the URL of its claim, then claimed', async () => {
    const [tenant, key] = [testStack.nextTenant(), newKey()];
    const { body } = await testStack.create(tenant, {}, under(key));
    const replay = () => testStack.create(tenant, {}, under(key));
    expect(await replay()).toMatchObject({
      status: 201,
      body: { id: body.id, status: 'awaiting_access', credentials: null },
    });
    await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
    await testStack.provision(body.id);
    expect(await replay()).toMatchObject({
      status: 201,
      body: { status: 'ready', credentials: null, claim: `/v1/onboardings/${body.id}/credentials` },
    });
    const secret = keyOf(await testStack.claim(body.id)).secretAccessKey;
    const claimed = await replay();
    expect(claimed).toMatchObject({ status: 201, body: { status: 'claimed', credentials: null } });
    expect(claimed.text).not.toContain(secret);
  });

  test('creates one user if ten requests arrive at once', async () => {
    const [tenant, key] = [await testStack.newTenant(), newKey()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => testStack.create(tenant, {}, under(key))));
    expect(answers.filter(({ body }) => body.credentials)).toHaveLength(1);
    for (const { status, headers } of answers.filter(({ body }) => !body.credentials)) {
      if (status !== 201) expect([status, Number(headers.get('retry-after')) > 0]).toEqual([409, true]);
    }
    expect((await inventory(testStack, tenant)).users.map(({ keys: made }) => made.length)).toEqual([1]);
  });
});

describe('a replayed claim', () => {
  test('answers 200 without the secret under the same Idempotency-Key, and 409 under another key or none', async () => {
    const { tenant, id } = await readyOne();
    const [key, other] = [newKey(), newKey()];
    const first = await testStack.claim(id, under(key));
    const replay = await testStack.claim(id, under(key));
    expect(replay).toMatchObject({ status: 200, body: { id, status: 'claimed', credentials: null } });
    expect(replay.text).not.toContain(keyOf(first).secretAccessKey);
    const issued = { status: 409, body: { type: 'urn:latchkey:problem:credentials-issued' } };
    expect(await testStack.claim(id)).toMatchObject(issued);
    expect(await testStack.claim(id, under(other))).toMatchObject(issued);
    expect(await testStack.claim(id, under(other))).toMatchObject(issued);
    expect((await inventory(testStack, tenant)).users.map(({ keys: made }) => made.length)).toEqual([1]);
  });

  test('answers 200 also after the onboarding was offboarded, and another Idempotency-Key is 409', async () => {
    const { id } = await readyOne();
    const key = newKey();
    keyOf(await testStack.claim(id, under(key)));
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    const replay = await testStack.claim(id, under(key));
    expect(replay).toMatchObject({ status: 200, body: { id, status: 'offboarded', credentials: null } });
    expect(replay.headers.get('idempotency-replayed')).toBe('true');
    expect(await testStack.claim(id, under(newKey()))).toMatchObject({
      status: 409,
      body: { type: 'urn:latchkey:problem:wrong-state' },
    });
  });

  test('is no replay for another onboarding: the same Idempotency-Key is refused with 422, and no key is created', async () => {
    const [one, other, key] = [await readyOne(), await readyOne(), newKey()];
    keyOf(await testStack.claim(one.id, under(key)));
    expect(await testStack.claim(other.id, under(key))).toMatchObject({
      status: 422,
      body: { type: 'urn:latchkey:problem:key-reused' },
    });
    expect((await inventory(testStack, other.tenant)).users.map(({ keys: made }) => made)).toEqual([[]]);
  });

  test('is 409 after 24 hours, even if DynamoDB has not deleted the Idempotency-Key by then', async () => {
    const { id } = await readyOne();
    const key = newKey();
    keyOf(await testStack.claim(id, under(key)));
    await expire(key);
    const issued = { status: 409, body: { type: 'urn:latchkey:problem:credentials-issued' } };
    expect(await testStack.claim(id, under(key))).toMatchObject(issued);
  });

  test('is the same request with an empty object and without a body', async () => {
    const { id } = await readyOne();
    const key = newKey();
    keyOf(await testStack.claim(id, under(key)));
    const replay = await testStack.request('POST', `/v1/onboardings/${id}/credentials`, {}, under(key));
    expect(replay).toMatchObject({ status: 200, body: { id, status: 'claimed', credentials: null } });
  });

  test('can use the same Idempotency-Key again if the first claim came before the onboarding was ready', async () => {
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant);
    const key = newKey();
    expect((await testStack.claim(body.id, under(key))).body.type).toBe('urn:latchkey:problem:not-ready');
    await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
    await testStack.provision(body.id);
    expect(keyOf(await testStack.claim(body.id, under(key))).userName).toBe('tutum');
  });

  test('returns the keys once if five requests arrive at once, and answers the others 409 with Retry-After', async () => {
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

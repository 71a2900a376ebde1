import { createLatchkeyClient, createRecipientKey, type LatchkeyClient } from '../../client/index.ts';
import { startApiUnder } from '../support/apiUnder.ts';
import { inventory, startTestStack, token, type TestStack } from '../support/testStack.ts';

const tenant = { tenantId: 'acme', accountId: '111122223333' };
const pauseMs = 20;
const inTheClear = { recipientKey: false } as const;

let testStack: TestStack;
let latchkey: LatchkeyClient;
let count = 0;
/** A create request with names of its own, so that it is not in the way of another one. */
const request = () => {
  count += 1;
  const parameters = { userName: `user-${String(count)}`, policyName: `policy-${String(count)}` };
  return { ...tenant, blueprint: 'tutum', parameters };
};
beforeAll(async () => {
  testStack = await startTestStack();
  await testStack.launch(tenant);
  latchkey = createLatchkeyClient({ baseUrl: testStack.url, token });
});
afterAll(() => testStack.close());

/** Returns a client whose first request arrives, and whose first answer is lost. */
function losingFirstAnswer(): LatchkeyClient {
  let isFirst = true;
  return createLatchkeyClient({
    baseUrl: testStack.url,
    token,
    fetch: async (sent) => {
      const answer = await fetch(sent);
      if (!isFirst) return answer;
      isFirst = false;
      throw new TypeError('fetch failed');
    },
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  });
}

const keysIn = async (userName: string) =>
  (await inventory(testStack, tenant)).users.filter(({ name }) => name === userName).flatMap(({ keys }) => keys);

test('an onboarding is created, waited for, claimed, and offboarded', async () => {
  const created = await latchkey.create(request(), { async: true });
  expect(created).toMatchObject({ hasKeys: false, isInProgress: true, retryAfterSeconds: 2, isReplay: false });
  const ready = await latchkey.waitFor(created.id, 'ready', { pauseMs });
  const claimed = await latchkey.claim(ready.id);
  const [key] = claimed.hasKeys ? claimed.credentials : [];
  expect(key).toMatchObject({ userName: ready.parameters['userName'], verification: 'verified' });
  expect((await latchkey.events(ready.id)).events.length).toBeGreaterThan(2);
  const offboarded = await latchkey.offboard(ready.id);
  expect(offboarded).toMatchObject({ isInProgress: false, onboarding: { status: 'offboarded' } });
});

test.each([
  ['csv', /^User name,Access key ID,Secret access key\r\nuser-\d+,AKIA\w+,\S+\r\n$/],
  ['shell', /^export AWS_ACCESS_KEY_ID=AKIA\w+\nexport AWS_SECRET_ACCESS_KEY=\S+\n$/],
  ['fish', /^set -gx AWS_ACCESS_KEY_ID AKIA\w+\nset -gx AWS_SECRET_ACCESS_KEY \S+\n$/],
  ['ini', /^\[mine\]\naws_access_key_id = AKIA\w+\naws_secret_access_key = \S+\n$/],
] as const)('a create and a claim return the keys as a file: %s', async (format, expected) => {
  const profile = format === 'ini' ? { profile: 'mine' } : {};
  const created = await latchkey.createAs(format, request(), profile);
  expect(created).toMatchObject({ hasKeys: true, format, text: expect.stringMatching(expected) });
  expect((await latchkey.get(created.id)).status).toBe('claimed');
  const { id } = await latchkey.create(request(), { async: true });
  await latchkey.waitFor(id, 'ready', { pauseMs });
  expect(await latchkey.claimAs(format, id, profile)).toMatchObject({ id, text: expect.stringMatching(expected) });
});

test('a create whose tenant has launched no stack returns the launch link, also if keys are asked for as a file', async () => {
  const elsewhere = { ...request(), accountId: '555566667777' };
  expect(await latchkey.createAs('csv', elsewhere)).toMatchObject({
    hasKeys: false,
    onboarding: { status: 'awaiting_access', access: { launchUrl: expect.stringContaining('/stacks/quickcreate?') } },
  });
});

test('if the answer of a create or a claim is lost, nothing is created twice, and the repetition has the keys', async () => {
  const wanted = request();
  const created = await losingFirstAnswer().create(wanted);
  expect(created).toMatchObject({ hasKeys: true, isReplay: true, onboarding: { status: 'claimed' } });
  const [key] = created.hasKeys ? created.credentials : [];
  expect(await keysIn(wanted.parameters.userName)).toEqual([key?.accessKeyId]);
  const other = request();
  const { id } = await latchkey.create(other, { async: true });
  await latchkey.waitFor(id, 'ready', { pauseMs });
  const file = await losingFirstAnswer().claimAs('csv', id);
  const ids = await keysIn(other.parameters.userName);
  expect([ids.length, file]).toMatchObject([
    1,
    { hasKeys: true, isReplay: true, text: expect.stringContaining(ids[0] ?? '') },
  ]);
});

test('a claim that is sent again by its caller has the keys with the same recipient key, and otherwise says why not', async () => {
  const { id } = await latchkey.create(request(), { async: true });
  await latchkey.waitFor(id, 'ready', { pauseMs });
  const recipientKey = await createRecipientKey();
  const first = await latchkey.claim(id, { recipientKey });
  expect(await latchkey.claim(id, { recipientKey })).toMatchObject({
    hasKeys: true,
    isReplay: true,
    credentials: first.hasKeys ? first.credentials : [],
  });
  await expect(latchkey.claim(id)).rejects.toMatchObject({ type: 'urn:latchkey:problem:credentials-issued' });
  await expect(latchkey.claimAs('csv', id, { recipientKey })).rejects.toThrow('sealed as application/json');
});

test('a client that has given up on a claim has its keys when the claim is sent again, and another client has not', async () => {
  const { id } = await latchkey.create(request(), { async: true });
  await latchkey.waitFor(id, 'ready', { pauseMs });
  const same = { idempotencyKey: `of-${id}`, retries: 0 };
  const losing = losingFirstAnswer();
  await expect(losing.claim(id, same)).rejects.toMatchObject({ reason: 'network' });
  expect(await latchkey.claim(id, same)).toMatchObject({ hasKeys: false, isReplay: true });
  expect(await losing.claim(id, same)).toMatchObject({ hasKeys: true, isReplay: true });
});

test('the keys of a create whose request has a recipient key are left sealed', async () => {
  const { jwk, open } = await createRecipientKey();
  const { hasKeys, onboarding } = await latchkey.create({ ...request(), recipientKey: jwk });
  expect([hasKeys, (await open(onboarding.sealedCredentials?.jwe ?? '')).text]).toEqual([
    false,
    expect.stringContaining('"secretAccessKey"'),
  ]);
});

test('if the answer of a create in the clear is lost, nothing is created twice, and the keys are said to be gone', async () => {
  const wanted = request();
  const answer = await losingFirstAnswer().create(wanted, inTheClear);
  expect(answer).toMatchObject({ hasKeys: false, isReplay: true, onboarding: { status: 'claimed' } });
  expect(answer).toHaveProperty('reason', expect.stringContaining('rotate each key with undelivered'));
  expect(await keysIn(wanted.parameters.userName)).toHaveLength(1);
});

test('if the answer of a claim in the clear is lost, no key is created twice, and the keys are said to be gone', async () => {
  const wanted = request();
  const { id } = await latchkey.create(wanted, { async: true });
  await latchkey.waitFor(id, 'ready', { pauseMs });
  expect(await losingFirstAnswer().claim(id, inTheClear)).toMatchObject({ hasKeys: false, isReplay: true, id });
  expect(await keysIn(wanted.parameters.userName)).toHaveLength(1);
  await expect(losingFirstAnswer().claimAs('csv', id, inTheClear)).rejects.toMatchObject({
    type: 'urn:latchkey:problem:credentials-issued',
    onboarding: id,
  });
});

test('the list is read page by page', async () => {
  const pages: number[] = [];
  const ids: string[] = [];
  for await (const { onboardings } of latchkey.pages({ tenantId: 'acme', limit: 2 })) pages.push(onboardings.length);
  for await (const { id } of latchkey.all({ tenantId: 'acme', limit: 2 })) ids.push(id);
  expect(pages.length).toBeGreaterThan(2);
  expect(new Set(ids).size).toBe(pages.reduce((sum, each) => sum + each, 0));
});

test('a refused request says which field is wrong, the ID of the request, and where the problem is explained', async () => {
  await expect(latchkey.create({ ...tenant, accountId: '1', blueprint: 'tutum' })).rejects.toMatchObject({
    type: 'urn:latchkey:problem:invalid-request',
    errors: [{ pointer: '/accountId', detail: expect.any(String) }],
    requestId: expect.any(String),
    helpUrl: `${testStack.url}/docs/problems/invalid-request`,
  });
});

test('a client with the token of a link may read and claim its onboarding, and nothing else', async () => {
  const { id } = await latchkey.create(request(), { async: true });
  await latchkey.waitFor(id, 'ready', { pauseMs });
  const link = await latchkey.createLink(id, { expiresInSeconds: 60, delivers: 'tenant' });
  const tenants = createLatchkeyClient({ baseUrl: testStack.url, token: link.token });
  expect(await tenants.handoverMessage(id, { language: 'de' })).toContain('\r\nContent-Language: de\r\n');
  expect((await tenants.claim(id)).hasKeys).toBe(true);
  await expect(tenants.list()).rejects.toMatchObject({ status: 401 });
});

test('the API may be under a path', async () => {
  const api = await startApiUnder('/prod', testStack);
  try {
    const under = createLatchkeyClient({ baseUrl: `${api.url}/prod/`, token });
    const { id } = await under.createAs('csv', request());
    expect(await under.get(id)).toMatchObject({ id, status: 'claimed' });
  } finally {
    await api.close(0);
  }
});

import { createHash } from 'node:crypto';
import * as z from 'zod';
import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import { ask, asJson } from '../support/ask.ts';
import { importCsv, loadIni, runInShell } from '../support/keyReaders.ts';
import { newRecipient, type RecipientKind, type TestRecipient } from '../support/recipientKeys.ts';
import { later, token, type Answer } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const hour = 3_600_000;
const otherToken = 'the-token-of-another-back-end';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let testStack: VirtualStack;
beforeAll(async () => {
  const tokens = `local=${hashOf(token)},other=${hashOf(otherToken)}`;
  testStack = await startVirtualStack({
    environment: { LATCHKEY_API_TOKEN_HASHES: tokens, LATCHKEY_SEALED_KEYS_HOURS: '1' },
  });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const content = z.strictObject({
  onboarding: z.string(),
  credentials: z.array(
    z.strictObject({
      userName: z.string(),
      userArn: z.string(),
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      verification: z.string(),
    }),
  ),
});

const jweOf = ({ body, text }: Answer): string => {
  if (body.sealedCredentials === undefined) throw new Error(`nothing is sealed in ${text}`);
  return body.sealedCredentials.jwe;
};
const opened = (answer: Answer, { open }: TestRecipient) => content.parse(JSON.parse(open(jweOf(answer)).text));
const slugOf = ({ body }: Answer) => body.type?.replace('urn:latchkey:problem:', '');
const isReplayed = ({ headers }: Answer) => headers.get('idempotency-replayed') === 'true';
const accountOf = async (key: { accessKeyId: string; secretAccessKey: string } | undefined) =>
  key && (await testStack.stsWith(key).getCallerIdentity({})).Account;
const pass = (ms: number) => testStack.run(testStack.deps().clock.sleep(ms));

const newReady = async () => {
  const tenant = await testStack.newTenant();
  const { body } = await testStack.create(tenant, {}, later);
  await testStack.until(body.id, 'ready');
  return { id: body.id, ...tenant };
};
const claim = (id: string, body?: object, more = {}) =>
  testStack.request('POST', `/v1/onboardings/${id}/credentials`, body, more);
const claimFor = (id: string, { jwk }: TestRecipient, more = {}) => claim(id, { recipientKey: jwk }, more);

describe('a request with a recipient key', () => {
  test.each<[RecipientKind, string | undefined, string]>([
    ['P-256', undefined, 'ECDH-ES'],
    ['P-256', 'ECDH-ES+A256KW', 'ECDH-ES+A256KW'],
    ['X25519', undefined, 'ECDH-ES'],
    ['X25519', 'ECDH-ES+A256KW', 'ECDH-ES+A256KW'],
    ['RSA', undefined, 'RSA-OAEP-256'],
  ])('gets working keys as a JWE, for a %s key with alg %s by %s', async (kind, given, alg) => {
    const recipient = newRecipient(kind, { ...(given !== undefined && { alg: given }), kid: 'of the vendor' });
    const tenant = await testStack.newTenant();
    const answer = await testStack.create(tenant, { recipientKey: recipient.jwk });
    expect([answer.status, answer.body.status, answer.body.credentials]).toEqual([201, 'claimed', null]);
    expect(recipient.open(jweOf(answer)).header).toMatchObject({
      alg,
      enc: 'A256GCM',
      kid: 'of the vendor',
      cty: 'application/json',
    });
    const { onboarding, credentials } = opened(answer, recipient);
    expect([onboarding, credentials.map(({ userName }) => userName)]).toEqual([answer.body.id, ['tutum']]);
    expect(await accountOf(credentials[0])).toBe(tenant.accountId);
    expect(answer.text).not.toContain(credentials[0]?.secretAccessKey);
  });

  test('gets them sealed by the claim as well, under the thumbprint if the key has no name', async () => {
    const recipient = newRecipient('X25519');
    const { id, accountId } = await newReady();
    const answer = await claimFor(id, recipient);
    expect(await accountOf(opened(answer, recipient).credentials[0])).toBe(accountId);
    const { crv, kty, x } = recipient.jwk;
    const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
    expect([recipient.open(jweOf(answer)).header.kid, answer.body.sealedCredentials?.kid]).toEqual(
      Array(2).fill(thumbprint),
    );
  });

  test.each([
    ['text/csv', (text: string) => importCsv(text)['tutum']],
    ['text/x-shellscript', (text: string) => runInShell(text)],
    ['text/x-ini', async (text: string) => (await loadIni(text))['tutum']],
  ])('gets a file of the type %s as application/jose, and the repeated request the same one', async (type, read) => {
    const recipient = newRecipient();
    const { id, accountId } = await newReady();
    const send = (accept: string) =>
      ask(
        testStack,
        'POST',
        `/v1/onboardings/${id}/credentials`,
        { ...asJson, accept },
        JSON.stringify({ recipientKey: recipient.jwk }),
      );
    const { status, headers, text } = await send(type);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'application/jose',
      'no-store',
    ]);
    const { header, text: file } = recipient.open(text);
    expect([header.cty, await accountOf(await read(file))]).toEqual([type, accountId]);
    expect((await send(type)).text).toBe(text);
    // A lost answer is no reason to ask for the same format again.
    expect(JSON.parse((await send('application/json')).text)).toMatchObject({
      sealedCredentials: { jwe: text, contentType: type },
    });
  });

  test.each(mediaTypesOf())('can have %s inside', async (type) => {
    const recipient = newRecipient();
    const { id } = await newReady();
    const { text } = await ask(
      testStack,
      'POST',
      `/v1/onboardings/${id}/credentials`,
      { ...asJson, accept: type },
      JSON.stringify({ recipientKey: recipient.jwk }),
    );
    expect(recipient.open(text)).toMatchObject({ header: { cty: type }, text: expect.stringMatching(/AKIA\w{16}/) });
  });

  test('gets no keys while the stack is not launched, and later only those that it claims', async () => {
    const recipient = newRecipient();
    const tenant = testStack.nextTenant();
    const { body } = await testStack.create(tenant, { recipientKey: recipient.jwk });
    expect([body.status, body.sealedCredentials]).toEqual(['awaiting_access', undefined]);
  });

  test('is refused before anything is created if keys cannot be sealed for the key', async () => {
    const { jwk } = newRecipient();
    const tenant = await testStack.newTenant();
    const refused = await testStack.create(tenant, { recipientKey: { ...jwk, y: jwk.x } });
    expect([refused.status, refused.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/recipientKey']]);
    expect(await testStack.calls(tenant)).toEqual([]);
    const { id } = await newReady();
    const secret = { ...jwk, d: jwk.x };
    const withPrivate = await claim(id, { recipientKey: secret });
    expect([withPrivate.status, withPrivate.body.errors.map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/recipientKey/d'],
    ]);
    expect((await testStack.read(id)).status).toBe('ready');
  });
});

describe('a request whose answer was lost', () => {
  test('gets the same JWE again with its Idempotency-Key', async () => {
    const recipient = newRecipient();
    const tenant = await testStack.newTenant();
    const send = () =>
      testStack.create(tenant, { recipientKey: recipient.jwk }, { 'idempotency-key': tenant.tenantId });
    const [first, again] = [await send(), await send()];
    expect([again.status, jweOf(again), isReplayed(first), isReplayed(again)]).toEqual([
      201,
      jweOf(first),
      false,
      true,
    ]);
  });

  test('gets it without one by a claim with the same key, also after a create that the slot refuses now', async () => {
    const recipient = newRecipient();
    const tenant = await testStack.newTenant();
    const first = await testStack.create(tenant, { recipientKey: recipient.jwk });
    const refused = await testStack.create(tenant, { recipientKey: recipient.jwk });
    expect(slugOf(refused)).toBe('slot-held');
    // Another description of the same key.
    const again = await claim(first.body.id, { recipientKey: { ...recipient.jwk, kid: 'renamed', use: 'enc' } });
    expect([again.status, jweOf(again), isReplayed(again)]).toEqual([200, jweOf(first), true]);
  });

  test('gets nothing with another key, without one, or as another caller', async () => {
    const recipient = newRecipient();
    const { id } = await newReady();
    const first = await claimFor(id, recipient, { 'idempotency-key': id });
    const others = [
      await claimFor(id, newRecipient()),
      await claim(id),
      await claimFor(id, recipient, { authorization: `Bearer ${otherToken}` }),
    ];
    expect(others.map((each) => [each.status, slugOf(each), each.body.sealedCredentials])).toEqual(
      Array(3).fill([409, 'credentials-issued', undefined]),
    );
    // The same request, but its keys are sealed for another key, for which they cannot be sealed again.
    const replay = await claimFor(id, newRecipient(), { 'idempotency-key': id });
    expect([replay.status, isReplayed(replay), replay.body.credentials, replay.body.sealedCredentials]).toEqual([
      200,
      true,
      null,
      undefined,
    ]);
    expect(jweOf(await claimFor(id, recipient))).toBe(jweOf(first));
  });

  test('gets it by the link that claimed, and by no other link', async () => {
    const recipient = newRecipient();
    const { id } = await newReady();
    const linkOf = async () => {
      const { body } = await testStack.request('POST', `/v1/onboardings/${id}/link`, { delivers: 'tenant' });
      return { authorization: `Bearer ${z.looseObject({ token: z.string() }).parse(body).token}` };
    };
    const [one, other] = [await linkOf(), await linkOf()];
    const first = await claimFor(id, recipient, one);
    expect(jweOf(await claimFor(id, recipient, one))).toBe(jweOf(first));
    for (const headers of [other, {}])
      expect(slugOf(await claimFor(id, recipient, headers))).toBe('credentials-issued');
  });

  test('gets nothing when the time is over, and the record no longer has it', async () => {
    const recipient = newRecipient();
    const { id } = await newReady();
    const first = await claimFor(id, recipient);
    const until = Date.parse(first.body.sealedUntil ?? '');
    expect(until - testStack.now()).toBeGreaterThan(0.9 * hour);
    await pass(until - testStack.now() - 60_000);
    expect(jweOf(await claimFor(id, recipient))).toBe(jweOf(first));
    await pass(3 * 60_000);
    expect(slugOf(await claimFor(id, recipient))).toBe('credentials-issued');
    expect((await testStack.get(id)).body.sealedUntil).toBeUndefined();
    expect(JSON.stringify(await testStack.items())).not.toContain(jweOf(first));
    expect((await testStack.read(id)).status).toBe('claimed');
  });

  test('gets nothing when the time is over, also while the record still has it', async () => {
    const recipient = newRecipient();
    const { id } = await newReady();
    await claimFor(id, recipient);
    await testStack.changeRecord(id, (record) => ({
      sealed:
        record.status === 'claimed' ? record.sealed?.map((copy) => ({ ...copy, until: testStack.now() })) : undefined,
    }));
    expect(slugOf(await claimFor(id, recipient))).toBe('credentials-issued');
  });

  test('gets nothing after the offboarding, whose record does not have it', async () => {
    const recipient = newRecipient();
    const { id } = await newReady();
    const jwe = jweOf(await claimFor(id, recipient, { 'idempotency-key': id }));
    await testStack.offboard(id);
    expect((await claimFor(id, recipient, { 'idempotency-key': id })).body).toMatchObject({ credentials: null });
    expect(JSON.stringify(await testStack.items())).not.toContain(jwe);
  });
});

test('no other answer and no event has the JWE, only until when it is there', async () => {
  const recipient = newRecipient();
  const tenant = await testStack.newTenant();
  const webhook = { url: 'https://vendor.example/hooks' };
  const first = await testStack.create(tenant, { recipientKey: recipient.jwk, webhook });
  const { id } = first.body;
  const jwe = jweOf(first);
  const reads = ['', '/events', '/deliveries', '/review'].map((end) => `/v1/onboardings/${id}${end}`);
  const answers: Answer[] = [];
  for (const path of [...reads, '/v1/onboardings']) answers.push(await testStack.request('GET', path));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(answers.filter(({ text }) => text.includes(jwe))).toEqual([]);
  expect(answers[0]?.body).toMatchObject({ sealedUntil: first.body.sealedUntil });
  expect(answers[0]?.body.sealedCredentials).toBeUndefined();
  expect(JSON.stringify((await testStack.read(id)).events)).not.toContain(jwe);
});

describe('a rotation with a recipient key', () => {
  const rotate = (id: string, replaces: string | undefined, { jwk }: TestRecipient) =>
    testStack.request('POST', `/v1/onboardings/${id}/credentials/rotate`, { replaces, recipientKey: jwk });
  const keyIdOf = (answer: Answer, recipient: TestRecipient) => opened(answer, recipient).credentials[0]?.accessKeyId;

  test('gets the new key sealed, and again after a lost answer, but not for another recipient', async () => {
    const [first, recipient, other] = [newRecipient('P-256'), newRecipient('P-256'), newRecipient('X25519')];
    const { id, accountId } = await newReady();
    const replaces = keyIdOf(await claimFor(id, first), first);
    const answer = await rotate(id, replaces, recipient);
    expect([answer.status, answer.body.status, answer.body.credentials]).toEqual([200, 'claimed', null]);
    const [key] = opened(answer, recipient).credentials;
    expect(key?.accessKeyId).not.toBe(replaces);
    expect(await accountOf(key)).toBe(accountId);
    const again = await rotate(id, replaces, recipient);
    expect([again.status, isReplayed(again), jweOf(again)]).toEqual([200, true, jweOf(answer)]);
    const refused = await rotate(id, replaces, other);
    expect([refused.status, slugOf(refused)]).toEqual([409, 'already-rotated']);
  });

  test('that fails leaves the sealed keys of the claim for its caller', async () => {
    const first = newRecipient('P-256');
    const { id } = await newReady();
    const claimed = await claimFor(id, first);
    await testStack.fault({
      operation: 'iam:CreateAccessKey',
      kind: 'answer',
      status: 400,
      code: 'LimitExceeded',
      message: 'Cannot exceed quota',
      times: 1,
    });
    const failed = await rotate(id, keyIdOf(claimed, first), newRecipient('P-256'));
    expect(failed.status).toBeGreaterThanOrEqual(202);
    await testStack.until(id, 'claimed');
    const again = await claimFor(id, first);
    expect([again.status, jweOf(again)]).toEqual([200, jweOf(claimed)]);
  });
});

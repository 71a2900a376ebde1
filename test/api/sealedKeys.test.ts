import { createHash } from 'node:crypto';
import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import { ask, asJson } from '../support/ask.ts';
import { importCsv, loadIni, runInShell } from '../support/keyReaders.ts';
import { newRecipient, type RecipientKind } from '../support/recipientKeys.ts';
import { accountOf, claim, claimFor, jweOf, newReady, opened } from '../support/sealedKeys.ts';
import type { Answer } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

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
    expect(await accountOf(testStack, credentials[0])).toBe(tenant.accountId);
    expect(answer.text).not.toContain(credentials[0]?.secretAccessKey);
  });

  test('gets them sealed by the claim as well, under the thumbprint if the key has no name', async () => {
    const recipient = newRecipient('X25519');
    const { id, accountId } = await newReady(testStack);
    const answer = await claimFor(testStack, id, recipient);
    expect(await accountOf(testStack, opened(answer, recipient).credentials[0])).toBe(accountId);
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
    const { id, accountId } = await newReady(testStack);
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
    expect([header.cty, await accountOf(testStack, await read(file))]).toEqual([type, accountId]);
    expect((await send(type)).text).toBe(text);
    // A lost answer is no reason to ask for the same format again.
    expect(JSON.parse((await send('application/json')).text)).toMatchObject({
      sealedCredentials: { jwe: text, contentType: type },
    });
  });

  test.each(mediaTypesOf())('can have %s inside', async (type) => {
    const recipient = newRecipient();
    const { id } = await newReady(testStack);
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
    const { id } = await newReady(testStack);
    const secret = { ...jwk, d: jwk.x };
    const withPrivate = await claim(testStack, id, { recipientKey: secret });
    expect([withPrivate.status, withPrivate.body.errors.map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/recipientKey/d'],
    ]);
    expect((await testStack.read(id)).status).toBe('ready');
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

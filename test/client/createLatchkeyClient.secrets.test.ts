import { inspect } from 'node:util';
import { createLatchkeyClient, LatchkeyArgumentError } from '../../client/index.ts';
import { jsonAnswer, scriptedApi } from './scriptedApi.ts';

const canary = 'wJalrXUtnFEMI/K7MDENG';
const parts = canary.match(/.{4}/g) ?? [];
const create = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };
const ok = jsonAnswer(200, { id: 'ob_1' });
const scripted = (settings: Parameters<typeof scriptedApi>[1]) => scriptedApi([ok], settings);

/** What cannot be sent, and a call that tries to. Each has the canary where a secret can be. */
const unsendable: readonly [string, () => Pick<ReturnType<typeof scriptedApi>, 'client' | 'requests'>][] = [
  ['a token of two lines', () => scripted({ token: `${canary}\nx` })],
  ['a token from a function', () => scripted({ token: () => Promise.resolve(`${canary}\nx`) })],
  ['a token with a sign that headers cannot have', () => scripted({ token: `${canary}…` })],
  ['another header', () => scripted({ headers: { 'x-api-key': `${canary}\nx` } })],
  ['a password in the address', () => scripted({ baseUrl: `https://ann:${canary}@api.example.com` })],
  ['a secret in the query of the address', () => scripted({ baseUrl: `https://api.example.com?key=${canary}` })],
  ['a secret in the place of the address', () => scripted({ baseUrl: canary })],
];

test.each(unsendable)('%s is an error at once, without the secret', async (_, given) => {
  const sent: number[] = [];
  const error = await Promise.resolve()
    .then(async () => {
      const { client, requests } = given();
      await client.get('ob_1').finally(() => sent.push(requests.length));
    })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LatchkeyArgumentError);
  expect(inspect(error)).not.toContain(canary);
  expect(sent.every((count) => count === 0)).toBe(true);
});

test('an Idempotency-Key that is no header is an error at once', async () => {
  const { client, requests } = scriptedApi([ok]);
  await expect(client.create(create, { idempotencyKey: 'one\ntwo' })).rejects.toThrow(LatchkeyArgumentError);
  expect(requests).toEqual([]);
});

test('no part of the keys is in the error for an answer that is not valid JSON', async () => {
  for (const text of [`{"a":${canary}}`, canary, `{"credentials":[{"secretAccessKey":"${canary}"`]) {
    const answer = new Response(text, { headers: { 'content-type': 'application/json' } });
    const error = await scriptedApi([answer])
      .client.claim('ob_1')
      .catch((thrown: unknown) => thrown);
    expect(error).toHaveProperty('reason', 'not-latchkey');
    for (const part of parts) expect(inspect(error)).not.toContain(part);
  }
});

test('no value of a path makes another call of a call', async () => {
  const { client, requests } = scriptedApi([ok]);
  for (const value of ['', '.', '..'])
    for (const call of [
      () => client.get(value),
      () => client.eraseTenant(value),
      () => client.retireAccess('acme', value),
      () => client.redeliver('ob_1', value),
    ])
      await expect(call()).rejects.toThrow(LatchkeyArgumentError);
  expect(requests).toEqual([]);
  await client.get('../x?y#z/%2e%2e');
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/v1/onboardings/..%2Fx%3Fy%23z%2F%252e%252e']);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['no length', {}],
  ['a length that is too large', { 'content-length': '99999999' }],
  ['the length of a compressed body', { 'content-length': '100', 'content-encoding': 'gzip' }],
])('an answer without end is read no further than the largest one of an API: %s', async (_, headers) => {
  let given = 0;
  const endless = () =>
    new Response(
      new ReadableStream({
        pull: (controller) => {
          given += 1;
          controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
          // Ends, so that the test fails and the process survives, if nothing stops the reading.
          if (given > 40) controller.close();
        },
      }),
      { headers: { 'content-type': 'application/json', ...headers } },
    );
  const { client } = scriptedApi([endless]);
  await expect(client.get('ob_1')).rejects.toMatchObject({ reason: 'not-latchkey' });
  expect(given).toBeLessThan(20);
});

test('a time that is longer than timers can be is not no time', async () => {
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return ok.clone();
  };
  const { client } = scriptedApi([slow]);
  for (const timeoutMs of [2 ** 32, Infinity]) expect(await client.get('ob_1', { timeoutMs })).toEqual({ id: 'ob_1' });
});

test('the token goes to no other host, even if the answer says so', async () => {
  const other = new Response(null, { status: 307, headers: { location: 'https://other.example.com/' } });
  const modes: string[] = [];
  const client = createLatchkeyClient({
    baseUrl: 'https://api.example.com',
    token: canary,
    retries: 0,
    fetch: ({ redirect, credentials }) => {
      modes.push(redirect, credentials);
      return Promise.resolve(other);
    },
  });
  await expect(client.get('ob_1')).rejects.toMatchObject({ status: 307 });
  expect(modes).toEqual(['error', 'omit']);
});

test('a list whose pages name themselves as the next is not read for ever', async () => {
  const { client, requests } = scriptedApi([jsonAnswer(200, { onboardings: [], cursor: 'same' })]);
  const read = async () => {
    for await (const _ of client.pages()) if (requests.length > 9) return;
  };
  await expect(read()).rejects.toMatchObject({ reason: 'not-latchkey' });
});

import { createServer } from 'node:http';
import { once } from 'node:events';
import * as z from 'zod';
import { LatchkeyConnectionError, LatchkeyProblem } from '../../../client/index.ts';
import { NoLinkError } from '../../../web/onboarding/linkApi.ts';
import { linkCalls } from '../../../web/onboarding/linkCalls.ts';

const tokenNamed = (name: string) => `lkl_01M8JWG5XBG8XMYZ66A0P1S89C_${name.padEnd(43, '_')}`;
const onboarding = { id: 'ob_01M8JWG5XBG8XMYZ66A0P1S89C', status: 'ready' };

/** A service that knows one token, and notes what it was asked. */
async function serviceThatKnows(known: string) {
  const asked: string[] = [];
  const server = createServer(({ url = '', headers: { authorization = '' } }, response) => {
    asked.push(`${url} ${authorization}`);
    const isKnown = authorization === `Bearer ${known}`;
    response.writeHead(isKnown ? 200 : 401, {
      'content-type': isKnown ? 'application/json' : 'application/problem+json',
    });
    const problem = { type: 'urn:latchkey:problem:unauthorized', title: 'Unauthorized', status: 401, detail: 'ended' };
    response.end(JSON.stringify(isKnown ? onboarding : problem));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}

let service: Awaited<ReturnType<typeof serviceThatKnows>>;
beforeAll(async () => {
  service = await serviceThatKnows(tokenNamed('good'));
});
afterAll(() => service.close());
beforeEach(() => service.asked.splice(0));

test('a token that has ended is replaced, and the call is repeated with the new one', async () => {
  const tokens = ['old', 'good'].map(tokenNamed);
  const api = linkCalls(service.url, () => tokens.shift() ?? '');
  expect(await api.read()).toMatchObject(onboarding);
  expect(await api.read()).toMatchObject(onboarding);
  const used = service.asked.map((line) => line.split(' Bearer ')[1]);
  expect(used).toEqual(['old', 'good', 'good'].map(tokenNamed));
});

test('calls at the same time share a token, also a new one', async () => {
  const tokens = ['old', 'good'].map(tokenNamed);
  const api = linkCalls(service.url, () => tokens.shift() ?? '');
  await Promise.all([api.read(), api.read()]);
  expect([tokens, service.asked.length]).toEqual([[], 4]);
});

test('a token that its sender gives again is not tried again', async () => {
  const api = linkCalls(service.url, () => tokenNamed('old'));
  await expect(api.read()).rejects.toThrow(LatchkeyProblem);
  expect(service.asked).toHaveLength(1);
});

test('what a back end writes around a token is no part of it', async () => {
  const api = linkCalls(service.url, () => `${tokenNamed('good')}\n`);
  expect(await api.read()).toMatchObject(onboarding);
});

test.each([
  { what: 'nothing', given: undefined },
  { what: 'an empty text', given: '' },
  { what: 'the page of a login', given: '<!doctype html><title>Sign in</title>' },
])('if fetchLink returns $what, there is no link, and the service is asked nothing', async ({ given }) => {
  await expect(linkCalls(service.url, () => given).read()).rejects.toThrow(NoLinkError);
  expect(service.asked).toEqual([]);
});

test.each([
  {
    how: 'throws',
    fetchLink: () => {
      throw new TypeError('Failed to fetch');
    },
  },
  { how: 'rejects', fetchLink: () => Promise.reject(new TypeError('Failed to fetch')) },
])('if fetchLink $how, the vendor’s back end has no answer now, and is asked again later', async ({ fetchLink }) => {
  await expect(linkCalls(service.url, fetchLink).read()).rejects.toThrow(LatchkeyConnectionError);
});

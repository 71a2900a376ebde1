import { commandLineFor } from '../../support/commandLine.ts';

const url = 'https://abc123.execute-api.eu-west-1.amazonaws.com';

/** Returns the requests that a command sends, instead of sending them. */
async function sentBy(words: string, env: Readonly<Record<string, string>>) {
  const sent: Request[] = [];
  const ran = await commandLineFor().latchkey(words, {
    env,
    fetch: (request) => {
      sent.push(request);
      return Promise.resolve(Response.json({ onboardings: [], cursor: null }));
    },
  });
  return { ...ran, sent };
}

test('sends the token to the address that is set with it, and nothing follows a redirect', async () => {
  const { sent } = await sentBy('list', { LATCHKEY_URL: url, LATCHKEY_TOKEN: 'token-1' });
  expect(
    sent.map((request) => [new URL(request.url).origin, request.headers.get('authorization'), request.redirect]),
  ).toEqual([[url, 'Bearer token-1', 'error']]);
});

test('sends nothing if a token is set without its address', async () => {
  const { code, stderr, sent } = await sentBy('list', { LATCHKEY_TOKEN: 'token-1' });
  expect({ code, sent }).toEqual({ code: 2, sent: [] });
  expect(stderr).toMatch(/LATCHKEY_URL/);
});

test('signs where callers are IAM principals', async () => {
  const { sent } = await sentBy('list', { LATCHKEY_URL: url, LATCHKEY_AUTH: 'sigv4' });
  expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
    expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/eu-west-1\/execute-api\/aws4_request, /),
  ]);
});

test.each([
  ['stop all --reason x', 'local-operator-token'],
  ['link ob_1', 'local-dev-token'],
])('without settings, "%s" calls what npm start runs, with %s', async (words, token) => {
  const { sent } = await sentBy(words, {});
  expect(sent.map((request) => [new URL(request.url).origin, request.headers.get('authorization')])).toEqual([
    ['http://127.0.0.1:3000', `Bearer ${token}`],
  ]);
});

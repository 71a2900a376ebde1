import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { bearer } from '../../support/ask.ts';
import { sha256 } from '../../support/sha256.ts';
import { startTestStack, token, type TestStack } from '../../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

/** Gets the page as a browser does when the host name in its address bar is this one. */
function pageUnder(name: string): Promise<string> {
  const { port } = new URL(testStack.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/docs', headers: { host: `${name}:${port}` } }, (answer) => {
      text(answer).then(resolve, reject);
    }).end();
  });
}

const files = ['/docs', '/docs/page.js', '/docs/page.css', '/docs/rapidoc-min.js'];

test.each([
  ['/docs', 'text/html'],
  ['/docs/page.js', 'text/javascript'],
  ['/docs/page.css', 'text/css'],
  ['/docs/rapidoc-min.js', 'text/javascript'],
])('GET %s is answered with 200 and the type %s, and the browser must not guess another type', async (path, type) => {
  const { status, headers } = await fetch(`${testStack.url}${path}`);
  expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
    200,
    `${type}; charset=utf-8`,
    'nosniff',
  ]);
});

test.each(files)('%s allows no other host: neither to load from, nor to send to, nor in a frame', async (path) => {
  const { headers } = await fetch(`${testStack.url}${path}`);
  const policy = headers.get('content-security-policy') ?? '';
  const directives = Object.fromEntries(policy.split('; ').map((each) => each.split(/ (.*)/s).slice(0, 2)));
  expect(directives).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': 'data:',
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
});

test('the page and its own files name no other host, and load no fonts', async () => {
  const texts = await Promise.all(
    files.slice(0, 3).map(async (path) => (await fetch(`${testStack.url}${path}`)).text()),
  );
  expect(texts.join('\n')).not.toMatch(/(https?:)?\/\/[\w.-]+\.\w/);
  expect(texts[0]).toContain('load-fonts="false"');
});

test('rapidoc-min.js has the SHA-256 that its README states', async () => {
  const [, noted] =
    /`rapidoc-min\.js` +\| `([0-9a-f]{64})`/.exec(readFileSync('local/apiPage/rapidoc/README.md', 'utf8')) ?? [];
  const served = Buffer.from(await (await fetch(`${testStack.url}/docs/rapidoc-min.js`)).arrayBuffer());
  expect(sha256(served)).toBe(noted);
});

test.each([
  { name: '127.0.0.1', has: true },
  { name: 'localhost', has: true },
  { name: '[::1]', has: true },
  { name: 'foreign.example', has: false },
  { name: '127.0.0.1.foreign.example', has: false },
])('under the name $name, the page has the local token: $has', async ({ name, has }) => {
  expect((await pageUnder(name)).includes(token)).toBe(has);
});

test('a problem of the local API links to its page, which says what to do', async () => {
  const refused = await fetch(`${testStack.url}/v1/onboardings/x`, { headers: bearer });
  const [, link = ''] = /^<(.+)>; rel="help"$/.exec(refused.headers.get('link') ?? '') ?? [];
  const page = await fetch(new URL(link, testStack.url));
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(await page.text()).toMatch(/urn:latchkey:problem:not-found[^]+## What to do/);
});

test.each(['/docs/problems/nothing', '/docs/problems/..%2fREADME', '/docs/', '/docs/index.ts'])(
  '%s is answered with 404, like every unknown path',
  async (path) => {
    expect((await fetch(`${testStack.url}${path}`)).status).toBe(404);
  },
);

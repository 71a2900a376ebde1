import { startApiUnder } from '../support/apiUnder.ts';

const vendorsApp = 'https://app.vendor.example';
const developers = 'http://localhost:5173';

type Api = Awaited<ReturnType<typeof startApiUnder>>;

/** The pages need no state, so nothing listens at the address of AWS. */
const startPages = (settings: Readonly<Record<string, string>> = {}, basePath = '') =>
  startApiUnder(basePath, { awsUrl: 'http://127.0.0.1:9' }, settings);

let api: Api;
let framed: Api;
beforeAll(async () => {
  api = await startPages();
  framed = await startPages({
    LATCHKEY_FRAME_ORIGINS: `${vendorsApp}, ${developers}`,
    LATCHKEY_CORS_ORIGINS: vendorsApp,
    LATCHKEY_LOGO_URL: 'https://pictures.vendor.example/logo.svg?v=2',
  });
});
afterAll(() => Promise.all([api.close(0), framed.close(0)]));

/** Sends a request without a token. The text of the answer is decoded. */
async function ask(method: string, path: string, headers: Readonly<Record<string, string>>, { url } = api) {
  const answer = await fetch(`${url}${path}`, { method, headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}, from = api) =>
  ask('GET', path, headers, from);

/** Returns the paths of the files that a page loads. */
const filesOf = (html: string) => [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path = '']) => `/${path}`);

const policyOf = (headers: Headers) =>
  new Map(
    (headers.get('content-security-policy') ?? '').split('; ').map((directive): [string, string] => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );

const pages = ['/onboard', '/onboard?frame', '/admin'];

describe.each(pages)('the page %s', (path) => {
  test('needs no token, and has these headers', async () => {
    const { status, headers } = await get(path, { 'accept-encoding': 'br' });
    const {
      date: _,
      connection: __,
      'keep-alive': ___,
      etag,
      'content-length': ____,
      ...others
    } = Object.fromEntries(headers);
    expect([status, etag]).toEqual([200, expect.stringMatching(/^"[\w-]{43}"$/)]);
    expect(others).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy':
        'camera=(), clipboard-read=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-write=(self)',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test('has nothing inline, and all that it loads is on the same host, relative to it', async () => {
    const { text } = await get(path);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    const files = filesOf(text);
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((each) => !/^\/web\/[\w-]+\.\w+$/.test(each))).toEqual([]);
  });

  test('names files that are there, whose names have a hash and which a browser keeps for a year', async () => {
    for (const file of filesOf((await get(path)).text)) {
      const { status, headers } = await get(file);
      expect([file, status, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
        expect.stringMatching(/-[0-9A-Z]{8}\.(?:js|css|svg)$/),
        200,
        'public, max-age=31536000, immutable',
        'nosniff',
      ]);
    }
  });

  test('is 304 without a body for a browser that has it, in the encoding that it has', async () => {
    const tags = new Map<string, string>();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const first = await get(path, { 'accept-encoding': encoding });
      const etag = first.headers.get('etag') ?? '';
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await get(path, { 'accept-encoding': encoding, 'if-none-match': known });
        expect([known, again.status, again.text, again.headers.get('etag')]).toEqual([known, 304, '', etag]);
        expect(again.headers.get('content-security-policy')).toBe(first.headers.get('content-security-policy'));
      }
      expect((await get(path, { 'accept-encoding': encoding, 'if-none-match': '"other"' })).status).toBe(200);
      tags.set(etag, first.text);
    }
    expect([tags.size, new Set(tags.values()).size]).toEqual([3, 1]);
  });

  test('takes no other method', async () => {
    for (const method of ['HEAD', 'POST', 'DELETE']) {
      const { status, headers } = await ask(method, path, {});
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET']);
    }
  });
});

test('parameters that others add to a link are ignored', async () => {
  expect((await get('/onboard?utm_source=mail')).text).toBe((await get('/onboard')).text);
});

describe('a deployment whose page others may show in a frame', () => {
  const mayOf = (html: string) => /name="latchkey-may" content="([^"]*)"/.exec(html)?.[1];
  const ancestorsOf = (headers: Headers) => policyOf(headers).get('frame-ancestors');

  test.each([
    { path: '/onboard', may: 'see launch claim', ancestors: "'none'" },
    { path: '/onboard?frame', may: 'see launch', ancestors: `${vendorsApp} ${developers}` },
    { path: '/onboard?frame=1&x', may: 'see launch', ancestors: `${vendorsApp} ${developers}` },
    { path: '/onboard?frames', may: 'see launch claim', ancestors: "'none'" },
    { path: '/admin', may: undefined, ancestors: "'none'" },
    { path: '/admin?frame', may: undefined, ancestors: "'none'" },
  ])('$path may $may, in frames of $ancestors', async ({ path, may, ancestors }) => {
    const { text, headers } = await get(path, {}, framed);
    expect([mayOf(text), ancestorsOf(headers)]).toEqual([may, ancestors]);
  });

  test('the document for frames says which origins get its messages, and no other document does', async () => {
    const framesOf = (html: string) => /name="latchkey-frames" content="([^"]*)"/.exec(html)?.[1];
    expect(framesOf((await get('/onboard?frame', {}, framed)).text)).toBe(`${vendorsApp} ${developers}`);
    expect(framesOf((await get('/onboard', {}, framed)).text)).toBe('');
  });

  test('without that setting, the document for frames is shown in none', async () => {
    const { text, headers } = await get('/onboard?frame');
    expect([mayOf(text), ancestorsOf(headers)]).toEqual(['see launch', "'none'"]);
  });
});

test('a page may load the vendor’s logo from where it is, and nothing else from there', async () => {
  for (const path of pages) {
    const policy = policyOf((await get(path, {}, framed)).headers);
    const fromThere = [...policy].filter(([, sources]) => sources.includes('pictures.vendor.example'));
    expect(fromThere).toEqual([['img-src', "'self' https://pictures.vendor.example"]]);
  }
});

describe('the custom element', () => {
  test('keeps its name, so that a browser asks for it again each time', async () => {
    const { status, headers } = await get('/web/element.js');
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'no-cache',
    ]);
  });

  test('can be loaded by a page of an origin that the deployment allows, and by no other', async () => {
    const allowed = await get('/web/element.js', { origin: vendorsApp }, framed);
    const other = await get('/web/element.js', { origin: 'https://stranger.example' }, framed);
    const readBy = ({ headers }: typeof allowed) => headers.get('access-control-allow-origin');
    expect([readBy(allowed), readBy(other)]).toEqual([vendorsApp, null]);
    // A cache must not answer one origin with what another one got.
    expect(other.headers.get('vary')).toBe('Accept-Encoding, Origin');
  });
});

test.each([
  '/web/nothing.js',
  '/web/element',
  '/web/element.js.gz',
  '/web/onboard.html',
  '/web/..%2Fonboard.html',
  '/web/..%2F..%2Fpackage.json',
  '/web/%2Fetc%2Fpasswd',
  '/web/__proto__.js',
])('there is nothing at %s', async (path) => {
  const { status, text, headers } = await get(path);
  expect([status, text]).toEqual([404, expect.stringContaining('"type":"urn:latchkey:problem:unknown-route"')]);
  expect(headers.get('cache-control')).toBe('no-store');
});

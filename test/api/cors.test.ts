import { startTestStack, type TestStack } from '../support/testStack.ts';
import { ask, asJson, bearer } from '../support/ask.ts';
import { routes } from '../../lib/http/routes.ts';

const page = 'https://onboarding.vendor.example';
const other = 'http://localhost:5173';
const stranger = 'https://stranger.example';

let testStack: TestStack;

/** A testStack whose deploy named these origins, for as long as the tests around it run. */
function useTestStack(origins: string): void {
  beforeAll(async () => {
    testStack = await startTestStack({
      sweepEveryMs: 0,
      worker: false,
      environment: { LATCHKEY_CORS_ORIGINS: origins },
    });
  });
  afterAll(() => testStack.close());
}

const asks = (origin: string, method = 'POST') => ({
  origin,
  'access-control-request-method': method,
  'access-control-request-headers': 'authorization,content-type,idempotency-key',
});
const listOf = (header: string | null) => (header ?? '').split(',').map((part) => part.trim().toLowerCase());

describe('with two origins named at deploy', () => {
  useTestStack(`${page}, ${other}`);

  test.each([page, other])('a browser on %s may send any call that there is', async (origin) => {
    for (const { method, path } of Object.values(routes)) {
      const { status, headers, text } = await ask(testStack, 'OPTIONS', path, asks(origin, method));
      expect([status, text]).toEqual([204, '']);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(listOf(headers.get('access-control-allow-methods'))).toContain(method.toLowerCase());
      expect(listOf(headers.get('access-control-allow-headers'))).toEqual(
        expect.arrayContaining(['authorization', 'content-type', 'idempotency-key', 'prefer']),
      );
      expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(0);
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  test.each([
    { what: 'an answer', path: '/v1/blueprints', headers: bearer, status: 200 },
    { what: 'a problem of its call', path: '/v1/onboardings?limit=0', headers: bearer, status: 400 },
    { what: 'a missing token', path: '/v1/onboardings', headers: {}, status: 401 },
    { what: 'a path that is none', path: '/v1/nothing', headers: bearer, status: 404 },
  ])('$what can be read by the page, with the headers that it needs', async ({ path, headers, status }) => {
    const answer = await ask(testStack, 'GET', path, { ...headers, origin: page });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(page);
    expect(listOf(answer.headers.get('access-control-expose-headers'))).toEqual(['location', 'retry-after']);
    expect(answer.headers.get('vary')).toBe('Origin');
  });

  test('a create answers the page with its Location', async () => {
    const body = JSON.stringify({ ...testStack.nextTenant(), blueprint: 'tutum' });
    const { status, headers } = await ask(testStack, 'POST', '/v1/onboardings', { ...asJson, origin: page }, body);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([201, page]);
    expect(headers.get('location')).toMatch(/^\/v1\/onboardings\/ob_/);
  });

  test.each([
    stranger,
    'null',
    `${page}.stranger.example`,
    page.toUpperCase(),
    'http://onboarding.vendor.example',
    `${page}:8443`,
    'https://vendor.example',
  ])('a page on %s may neither ask nor read', async (origin) => {
    const preflight = await ask(testStack, 'OPTIONS', '/v1/onboardings', asks(origin));
    expect(preflight.status).toBe(404);
    expect(preflight.text).toContain('pages of this origin are not allowed');
    const answer = await ask(testStack, 'GET', '/v1/blueprints', { ...bearer, origin });
    expect(answer.status).toBe(200);
    for (const { headers } of [preflight, answer]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  test('no answer allows every origin, nor the browser to send what it keeps by itself', async () => {
    for (const origin of [page, stranger]) {
      for (const answer of [
        await ask(testStack, 'OPTIONS', '/v1/onboardings', asks(origin)),
        await ask(testStack, 'GET', '/v1/blueprints', { ...bearer, origin }),
      ]) {
        expect(answer.headers.get('access-control-allow-origin')).not.toBe('*');
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
    }
  });

  test('OPTIONS without a preflight is a call that is not there', async () => {
    expect((await ask(testStack, 'OPTIONS', '/v1/onboardings', { origin: page })).status).toBe(404);
  });
});

describe('with none', () => {
  useTestStack('');

  test('no page may do anything', async () => {
    const preflight = await ask(testStack, 'OPTIONS', '/v1/onboardings', asks(page));
    const answer = await ask(testStack, 'GET', '/v1/blueprints', { ...bearer, origin: page });
    expect([preflight.status, answer.status]).toEqual([404, 200]);
    for (const { headers } of [preflight, answer]) expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

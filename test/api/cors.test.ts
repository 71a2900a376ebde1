import { startTestStack, type TestStack } from '../support/testStack.ts';
import { ask, asJson, bearer } from '../support/ask.ts';
import { everyPath } from '../../lib/http/everyPath.ts';

const allowedOrigin = 'https://onboarding.vendor.example';
const secondOrigin = 'http://localhost:5173';
const unknownOrigin = 'https://stranger.example';

let testStack: TestStack;

/** Starts a test stack that is deployed with these origins, and closes it after the tests of the block. */
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

const preflightHeaders = (origin: string, method = 'POST') => ({
  origin,
  'access-control-request-method': method,
  'access-control-request-headers': 'authorization,content-type,idempotency-key',
});
const listOf = (header: string | null) => (header ?? '').split(',').map((part) => part.trim().toLowerCase());

describe('a deployment that allows two origins', () => {
  useTestStack(`${allowedOrigin}, ${secondOrigin}`);

  test.each([allowedOrigin, secondOrigin])('answers the preflight of every route from %s with 204', async (origin) => {
    for (const { method, path } of everyPath.map(({ route }) => route)) {
      const { status, headers, text } = await ask(testStack, 'OPTIONS', path, preflightHeaders(origin, method));
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
    { what: 'a successful answer', path: '/v1/blueprints', headers: bearer, status: 200 },
    { what: 'a problem document', path: '/v1/onboardings?limit=0', headers: bearer, status: 400 },
    { what: 'the answer to a request without a token', path: '/v1/onboardings', headers: {}, status: 401 },
    { what: 'the answer to an unknown path', path: '/v1/nothing', headers: bearer, status: 404 },
  ])(
    'lets a page of an allowed origin read $what, and its Location and Retry-After',
    async ({ path, headers, status }) => {
      const answer = await ask(testStack, 'GET', path, { ...headers, origin: allowedOrigin });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('access-control-allow-origin')).toBe(allowedOrigin);
      expect(listOf(answer.headers.get('access-control-expose-headers'))).toEqual([
        'location',
        'retry-after',
        'idempotency-replayed',
        'link',
      ]);
      expect(answer.headers.get('vary')).toBe('Origin');
    },
  );

  test('lets a page of an allowed origin read the Location of a create', async () => {
    const body = JSON.stringify({ ...testStack.nextTenant(), blueprint: 'tutum' });
    const { status, headers } = await ask(
      testStack,
      'POST',
      '/v1/onboardings',
      { ...asJson, origin: allowedOrigin },
      body,
    );
    expect([status, headers.get('access-control-allow-origin')]).toEqual([201, allowedOrigin]);
    expect(headers.get('location')).toMatch(/^\/v1\/onboardings\/ob_/);
  });

  test.each([
    unknownOrigin,
    'null',
    `${allowedOrigin}.stranger.example`,
    allowedOrigin.toUpperCase(),
    'http://onboarding.vendor.example',
    `${allowedOrigin}:8443`,
    'https://vendor.example',
  ])('refuses the preflight of a page on %s and sends it no CORS headers', async (origin) => {
    const preflight = await ask(testStack, 'OPTIONS', '/v1/onboardings', preflightHeaders(origin));
    expect(preflight.status).toBe(405);
    expect(preflight.text).toContain('pages of this origin are not allowed');
    const answer = await ask(testStack, 'GET', '/v1/blueprints', { ...bearer, origin });
    expect(answer.status).toBe(200);
    for (const { headers } of [preflight, answer]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  test('never allows every origin (*), and never allows credentials', async () => {
    for (const origin of [allowedOrigin, unknownOrigin]) {
      for (const answer of [
        await ask(testStack, 'OPTIONS', '/v1/onboardings', preflightHeaders(origin)),
        await ask(testStack, 'GET', '/v1/blueprints', { ...bearer, origin }),
      ]) {
        expect(answer.headers.get('access-control-allow-origin')).not.toBe('*');
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
    }
  });

  test('answers OPTIONS with 405 if it is not a preflight', async () => {
    expect((await ask(testStack, 'OPTIONS', '/v1/onboardings', { origin: allowedOrigin })).status).toBe(405);
  });
});

describe('a deployment that allows no origins', () => {
  useTestStack('');

  test('refuses every preflight and sends no CORS headers', async () => {
    const preflight = await ask(testStack, 'OPTIONS', '/v1/onboardings', preflightHeaders(allowedOrigin));
    const answer = await ask(testStack, 'GET', '/v1/blueprints', { ...bearer, origin: allowedOrigin });
    expect([preflight.status, answer.status]).toEqual([405, 200]);
    for (const { headers } of [preflight, answer]) expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { LatchkeyClient, LinkClient } from '../../client/index.ts';
import { jsonAnswer, scriptedApi } from './scriptedApi.ts';

const create = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };
const account = ['acme', '111122223333'] as const;

/** Without it, the body has a new recipient key. */
const inTheClear = { recipientKey: false } as const;

/** Each call of the client, with the request that it sends: the method, the path with its query, and the body. */
const calls: readonly [string, (client: LatchkeyClient) => Promise<unknown>, unknown?][] = [
  ['POST /v1/onboardings', (client) => client.create(create, inTheClear), create],
  [
    'POST /v1/onboardings?profile=acme',
    (client) => client.createAs('ini', create, { profile: 'acme', ...inTheClear }),
    create,
  ],
  ['GET /v1/onboardings?tenantId=acme&limit=2', (client) => client.list({ tenantId: 'acme', limit: 2 })],
  ['GET /v1/onboardings/ob_1', (client) => client.get('ob_1')],
  ['GET /v1/onboardings/a%2Fb', (client) => client.get('a/b')],
  ['POST /v1/onboardings/ob_1/provision', (client) => client.provision('ob_1')],
  ['POST /v1/onboardings/ob_1/credentials', (client) => client.claim('ob_1', inTheClear)],
  [
    'POST /v1/onboardings/ob_1/credentials?profile=p',
    (client) => client.claimAs('ini', 'ob_1', { profile: 'p', ...inTheClear }),
  ],
  [
    'POST /v1/onboardings/ob_1/credentials/AKIA1/retire',
    (client) => client.retireKey('ob_1', 'AKIA1', { force: true }),
    { force: true },
  ],
  ['POST /v1/onboardings/ob_1/update', (client) => client.update('ob_1'), {}],
  ['POST /v1/onboardings/ob_1/update/preview', (client) => client.previewUpdate('ob_1'), {}],
  ['POST /v1/onboardings/ob_1/credentials/AKIA1/reactivate', (client) => client.reactivateKey('ob_1', 'AKIA1'), {}],
  [
    'POST /v1/onboardings/ob_1/credentials/rotate',
    (client) => client.rotate('ob_1', { replaces: 'AKIAOLD' }, inTheClear),
    { replaces: 'AKIAOLD' },
  ],
  [
    'POST /v1/onboardings/ob_1/credentials/rotate?profile=p',
    (client) => client.rotateAs('ini', 'ob_1', { replaces: 'AKIAOLD' }, { profile: 'p', ...inTheClear }),
    { replaces: 'AKIAOLD' },
  ],
  ['DELETE /v1/onboardings/ob_1', (client) => client.offboard('ob_1')],
  ['DELETE /v1/onboardings/ob_1?leftovers=accept', (client) => client.offboard('ob_1', { acceptLeftovers: true })],
  ['GET /v1/onboardings/ob_1/review', (client) => client.review('ob_1')],
  ['GET /v1/onboardings/ob_1/events', (client) => client.events('ob_1')],
  ['GET /v1/onboardings/ob_1/health', (client) => client.onboardingHealth('ob_1')],
  ['GET /v1/onboardings/ob_1/health?live=false', (client) => client.onboardingHealth('ob_1', { live: 'false' })],
  ['POST /v1/onboardings/ob_1/link', (client) => client.createLink('ob_1')],
  [
    'POST /v1/onboardings/ob_1/link',
    (client) => client.createLink('ob_1', { expiresInSeconds: 60 }),
    { expiresInSeconds: 60 },
  ],
  ['POST /v1/onboardings/ob_1/link/share', (client) => client.shareLink('ob_1')],
  ['DELETE /v1/onboardings/ob_1/link', (client) => client.revokeLink('ob_1')],
  ['DELETE /v1/onboardings/ob_1/link/lnk_1', (client) => client.endLink('ob_1', 'lnk_1')],
  ['GET /v1/onboardings/ob_1/deliveries', (client) => client.deliveries('ob_1')],
  ['POST /v1/onboardings/ob_1/deliveries/msg_1/redeliver', (client) => client.redeliver('ob_1', 'msg_1')],
  ['POST /v1/tenants/acme/access', (client) => client.access('acme', create), create],
  ['GET /v1/tenants/acme/access/111122223333', (client) => client.getAccess(...account)],
  ['DELETE /v1/tenants/acme/access/111122223333', (client) => client.retireAccess(...account)],
  [
    'POST /v1/tenants/acme/access/111122223333/external-id',
    (client) => client.changeExternalId(...account, { replaces: 'old' }),
    { replaces: 'old' },
  ],
  ['DELETE /v1/tenants/acme', (client) => client.eraseTenant('acme')],
  ['DELETE /v1/tenants/acme?leftovers=accept', (client) => client.eraseTenant('acme', { acceptLeftovers: true })],
  ['GET /v1/onboardings/ob_1/handover.eml', (client) => client.handoverMessage('ob_1')],
  ['GET /v1/stops', (client) => client.stops()],
  ['POST /v1/stops/tenant%3Aacme', (client) => client.stop('tenant:acme', { reason: 'why' }), { reason: 'why' }],
  ['DELETE /v1/stops/all', (client) => client.allow('all')],
  ['GET /v1/statistics/statuses', (client) => client.statusCounts()],
  ['GET /v1/statistics/steps?newest=5', (client) => client.stepTimes({ newest: 5 })],
  ['POST /v1/profiles', (client) => client.profiles({ profiles: [] }), { profiles: [] }],
  ['GET /v1/blueprints', (client) => client.blueprints()],
  ['GET /v1/blueprints/tutum', (client) => client.blueprint('tutum')],
  ['POST /v1/blueprints/tutum/preview', (client) => client.preview('tutum', create), create],
  [
    'POST /v1/webhooks/test',
    (client) => client.testWebhook({ url: 'https://example.com' }),
    { url: 'https://example.com' },
  ],
  ['GET /v1/webhook-keys', (client) => client.webhookKeys()],
  ['GET /v1/openapi.json', (client) => client.openApi()],
  ['GET /v1/health', (client) => client.health()],
];

/** The same for each call of the client of a tenant's page. */
const linkCalls: readonly [string, (client: LinkClient) => Promise<unknown>, unknown?][] = [
  ['GET /v1/link/onboardings/ob_1', (client) => client.get('ob_1')],
  ['GET /v1/link/onboardings/ob_1/review', (client) => client.review('ob_1')],
  ['GET /v1/link/onboardings/ob_1/review', (client) => client.review('ob_1')],
  ['GET /v1/link/onboardings/ob_1/handover.eml', (client) => client.handoverMessage('ob_1')],
  ['POST /v1/link/onboardings/ob_1/provision', (client) => client.provision('ob_1')],
  ['POST /v1/link/onboardings/ob_1/credentials', (client) => client.claim('ob_1', inTheClear)],
  [
    'POST /v1/link/onboardings/ob_1/credentials?profile=p',
    (client) => client.claimAs('ini', 'ob_1', { profile: 'p', ...inTheClear }),
  ],
  ['POST /v1/link/onboardings/ob_1/link/share', (client) => client.shareLink('ob_1')],
  [
    'POST /v1/link/onboardings/ob_1/link/share',
    (client) => client.shareLink('ob_1', { message: 'please' }),
    { message: 'please' },
  ],
];

const withoutToken = ['/v1/webhook-keys', '/v1/openapi.json', '/v1/health'];

type Api = ReturnType<typeof scriptedApi>;
const every = [
  ...calls.map(([line, call, body]) => ({ line, send: ({ client }: Api) => call(client), body })),
  ...linkCalls.map(([line, call, body]) => ({ line, send: ({ linkClient }: Api) => call(linkClient), body })),
];

test.each(every)('$line', async ({ line, send, body }) => {
  const scripted = scriptedApi([jsonAnswer(200, { id: 'ob_1' })]);
  await send(scripted);
  const { requests } = scripted;
  const [request] = requests;
  const { pathname, search } = new URL(request?.url ?? '');
  const sent = (await request?.text()) ?? '';
  expect(`${request?.method ?? ''} ${pathname}${search}`).toBe(line);
  expect(sent === '' ? undefined : JSON.parse(sent)).toEqual(body);
  expect(request?.headers.get('content-type') ?? undefined).toBe(body === undefined ? undefined : 'application/json');
  // A redirect could take the token elsewhere.
  expect(request?.redirect).toBe('error');
  expect(request?.headers.get('authorization') ?? undefined).toBe(
    withoutToken.includes(pathname) ? undefined : 'Bearer a-token',
  );
});

test('every operation of the contract has a call', () => {
  const { paths } = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const patterns = operations.map((line) => new RegExp(`^${line.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`));
  expect(operations.filter((_, index) => !every.some(({ line }) => patterns[index]?.test(line) === true))).toEqual([]);
  expect(operations.length).toBeGreaterThan(20);
});

test('a create and a claim have an Idempotency-Key: the given one, or another one for each call', async () => {
  const { client, requests } = scriptedApi([jsonAnswer(200, { id: 'ob_1' })]);
  await client.create(create, { idempotencyKey: 'mine', async: true });
  await client.create(create, inTheClear);
  await client.claim('ob_1', inTheClear);
  await client.claimAs('csv', 'ob_1');
  const [given, ...made] = requests.map(({ headers }) => headers.get('idempotency-key') ?? '');
  expect(given).toBe('mine');
  expect(new Set(made.filter((key) => /^[0-9a-f]{32}$/.test(key))).size).toBe(3);
  expect(requests.map(({ headers }) => headers.get('prefer'))).toEqual(['respond-async', null, null, null]);
  expect(requests.map(({ headers }) => headers.get('accept'))).toEqual([null, null, null, 'text/csv']);
});

test('the work of a provision and of an offboarding can be left to a worker', async () => {
  const { client, requests } = scriptedApi([jsonAnswer(202, { id: 'ob_1' }, { 'retry-after': '2' })]);
  expect(await client.provision('ob_1', { async: true })).toMatchObject({ isInProgress: true, retryAfterSeconds: 2 });
  await client.offboard('ob_1', { async: true });
  expect(requests.map(({ headers }) => headers.get('prefer'))).toEqual(['respond-async', 'respond-async']);
});

test('token and headers may be functions, which are called for each request', async () => {
  let count = 0;
  const { client, requests } = scriptedApi([jsonAnswer(200, {})], {
    baseUrl: 'https://api.example.com/prod/',
    token: () => Promise.resolve(`token-${String((count += 1))}`),
    headers: () => ({ 'x-trace': 'one' }),
  });
  await client.stops();
  await client.stops();
  expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-2']);
  expect(requests.map(({ headers }) => headers.get('x-trace'))).toEqual(['one', 'one']);
  expect(requests.map(({ url }) => url)).toEqual(Array(2).fill('https://api.example.com/prod/v1/stops'));
});

test('in Node, the User-Agent names the program, the client with its version, and Node', async () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('client/package.json', 'utf8')));
  const { client, requests } = scriptedApi([jsonAnswer(200, {})], { userAgent: 'acme-portal/2.1' });
  await client.health();
  expect(requests[0]?.headers.get('user-agent')).toBe(
    `acme-portal/2.1 latchkey-client/${version} node/${process.versions.node}`,
  );
});

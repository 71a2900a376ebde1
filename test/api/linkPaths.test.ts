import * as z from 'zod';
import { everyPath } from '../../lib/http/everyPath.ts';
import { isForLinksAlone, routeKey } from '../../lib/http/routes.ts';
import { ask, bearer } from '../support/ask.ts';
import { asOperator } from '../support/operator.ts';
import { absentId, pathOf } from '../support/routePath.ts';
import { signed, startSignedApi } from '../support/signedApi.ts';
import { later, startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
let signing: Awaited<ReturnType<typeof startSignedApi>>;
beforeAll(async () => {
  testStack = await startTestStack();
  signing = await startSignedApi(testStack);
});
afterAll(async () => {
  await signing.close(0);
  await testStack.close();
});

const as = (token: string) => ({ authorization: `Bearer ${token}` });
const answered = z.looseObject({ type: z.string().optional(), detail: z.string().optional() });
/** Returns what an answer says, without the ID of its request. */
const saidIn = ({ status, text }: { readonly status: number; readonly text: string }) => {
  const { requestId: _, ...body } = answered.parse(JSON.parse(text));
  return { status, ...body };
};

/** Creates an onboarding whose link may do everything, and returns it with the token of the link. */
async function waiting() {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.create(tenant, { link: { delivers: 'tenant' } });
  return { tenant, id: body.id, token: body.link?.token ?? '' };
}

const named = everyPath.map(({ route, isForLinks }) => ({ key: routeKey(route), route, isForLinks }));
const linkPaths = named.filter(({ isForLinks }) => isForLinks);
const forLinksAlone = named.filter(({ route }) => isForLinksAlone(route));

test('each call that accepts a link token has a path for link tokens alone', () => {
  expect(linkPaths.map(({ key }) => key)).toEqual([
    'GET /v1/link/onboardings/{id}',
    'GET /v1/link/onboardings/{id}/review',
    'POST /v1/link/onboardings/{id}/provision',
    'POST /v1/link/onboardings/{id}/credentials',
    'GET /v1/link/onboardings/{id}/handover.eml',
    'POST /v1/link/onboardings/{id}/link/share',
  ]);
});

const others = [
  { what: 'no token', headers: {} },
  { what: 'the token of the back end', headers: bearer },
  { what: 'the token of an operator', headers: asOperator },
  { what: 'a signature', headers: signed },
  { what: 'a token that has not the form of a link token', headers: as('lkl_x') },
];

describe.each([
  { deployment: 'callers have tokens', api: () => testStack.url },
  { deployment: 'callers sign', api: () => signing.url },
])('where $deployment', ({ api }) => {
  test.each(forLinksAlone)('$key is 401 for everything but a link token, and changes nothing', async ({ route }) => {
    const { id } = await waiting();
    const before = await testStack.read(id);
    for (const { what, headers } of others) {
      const answer = await ask({ url: api() }, route.method, pathOf(route, { id }), headers);
      expect([what, answer.status, answer.headers.get('www-authenticate')]).toEqual([what, 401, 'Bearer']);
      expect(saidIn(answer).detail).toContain('needs a link token');
    }
    expect(await testStack.read(id)).toEqual(before);
  });

  test.each(linkPaths)('$key answers as the other path does to a wrong token and to a wrong ID', async ({ route }) => {
    const { id, token } = await waiting();
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`;
    const other = await waiting();
    for (const [status, at, given] of [
      [401, id, changed],
      [404, other.id, token],
      [404, absentId, token],
      [404, 'x', token],
    ] as const) {
      const path = pathOf(route, { id: at });
      const answer = await ask({ url: api() }, route.method, path, as(given));
      expect(answer.status).toBe(status);
      const plain = await ask(testStack, route.method, path.replace('/v1/link/', '/v1/'), as(given));
      expect(saidIn(answer)).toEqual(saidIn(plain));
    }
  });

  test('a page provisions and claims with its token, follows the path in the answer, and the audit trail names the link', async () => {
    const { tenant, id, token } = await waiting();
    await testStack.launch(tenant);
    const send = (method: string, path: string, more: Readonly<Record<string, string>> = {}) =>
      ask({ url: api() }, method, path, { ...as(token), ...more });
    const path = `/v1/link/onboardings/${id}`;
    const accepted = await send('POST', `${path}/provision`, later);
    expect([accepted.status, accepted.headers.get('location')]).toEqual([202, path]);
    await testStack.until(id, 'ready');
    const { claim } = z.object({ claim: z.string() }).parse(JSON.parse((await send('GET', path)).text));
    expect(claim).toBe(`${path}/credentials`);
    const claimed = await send('POST', claim);
    expect([claimed.status, claimed.text.includes('"secretAccessKey"')]).toEqual([200, true]);
    const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`);
    expect(text).toContain('"caller":"link","action":"provision"');
    expect(text).toContain('"caller":"link","action":"claim","outcome":"claimed"');
  });
});

test('a claim that is repeated at the other path with the same Idempotency-Key is the same request', async () => {
  const { tenant, id, token } = await waiting();
  await testStack.launch(tenant);
  await testStack.provision(id);
  const claim = (version: string) =>
    ask(testStack, 'POST', `${version}/onboardings/${id}/credentials`, { ...as(token), 'idempotency-key': 'once' });
  const answers = [await claim('/v1/link'), await claim('/v1'), await claim('/v1/link')];
  expect(answers.map(({ status, headers }) => [status, headers.get('idempotency-replayed')])).toEqual([
    [200, null],
    [200, 'true'],
    [200, 'true'],
  ]);
});

test('while links are stopped, both paths are 503', async () => {
  const { tenant, id, token } = await waiting();
  const scope = `/v1/stops/tenant:${tenant.tenantId}`;
  await testStack.request('POST', scope, { reason: 'a test' }, asOperator);
  for (const version of ['/v1', '/v1/link'])
    for (const call of ['provision', 'link/share']) {
      const { status, text } = await ask(testStack, 'POST', `${version}/onboardings/${id}/${call}`, as(token));
      expect([call, status, text.includes('problem:stopped')]).toEqual([call, 503, true]);
    }
  await testStack.request('DELETE', scope, undefined, asOperator);
});

test('where callers sign, a create and POST link return links, and API Gateway refuses their tokens at the other paths', async () => {
  const json = { ...signed, 'content-type': 'application/json' };
  const body = JSON.stringify({ ...testStack.nextTenant(), blueprint: 'tutum' });
  const { status, text } = await ask(signing, 'POST', '/v1/onboardings', json, body);
  const link = z.object({ token: z.string() });
  const created = z.object({ id: z.string(), link }).parse(JSON.parse(text));
  const second = await ask(signing, 'POST', `/v1/onboardings/${created.id}/link`, signed);
  expect([status, second.status]).toEqual([201, 201]);
  for (const { token } of [created.link, link.parse(JSON.parse(second.text))]) {
    expect((await ask(signing, 'GET', `/v1/link/onboardings/${created.id}`, as(token))).status).toBe(200);
    expect(saidIn(await ask(signing, 'GET', `/v1/onboardings/${created.id}`, as(token)))).toEqual({
      status: 403,
      message: 'Forbidden',
    });
  }
  expect((await ask(signing, 'GET', `/v1/onboardings/${created.id}`, signed)).status).toBe(200);
});

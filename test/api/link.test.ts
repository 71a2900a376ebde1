import { routeKey, routes } from '../../lib/http/routes.ts';
import { absentId, pathOf } from '../support/routePath.ts';
import { sha256 } from '../support/sha256.ts';
import { keyOf, later, type Answer } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    environment: {
      LATCHKEY_PAGE_URL: 'https://vendor.example/onboard',
      LATCHKEY_RETURN_ORIGINS: 'https://app.vendor.example',
    },
  });
});
afterAll(() => {
  testStack.close();
});

const as = (token: string) => ({ authorization: `Bearer ${token}` });
const linkOf = ({ body }: Answer) => {
  const { link } = body;
  if (link === undefined) throw new Error(`no link in ${String(body.status)}`);
  return link;
};
const makeLink = (id: string, body?: object) => testStack.request('POST', `/v1/onboardings/${id}/link`, body);
/** Makes the oldest link of an onboarding expire. */
const expireFirst = (id: string) =>
  testStack.changeRecord(id, ({ links }) => ({
    links: links?.map((each, index) => (index === 0 ? { ...each, expiresAt: testStack.now() - 1 } : each)),
  }));
const getAs = (id: string, token: string) => testStack.request('GET', `/v1/onboardings/${id}`, undefined, as(token));

const week = 7 * 24 * 3600;
/** A link with which the tenant claims the keys. */
const claims = { link: { delivers: 'tenant' } };

/** Creates an onboarding in awaiting_access, and returns it with its link. */
async function waiting(body: object = {}) {
  const tenant = testStack.nextTenant();
  const answer = await testStack.create(tenant, body);
  return { tenant, ...linkOf(answer), id: answer.body.id };
}

describe('the link of a create', () => {
  test('is returned if the onboarding awaits access: the page URL with the token in its fragment, valid for seven days', async () => {
    const before = testStack.now();
    const { id, url, token, expiresAt } = await waiting();
    expect(url).toBe(`https://vendor.example/onboard#onboarding=${id}&token=${token}`);
    const seconds = (Date.parse(expiresAt) - before) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(week - 1);
    expect(seconds).toBeLessThan(week + 60);
    // The secret after the prefix and the ID has 256 bits.
    const [, secret = ''] = /^lkl_[0-9A-Z]{26}_([\w-]+)$/.exec(token) ?? [];
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  test('is returned by an asynchronous create, and not by a create that returns the keys', async () => {
    const tenant = await testStack.newTenant();
    expect(linkOf(await testStack.create(tenant, {}, later)).token).toMatch(/^lkl_/);
    const claimed = await testStack.create(await testStack.newTenant());
    expect([keyOf(claimed).userName, claimed.body.link]).toEqual(['tutum', undefined]);
  });

  test('is not returned again by GET, by the list or by a replay', async () => {
    const tenant = testStack.nextTenant();
    const key = { 'idempotency-key': 'create-once' };
    const first = await testStack.create(tenant, {}, key);
    const { token } = linkOf(first);
    const replay = await testStack.create(tenant, {}, key);
    expect(replay.body.id).toBe(first.body.id);
    const list = await testStack.request('GET', `/v1/onboardings?tenantId=${tenant.tenantId}`);
    for (const { text } of [replay, await testStack.get(first.body.id), list]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain('"link"');
    }
  });

  test('is stored only as the SHA-256 of its token', async () => {
    const { id, token } = await waiting();
    const table = JSON.stringify(await testStack.items());
    expect(table).not.toContain(token);
    expect(table).not.toContain(token.slice(-43));
    expect((await testStack.read(id)).links?.[0]?.sha256).toBe(sha256(token));
  });

  test.each([60, 600, week])('is valid for %d seconds if the request asks for that', async (expiresInSeconds) => {
    const before = testStack.now();
    const { expiresAt } = await waiting({ link: { expiresInSeconds } });
    const seconds = (Date.parse(expiresAt) - before) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(expiresInSeconds - 1);
    expect(seconds).toBeLessThan(expiresInSeconds + 60);
  });

  test.each([59, week + 1, 0, -1, 60.5, '60'])(
    'is 422 for %p seconds, both in a create and in POST link',
    async (expiresInSeconds) => {
      const tenant = testStack.nextTenant();
      const { status, body } = await testStack.create(tenant, { link: { expiresInSeconds } });
      expect([status, body.errors[0]?.pointer]).toEqual([422, '/link/expiresInSeconds']);
      const made = (await testStack.create(tenant)).body.id;
      const replaced = await makeLink(made, { expiresInSeconds });
      expect([replaced.status, replaced.body.errors[0]?.pointer]).toEqual([422, '/expiresInSeconds']);
      expect(replaced.body.detail).toMatch(/^Nothing was created\. /);
    },
  );
});

test('a page with a link for the tenant provisions and claims; then the link only reads, and the audit trail names the link', async () => {
  const { tenant, id, token } = await waiting(claims);
  await testStack.launch(tenant);
  const seen = await getAs(id, token);
  expect([seen.status, seen.body.status, seen.body.access?.['launchUrl']]).toEqual([
    200,
    'awaiting_access',
    expect.stringContaining('quickcreate'),
  ]);
  const provisioned = await testStack.provision(id, as(token));
  expect([provisioned.status, provisioned.body.status]).toEqual([200, 'ready']);
  const claim = await testStack.claim(id, { ...as(token), 'idempotency-key': 'claim-once' });
  expect([claim.status, keyOf(claim).userName]).toEqual([200, 'tutum']);
  const again = await testStack.claim(id, as(token));
  expect([again.status, again.body.type]).toEqual([409, 'urn:latchkey:problem:credentials-issued']);
  const after = await getAs(id, token);
  expect([after.status, after.body.status, after.text.includes(keyOf(claim).secretAccessKey)]).toEqual([
    200,
    'claimed',
    false,
  ]);
  const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`);
  expect(text).toContain('"caller":"link","action":"provision","outcome":"ready"');
  expect(text).toContain('"caller":"link","action":"claim","outcome":"claimed"');
});

describe('the link token', () => {
  const all = Object.values(routes);
  const own = all.filter(({ callers }) => callers.includes('link'));
  const others = all.filter(({ callers }) => callers !== 'anybody' && !callers.includes('link'));

  test('may make six calls: GET the onboarding, its review and its message, provision it, claim its keys and share the link', () => {
    expect(own.map(routeKey)).toEqual([
      'GET /v1/onboardings/{id}',
      'GET /v1/onboardings/{id}/review',
      'POST /v1/onboardings/{id}/provision',
      'POST /v1/onboardings/{id}/credentials',
      'GET /v1/onboardings/{id}/handover.eml',
      'POST /v1/onboardings/{id}/link/share',
    ]);
  });

  test('is 401 on every other route, and changes nothing', async () => {
    const { tenant, id, token } = await waiting();
    const before = await testStack.read(id);
    expect(others.length).toBeGreaterThan(10);
    for (const route of others) {
      const path = pathOf(route, { id, ...tenant });
      const { status, body } = await testStack.request(route.method, path, undefined, as(token));
      expect([path, status, body.type]).toEqual([path, 401, 'urn:latchkey:problem:unauthorized']);
      expect(body.detail).toMatch(/needs (the back end's|an operator's) token/);
    }
    expect(await testStack.read(id)).toEqual(before);
  });

  test('gets the same 404 for another onboarding as for an ID that does not exist', async () => {
    const mine = await waiting();
    const other = await waiting();
    for (const route of own) {
      const answers = [other.id, absentId].map((id) =>
        testStack.request(route.method, pathOf(route, { id }), undefined, as(mine.token)),
      );
      const [theirs, absent] = await Promise.all(answers);
      expect([theirs?.status, theirs?.body.type]).toEqual([404, 'urn:latchkey:problem:not-found']);
      expect({ ...theirs?.body, requestId: '' }).toEqual({ ...absent?.body, requestId: '' });
    }
  });

  test('is 401 if it was changed, whether its onboarding exists or not', async () => {
    const { id, token } = await waiting();
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`;
    const forAbsent = token.replace(id.slice(3), absentId.slice(3));
    const answers = await Promise.all([getAs(id, changed), getAs(absentId, forAbsent)]);
    for (const { status } of answers) expect(status).toBe(401);
    expect(answers[0].body.detail).toBe(answers[1].body.detail);
    expect((await getAs(id, token)).status).toBe(200);
  });

  test('is 401 after it has expired, and the answer says so; an expired link makes room for another', async () => {
    const { id, token } = await waiting();
    await Promise.all(Array.from({ length: 4 }, () => makeLink(id)));
    await expireFirst(id);
    const { status, body } = await getAs(id, token);
    expect([status, body.detail]).toEqual([401, expect.stringContaining('expired')]);
    expect((await makeLink(id)).status).toBe(201);
    expect((await testStack.read(id)).links).toHaveLength(5);
  });

  test('is valid beside the others, up to five; DELETE link revokes all, and the audit trail has the calls', async () => {
    const { id, token } = await waiting();
    const made = await Promise.all(Array.from({ length: 5 }, () => makeLink(id)));
    const codes = made.map(({ status }) => status);
    expect(codes.toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 409]);
    expect(made.find(({ status }) => status === 409)?.body.detail).toContain('5 valid links');
    const tokens = [token, ...made.flatMap(({ body: { token: each } }) => (typeof each === 'string' ? each : []))];
    const statuses = async () => {
      const views = await Promise.all(tokens.map((each) => getAs(id, each)));
      return [...new Set(views.map(({ status }) => status))];
    };
    expect([tokens.length, await statuses()]).toEqual([5, [200]]);
    const revoke = () => testStack.request('DELETE', `/v1/onboardings/${id}/link`);
    expect([(await revoke()).status, await statuses(), (await revoke()).status]).toEqual([204, [401], 204]);
    const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`);
    const actions = [...text.matchAll(/"action":"([\w-]+)"/g)].map(([, action]) => action);
    expect(actions.filter((action) => action?.includes('link'))).toEqual([...Array(4).fill('link'), 'revoke-link']);
  });

  test('is revoked by the offboarding; POST link is 409 for an offboarded and for a claimed onboarding', async () => {
    const { id, token } = await waiting();
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect((await getAs(id, token)).status).toBe(401);
    const claimed = await testStack.create(await testStack.newTenant());
    for (const [each, current] of [
      [id, 'offboarded'],
      [claimed.body.id, 'claimed'],
    ] as const) {
      const { status, body } = await makeLink(each);
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:wrong-state']);
      expect(body.detail).toContain(`The onboarding has the status ${current}.`);
    }
  });
});

test('links that are created while a worker provisions the onboarding do not stop it, and all of them are valid', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant, {}, later)).body;
  const made = await Promise.all(Array.from({ length: 4 }, () => makeLink(id)));
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  await testStack.until(id, 'ready');
  const views = await Promise.all(made.map(({ body }) => getAs(id, String(body['token']))));
  expect(views.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

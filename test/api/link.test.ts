import { createHash } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { routeKey, routes } from '../../lib/http/routes.ts';
import { absentId, pathOf } from '../support/routePath.ts';
import { keyOf, later, startTestStack, type Answer, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: { LATCHKEY_PAGE_URL: 'https://vendor.example/onboard' } });
});
afterAll(() => testStack.close());

const as = (token: string) => ({ authorization: `Bearer ${token}` });
const linkOf = ({ body }: Answer) => {
  const { link } = body;
  if (link === undefined) throw new Error(`no link in ${String(body.status)}`);
  return link;
};
const makeLink = (id: string, body?: object) => testStack.request('POST', `/v1/onboardings/${id}/link`, body);
const see = (id: string, token: string) => testStack.request('GET', `/v1/onboardings/${id}`, undefined, as(token));

/** One that waits for its stack, with its link. */
async function waiting(body: object = {}) {
  const tenant = testStack.nextTenant();
  const answer = await testStack.create(tenant, body);
  return { tenant, id: answer.body.id, ...linkOf(answer) };
}

describe('the link of a create', () => {
  test('is in the answer of one that waits: a page with the token behind the #, for one hour', async () => {
    const before = Date.now();
    const { id, url, token, expiresAt } = await waiting();
    expect(url).toBe(`https://vendor.example/onboard#onboarding=${id}&token=${token}`);
    const seconds = (Date.parse(expiresAt) - before) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(3599);
    expect(seconds).toBeLessThan(3660);
    // 256 bits, after what tells it from other tokens.
    const [, secret = ''] = /^lkl_[0-9A-Z]{26}_([\w-]+)$/.exec(token) ?? [];
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  test('is in the answer of an asynchronous one too, and in none that was claimed at once', async () => {
    const tenant = await testStack.newTenant();
    expect(linkOf(await testStack.create(tenant, {}, later)).token).toMatch(/^lkl_/);
    const atOnce = await testStack.create(await testStack.newTenant());
    expect([keyOf(atOnce).userName, atOnce.body.link]).toEqual(['tutum', undefined]);
  });

  test('is not repeated: neither by GET, nor by the list, nor by a replay', async () => {
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

  test('stands in the table as its hash alone', async () => {
    const { id, token } = await waiting();
    const table = JSON.stringify(await testStack.items());
    expect(table).not.toContain(token);
    expect(table).not.toContain(token.slice(-43));
    expect((await testStack.read(id)).link?.sha256).toBe(createHash('sha256').update(token).digest('hex'));
  });

  test.each([60, 600, 3600])('is good for %d seconds where that is asked for', async (expiresInSeconds) => {
    const before = Date.now();
    const { expiresAt } = await waiting({ link: { expiresInSeconds } });
    const seconds = (Date.parse(expiresAt) - before) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(expiresInSeconds - 1);
    expect(seconds).toBeLessThan(expiresInSeconds + 60);
  });

  test.each([59, 3601, 0, -1, 60.5, '60', null])(
    'for %p seconds is 422 at its place, from the create and from POST link',
    async (expiresInSeconds) => {
      const tenant = testStack.nextTenant();
      const { status, body } = await testStack.create(tenant, { link: { expiresInSeconds } });
      expect([status, body.errors[0]?.pointer]).toEqual([422, '/link/expiresInSeconds']);
      const made = (await testStack.create(tenant)).body.id;
      const anew = await makeLink(made, { expiresInSeconds });
      expect([anew.status, anew.body.errors[0]?.pointer]).toEqual([422, '/expiresInSeconds']);
    },
  );
});

test('with the token the stack is said to be launched, the keys are claimed, and the link is dead; the audit trail shows it', async () => {
  const { tenant, id, token } = await waiting();
  await testStack.launch(tenant);
  const seen = await see(id, token);
  expect([seen.status, seen.body.status, seen.body.access?.['launchUrl']]).toEqual([
    200,
    'awaiting_access',
    expect.stringContaining('quickcreate'),
  ]);
  const provisioned = await testStack.provision(id, as(token));
  expect([provisioned.status, provisioned.body.status]).toEqual([200, 'ready']);
  const claim = await testStack.claim(id, { ...as(token), 'idempotency-key': 'claim-once' });
  expect([claim.status, keyOf(claim).userName]).toEqual([200, 'tutum']);
  for (const again of [
    await see(id, token),
    await testStack.claim(id, as(token)),
    await testStack.provision(id, as(token)),
  ]) {
    expect([again.status, again.body.type]).toEqual([401, 'urn:latchkey:problem:unauthorized']);
    expect(again.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect((await testStack.read(id)).link).toBeUndefined();
  const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`);
  expect(text).toContain('"caller":"link","action":"provision","outcome":"ready"');
  expect(text).toContain('"caller":"link","action":"claim","outcome":"claimed"');
});

describe('the link token', () => {
  const all = Object.values(routes);
  const own = all.filter(({ callers }) => callers === 'link');
  const others = all.filter(({ callers }) => callers === 'token');

  test('is good for three calls: to see the onboarding, to say that the stack is launched, and to claim', () => {
    expect(own.map(routeKey)).toEqual([
      'GET /v1/onboardings/{id}',
      'POST /v1/onboardings/{id}/provision',
      'POST /v1/onboardings/{id}/credentials',
    ]);
  });

  test('is refused by every other call, which does nothing', async () => {
    const { tenant, id, token } = await waiting();
    const before = await testStack.read(id);
    expect(others.length).toBeGreaterThan(10);
    for (const route of others) {
      const path = pathOf(route, { id, ...tenant });
      const { status, body } = await testStack.request(route.method, path, undefined, as(token));
      expect([path, status, body.type]).toEqual([path, 401, 'urn:latchkey:problem:unauthorized']);
      expect(body.detail).toContain("a vendor's token");
    }
    expect(await testStack.read(id)).toEqual(before);
  });

  test('of another onboarding gets the same 404 as for an ID that nothing has', async () => {
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

  test('that was made up, or changed in one character, is 401, for an onboarding that is there or not', async () => {
    const { id, token } = await waiting();
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`;
    const forAbsent = token.replace(id.slice(3), absentId.slice(3));
    const answers = await Promise.all([see(id, changed), see(absentId, forAbsent)]);
    for (const { status } of answers) expect(status).toBe(401);
    expect(answers[0].body.detail).toBe(answers[1].body.detail);
    expect((await see(id, token)).status).toBe(200);
  });

  test('is 401 once its time is over, and says so', async () => {
    const { id, token } = await waiting();
    await testStack.table.send(
      new UpdateCommand({
        TableName: 'latchkey-state',
        Key: { pk: `onboarding#${id}`, sk: 'record' },
        UpdateExpression: 'SET #link.expiresAt = :past',
        ExpressionAttributeNames: { '#link': 'link' },
        ExpressionAttributeValues: { ':past': Date.now() - 1 },
      }),
    );
    const { status, body } = await see(id, token);
    expect([status, body.detail]).toEqual([401, expect.stringContaining('expired')]);
  });

  test('is dead after POST link, which gives the next, and that after DELETE link; both stand in the audit trail', async () => {
    const { id, token } = await waiting();
    const made = await makeLink(id, { expiresInSeconds: 120 });
    expect(made.status).toBe(201);
    const next = String(made.body['token']);
    expect(made.body['url']).toBe(`https://vendor.example/onboard#onboarding=${id}&token=${next}`);
    expect([(await see(id, token)).status, (await see(id, next)).status]).toEqual([401, 200]);
    const revoke = () => testStack.request('DELETE', `/v1/onboardings/${id}/link`);
    expect([(await revoke()).status, (await see(id, next)).status, (await revoke()).status]).toEqual([204, 401, 204]);
    const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`);
    const actions = [...text.matchAll(/"action":"([\w-]+)"/g)].map(([, action]) => action);
    expect(actions.filter((action) => action?.includes('link'))).toEqual(['link', 'revoke-link']);
  });

  test('is dead after the offboarding; no new one is made then, nor for a claimed one', async () => {
    const { id, token } = await waiting();
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
    expect((await see(id, token)).status).toBe(401);
    const claimed = await testStack.create(await testStack.newTenant());
    for (const each of [id, claimed.body.id]) {
      const { status, body } = await makeLink(each);
      expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:wrong-state']);
    }
  });
});

test('a link that is made while the onboarding moves is lost by neither', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant, {}, later)).body;
  const made = await Promise.all(Array.from({ length: 5 }, () => makeLink(id)));
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  await testStack.until(id, 'ready');
  const good = await Promise.all(made.map(({ body }) => see(id, String(body['token']))));
  expect(good.filter(({ status }) => status === 200)).toHaveLength(1);
});

import { ask, asJson, bearer } from '../support/ask.ts';
import { callCount, changesSince } from '../support/changes.ts';
import { startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';
import { contract, routeNames } from '../../lib/http/contract.ts';
import { everyPath } from '../../lib/http/everyPath.ts';
import { mayCall, routes } from '../../lib/http/routes.ts';
import { expectRefusal } from '../support/refusal.ts';
import { pathOf } from '../support/routePath.ts';

let testStack: TestStack;
let tenant: Tenant;
let claimed: string;
let waiting: string;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
  tenant = await testStack.newTenant();
  claimed = (await testStack.create(tenant, { parameters: { userName: 'claimed', policyName: 'claimed' } })).body.id;
  waiting = (await testStack.create(testStack.nextTenant())).body.id;
});
afterAll(() => testStack.close());

const post =
  (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = asJson) =>
  () =>
    ask(testStack, 'POST', '/v1/onboardings', headers, body);

describe('an invalid header or query', () => {
  const validBody = () => JSON.stringify({ ...tenant, blueprint: 'tutum' });

  test.each(['application/xml', 'text/html', 'image/png, text/plain;q=0.5', 'application/json;q=0'])(
    'Accept: %s is 406',
    (accept) =>
      expectRefusal(testStack, () => post(validBody(), { ...asJson, accept })(), {
        status: 406,
        slug: 'not-acceptable',
        says: ['application/json, text/csv, text/x-shellscript, text/x-ini'],
      }),
  );

  test.each(['', '""', 'k'.repeat(256), 'two words', 'a,b', '"half', 'a"b', '"a" "b"', '"a";p=1', 'kä'])(
    'Idempotency-Key: %s is 400',
    (key) =>
      expectRefusal(testStack, () => post(validBody(), { ...asJson, 'idempotency-key': key })(), {
        status: 400,
        slug: 'malformed-header',
        says: ['Idempotency-Key', '1 to 255', 'for example a UUID'],
      }),
  );

  test.each(['?dryRun=true', '?profile', '?profile=&profile=x', '?__proto__=x', '?%zz=1'])(
    'the query %s is 400',
    (query) =>
      expectRefusal(testStack, () => ask(testStack, 'POST', `/v1/onboardings${query}`, asJson, validBody()), {
        status: 400,
        slug: 'malformed-query',
        says: ['query parameter'],
      }),
  );

  test.each(['?a=1', '?id=1&id=2'])(
    '%s is 400 on a route that takes no query parameters, and the answer says so',
    (query) =>
      expectRefusal(testStack, () => ask(testStack, 'GET', `/v1/onboardings/${claimed}${query}`), {
        status: 400,
        slug: 'malformed-query',
        says: ['It has none'],
      }),
  );

  test.each([
    ['none', {}],
    ['an empty one', { authorization: '' }],
    ['Bearer and nothing', { authorization: 'Bearer ' }],
    ['a wrong one', { authorization: 'Bearer wrong' }],
    ['the right one and more', { authorization: `${bearer.authorization}x` }],
    ['the right one twice', { authorization: `${bearer.authorization}, ${bearer.authorization}` }],
    ['the right one as Basic', { authorization: bearer.authorization.replace('Bearer', 'Basic') }],
    ['its hash', { authorization: `Bearer ${'0'.repeat(64)}` }],
  ])('of tokens %s is 401, whatever else is wrong', async (_, headers) => {
    const expected = { status: 401, slug: 'unauthorized', says: ['Authorization: Bearer'] };
    await expectRefusal(testStack, post('{', { 'content-type': 'application/json', ...headers }), expected);
    for (const { route } of everyPath.filter((each) => each.route.callers !== 'anybody')) {
      const path = `${pathOf(route, { id: claimed })}?nothing=1`;
      await expectRefusal(testStack, () => ask(testStack, route.method, path, headers), expected);
    }
    expect((await ask(testStack, 'GET', '/v1/blueprints', headers)).headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('an onboarding that does not exist or has the wrong status', () => {
  const ids = [
    'ob_01JDA000000000000000000000',
    'ob_01jda000000000000000000000',
    'ob_1',
    'x',
    '1',
    '%00',
    '%ff',
    '%zz',
    '..%2F..%2Faccess',
    'ob_01JDA000000000000000000000%0A',
    'null',
    '__proto__',
    `ob_${'0'.repeat(3000)}`,
  ];

  test('an ID that is unused and an ID that is malformed get the same 404', async () => {
    for (const id of ids) {
      for (const name of routeNames.filter(
        (each) => contract[each].tenant === 'onboarding' && mayCall(routes[each], 'vendor'),
      )) {
        const path = pathOf(routes[name], { id });
        await expectRefusal(testStack, () => ask(testStack, routes[name].method, path), {
          status: 404,
          slug: 'not-found',
          says: ['no onboarding with this ID', 'An ID looks like ob_'],
        });
      }
    }
  });

  test('a second claim is 409', () =>
    expectRefusal(testStack, () => ask(testStack, 'POST', `/v1/onboardings/${claimed}/credentials`), {
      status: 409,
      slug: 'credentials-issued',
      says: ['handed over', 'never returns them again'],
    }));

  test('a second claim with a new Idempotency-Key is 409, and so is its replay', async () => {
    const send = () =>
      ask(testStack, 'POST', `/v1/onboardings/${claimed}/credentials`, { ...bearer, 'idempotency-key': 'x' });
    const expected = { status: 409, slug: 'credentials-issued', says: ['never returns them again'] };
    await expectRefusal(testStack, send, expected);
    await expectRefusal(testStack, send, expected);
  });

  test('a claim before the onboarding is ready is 409', () =>
    expectRefusal(testStack, () => ask(testStack, 'POST', `/v1/onboardings/${waiting}/credentials`), {
      status: 409,
      slug: 'not-ready',
      says: ['has the status awaiting_access', 'only when it is ready'],
    }));
});

describe('a route that does not exist', () => {
  test.each([
    ['DELETE', '/v1/onboardings', ['POST', 'GET']],
    ['PUT', '/v1/onboardings/x', ['GET', 'DELETE']],
    ['PATCH', '/v1/onboardings/x/provision', ['POST']],
    ['GET', '/v1/onboardings/x/credentials', ['POST']],
    ['POST', '/v1/health', ['GET']],
    ['POST', '/v1/blueprints/tutum', ['GET']],
    ['GET', '/v1/blueprints/tutum/preview', ['POST']],
    ['OPTIONS', '/v1/onboardings', ['POST', 'GET']],
  ])('%s %s is 405, and the answer says that the path takes %j', async (method, path, allowed) => {
    const send = () => ask(testStack, method, path);
    const says = [`The path is right, the method is not. This path takes ${allowed.join(', ')}.`];
    await expectRefusal(testStack, send, { status: 405, slug: 'method-not-allowed', says });
    expect((await send()).headers.get('allow')).toBe(allowed.join(', '));
  });

  test.each([
    ['GET', '//', 'There is: POST /v1/onboardings'],
    ['GET', '////', 'There is: POST /v1/onboardings'],
    ['POST', '//v1//health//', 'Did you mean /v1/health?'],
    ['GET', '/?x=//', 'There is: POST /v1/onboardings'],
    ['GET', '/', 'There is: POST /v1/onboardings, GET /v1/onboardings,'],
    ['GET', '/v1', 'There is: POST /v1/onboardings'],
    ['GET', '/v2/onboardings', 'There is: POST /v1/onboardings'],
    ['GET', '/v1/onboardings/', 'There is nothing at this path. Did you mean /v1/onboardings?'],
    ['GET', '//v1/onboardings', 'Did you mean /v1/onboardings?'],
    ['DELETE', '/v1/onboardings/x/', 'Did you mean /v1/onboardings/x?'],
    ['GET', '/v1/nothing/', 'There is: POST /v1/onboardings'],
    ['GET', '/V1/onboardings', 'There is: POST /v1/onboardings'],
    ['GET', '/v1/onboardings/x/y/z', 'There is: POST /v1/onboardings'],
    ['GET', '/v1/%6fnboardings', 'There is: POST /v1/onboardings'],
    ['GET', '/.env', 'There is: POST /v1/onboardings'],
  ])('%s %s is 404, and the answer names the path without superfluous slashes or all routes', (method, path, says) =>
    expectRefusal(testStack, () => ask(testStack, method, path), { status: 404, slug: 'unknown-route', says: [says] }),
  );

  test('a path of thousands of characters is 404', () =>
    expectRefusal(testStack, () => ask(testStack, 'GET', `/${'x'.repeat(8000)}`), {
      status: 404,
      slug: 'unknown-route',
      says: ['There is: POST /v1/onboardings'],
    }));

  test('an unknown route is 404, even if the request is invalid in other ways', () =>
    expectRefusal(
      testStack,
      () => ask(testStack, 'POST', '/v1/nothing?x=1', { accept: 'image/png', 'content-type': 'text/plain' }, '{'),
      {
        status: 404,
        slug: 'unknown-route',
        says: ['There is: '],
      },
    ));

  test('HEAD is 405, without a body', async () => {
    const before = await callCount(testStack);
    const { status, headers, text } = await ask(testStack, 'HEAD', '/v1/onboardings');
    expect([status, headers.get('content-type'), text]).toEqual([405, 'application/problem+json', '']);
    expect(await changesSince(testStack, before)).toEqual([]);
  });
});

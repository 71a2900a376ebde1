import * as z from 'zod/mini';
import { contract } from '../../lib/http/contract.ts';
import { everyPath } from '../../lib/http/everyPath.ts';
import { mayCall, routeKey } from '../../lib/http/routes.ts';
import { ask, asJson, bearer } from '../support/ask.ts';
import { assertDeclared } from '../support/declared.ts';
import { expectRefusal } from '../support/refusal.ts';
import { pathOf } from '../support/routePath.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
let id: string;
let linkToken: string;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
  const { body } = await testStack.create(testStack.nextTenant(), { link: { delivers: 'tenant' } });
  ({ id } = body);
  linkToken = body.link?.token ?? '';
});
afterAll(() => testStack.close());

const all = everyPath.map(({ name, route }) => ({ name, key: routeKey(route), ...route, ...contract[name] }));
/** Returns the headers with a token that the route accepts. */
const allowed = (route: (typeof all)[number], headers: Readonly<Record<string, string>> = bearer) => {
  if (mayCall(route, 'vendor')) return headers;
  return { ...headers, authorization: `Bearer ${mayCall(route, 'link') ? linkToken : 'local-operator-token'}` };
};
const send = (route: (typeof all)[number], headers: Readonly<Record<string, string>>, query = '', body?: string) =>
  ask(testStack, route.method, `${pathOf(route, { id })}${query}`, headers, body);

test.each(all)('$key is 401 without a token, unless it needs none', async (route) => {
  const { status, text } = await send(route, {});
  expect([status, text.startsWith('{"type":"urn:latchkey:problem:unauthorized"')]).toEqual(
    route.callers === 'anybody' ? [200, false] : [401, true],
  );
});

test.each(all)(
  '$key refuses an unknown query parameter, and the answer names the parameters that it takes',
  (route) => {
    const { query = [] } = route;
    return expectRefusal(testStack, () => send(route, allowed(route), '?nothing=1'), {
      status: 400,
      slug: 'malformed-query',
      says: [query.length === 0 ? 'It has none.' : `It has ${query.join(', ')}.`],
    });
  },
);

/** All fields of all request bodies and an unknown one, each with a value that is invalid for every field. */
const invalidBody = Object.fromEntries(
  [
    ...['tenantId', 'accountId', 'blueprint', 'parameters', 'bootstrapRoleArn', 'webhook', 'link'],
    ...['expiresInSeconds', 'partition', 'url', 'tags', 'profiles', 'reason', 'replaces', 'nothing'],
  ].map((name) => [name, ['']]),
);

test.each(all.filter(({ method }) => method !== 'GET'))('$key validates its body against its schema', async (route) => {
  const { body = z.strictObject({}) } = route;
  const expected = (body.safeParse(invalidBody).error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: `/${key}`, detail: 'is not a field of this request. Remove it.' }))
      : [{ pointer: `/${issue.path.join('/')}`, detail: issue.message }],
  );
  expect(expected).toHaveLength(Object.keys(invalidBody).length);
  await expectRefusal(testStack, () => send(route, allowed(route, asJson), '', JSON.stringify(invalidBody)), {
    status: 422,
    slug: 'invalid-request',
    says: expected.map(({ pointer, detail }) => `${pointer} ${detail}`),
    pointers: expected.map(({ pointer }) => pointer),
  });
});

test.each(all.filter(({ method, body }) => method !== 'GET' && body !== undefined))(
  '$key is 422 without a body, unless its schema makes the body optional',
  async (route) => {
    const { status, text } = await send(route, allowed(route, asJson));
    const isNeeded = route.body?.safeParse(undefined).success === false;
    expect([status === 422, text.includes('this request has no body')]).toEqual([isNeeded, isNeeded]);
  },
);

test.each(all.filter(({ givesKeys }) => givesKeys !== true))(
  '$key answers only in its own media type, which is JSON for nearly all',
  (route) =>
    expectRefusal(testStack, () => send(route, allowed(route, { ...bearer, accept: 'text/csv' })), {
      status: 406,
      slug: 'not-acceptable',
      says: [`answers in ${route.answersWith ?? 'application/json'} only`],
    }),
);

test.each(all.filter(({ givesKeys }) => givesKeys === true))('$key also answers in the key formats', async (route) => {
  const { status } = await send(route, allowed(route, { ...bearer, accept: 'text/csv' }));
  expect([409, 422]).toContain(status);
});

describe('the check that every answer is declared for its route', () => {
  const problem = { type: 'urn:latchkey:problem:unknown-delivery', title: 'a title', detail: 'a detail' };
  const text = JSON.stringify(problem);
  const unknownDelivery = JSON.stringify({ ...problem, status: 404, retryable: false });

  test.each([
    ['GET', '/v1/health', { status: 404, text }],
    ['GET', '/v1/health', { status: 201, text: '{}' }],
    ['GET', '/v1/nothing', { status: 404, text }],
    ['GET', '/v1/nothing', { status: 200, text: '{}' }],
    ['GET', '/v1/health', { status: 200, text: '' }],
    ['GET', '/v1/health', { status: 200, text: '{}' }],
    ['GET', '/v1/health', { status: 200, text: '{"status":"ok","auth":"token","more":1}' }],
    ['GET', '/v1/nothing', { status: 404, text: '{"type":"urn:latchkey:problem:unknown-route"}' }],
  ])('fails for the undeclared answer of %s %s: %j', async (method, path, answer) => {
    await expect(assertDeclared(method, path, answer)).rejects.toThrow('has no such answer');
  });

  test('passes for a declared answer', async () => {
    const path = '/v1/onboardings/ob_1/deliveries/msg_1/redeliver';
    await assertDeclared('POST', path, { status: 404, text: unknownDelivery });
    await assertDeclared('GET', '/v1/health?x=1', {
      status: 200,
      text: '{"status":"ok","auth":"token","operatorsRotate":false}',
    });
  });
});

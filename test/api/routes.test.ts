import * as z from 'zod/mini';
import { contract, routeNames } from '../../lib/http/contract.ts';
import { routeKey, routes } from '../../lib/http/routes.ts';
import { ask, asJson, bearer } from '../support/ask.ts';
import { assertDeclared } from '../support/declared.ts';
import { expectRefusal } from '../support/refusal.ts';
import { pathOf } from '../support/routePath.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
let id: string;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
  ({ id } = (await testStack.create(testStack.nextTenant())).body);
});
afterAll(() => testStack.close());

const all = routeNames.map((name) => ({
  name,
  key: routeKey(routes[name]),
  ...routes[name],
  ...contract[name],
}));
const send = (route: (typeof all)[number], headers: Readonly<Record<string, string>>, query = '', body?: string) =>
  ask(testStack, route.method, `${pathOf(route, { id })}${query}`, headers, body);

test.each(all)('$key asks for a token, unless anybody may call it', async (route) => {
  const { status, text } = await send(route, {});
  expect([status, text.includes('unauthorized')]).toEqual(route.callers === 'anybody' ? [200, false] : [401, true]);
});

test.each(all)('$key refuses a query parameter that it does not take, and names those that it takes', (route) => {
  const { query = [] } = route;
  return expectRefusal(testStack, () => send(route, bearer, '?nothing=1'), {
    status: 400,
    slug: 'malformed-query',
    says: [query.length === 0 ? 'This call takes none.' : `This call takes ${query.join(', ')}.`],
  });
});

/** The names of all fields of all bodies, and one of none, with a value that none of them takes. */
const wrong = Object.fromEntries(
  [
    ...['tenantId', 'accountId', 'blueprint', 'parameters', 'bootstrapRoleArn', 'webhook', 'link'],
    ...['expiresInSeconds', 'partition', 'url', 'nothing'],
  ].map((name) => [name, ['']]),
);

test.each(all.filter(({ method }) => method !== 'GET'))('$key reads its body by its schema', async (route) => {
  const { body = z.strictObject({}) } = route;
  const expected = (body.safeParse(wrong).error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: `/${key}`, detail: 'is not a field of this request. Remove it.' }))
      : [{ pointer: `/${issue.path.join('/')}`, detail: issue.message }],
  );
  expect(expected).toHaveLength(Object.keys(wrong).length);
  await expectRefusal(testStack, () => send(route, asJson, '', JSON.stringify(wrong)), {
    status: 422,
    slug: 'invalid-request',
    says: expected.map(({ pointer, detail }) => `${pointer} ${detail}`),
    pointers: expected.map(({ pointer }) => pointer),
  });
});

test.each(all.filter(({ method, body }) => method !== 'GET' && body !== undefined))(
  '$key needs its body, unless the schema does without',
  async (route) => {
    const { status, text } = await send(route, asJson);
    const isNeeded = route.body?.safeParse(undefined).success === false;
    expect([status === 422, text.includes('this is no body')]).toEqual([isNeeded, isNeeded]);
  },
);

test.each(all.filter(({ givesKeys }) => givesKeys !== true))('$key answers as JSON alone', (route) =>
  expectRefusal(testStack, () => send(route, { ...bearer, accept: 'text/csv' }), {
    status: 406,
    slug: 'not-acceptable',
    says: ['answers as application/json'],
  }),
);

test.each(all.filter(({ givesKeys }) => givesKeys === true))(
  '$key answers in the formats of keys too',
  async (route) => {
    const { status } = await send(route, { ...bearer, accept: 'text/csv' });
    expect([409, 422]).toContain(status);
  },
);

describe('an answer that the table does not have for its route', () => {
  const text = JSON.stringify({ type: 'urn:latchkey:problem:unknown-delivery' });

  test.each([
    ['GET', '/v1/health', { status: 404, text }],
    ['GET', '/v1/health', { status: 201, text: '{}' }],
    ['GET', '/v1/nothing', { status: 404, text }],
    ['GET', '/v1/nothing', { status: 200, text: '{}' }],
  ])('%s %s with %j fails the test that sees it', (method, path, answer) => {
    expect(() => assertDeclared(method, path, answer)).toThrow('has no such answer');
  });

  test('is none where the table has it', () => {
    const path = '/v1/onboardings/ob_1/deliveries/msg_1/redeliver';
    expect(() => assertDeclared('POST', path, { status: 404, text })).not.toThrow();
    expect(() => assertDeclared('GET', '/v1/health?x=1', { status: 200, text: '{}' })).not.toThrow();
  });
});

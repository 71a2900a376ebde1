import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { readService } from '../../local/api/service.ts';
import { openPort } from '../../local/aws/port.ts';
import { startApi, type ApiOptions, type LocalApi } from '../../local/server.ts';
import { requestLimits, type RequestLimits } from '../../local/requestLimits.ts';
import { eventuallyTrue } from '../support/eventually.ts';

const routes = [
  { functionName: 'create', key: 'POST /v1/things' },
  { functionName: 'get', key: 'GET /v1/things/{id}' },
  { functionName: 'special', key: 'GET /v1/things/special' },
];
const otherwise = { functionName: 'otherwise', key: '$default' };

let seen: { readonly event: APIGatewayProxyEventV2; readonly context: Context }[] = [];
let apis: LocalApi[] = [];

afterEach(async () => {
  await Promise.all(apis.map((api) => api.close(0)));
  apis = [];
  seen = [];
});

/** Starts an API whose functions store their event and return `result`. */
async function api(result: unknown = { statusCode: 200 }, options: Partial<ApiOptions> = {}): Promise<string> {
  const handler = (event: APIGatewayProxyEventV2, context: Context) => {
    seen.push({ event, context });
    return result;
  };
  const handlers = { create: handler, get: handler, special: handler, otherwise: handler };
  const started = await startApi({ port: 0, routes: [...routes, otherwise], handlers: () => handlers, ...options });
  apis.push(started);
  return started.url;
}

const post = (url: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/things`, { method: 'POST', body, headers });

test('a request becomes an event of payload format 2.0', async () => {
  const url = await api();
  await fetch(`${url}/v1/things/a%20b?x=1&x=2&y=%26`, {
    headers: { 'X-Two': 'one', Cookie: 'a=1; b=2', 'User-Agent': 'test' },
  });
  const host = new URL(url).host;
  expect(seen[0]?.event).toEqual({
    version: '2.0',
    routeKey: 'GET /v1/things/{id}',
    rawPath: '/v1/things/a%20b',
    rawQueryString: 'x=1&x=2&y=%26',
    cookies: ['a=1', 'b=2'],
    headers: expect.objectContaining({ 'x-two': 'one', 'user-agent': 'test', host }),
    queryStringParameters: { x: '1,2', y: '&' },
    pathParameters: { id: 'a b' },
    requestContext: expect.objectContaining({
      http: { method: 'GET', path: '/v1/things/a%20b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      routeKey: 'GET /v1/things/{id}',
      stage: '$default',
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
    }),
    isBase64Encoded: false,
  });
  expect(seen[0]?.event.headers['cookie']).toBeUndefined();
});

test.each(['x-many', 'constructor', '__proto__'])(
  'the values of a repeated header %s are joined by a comma',
  async (name) => {
    const url = new URL(await api());
    await new Promise<void>((resolve) => {
      httpRequest(
        { port: url.port, host: url.hostname, path: '/v1/things/1', headers: { [name]: ['a', 'b'] } },
        (answer) => {
          answer.resume().on('end', resolve);
        },
      ).end();
    });
    expect(Object.entries(seen[0]?.event.headers ?? {})).toContainEqual([name, 'a,b']);
  },
);

// Source: tried on AWS, https://github.com/ministackorg/ministack/pull/766
test.each([
  ['application/json', '{"a":1}', false],
  ['application/json; charset=utf-8', '{"a":1}', false],
  ['text/plain', 'é', false],
  ['application/x-www-form-urlencoded', 'a=1', true],
  ['application/problem+json', '{}', true],
  ['', '{}', true],
])('the body of type %p arrives as base64: %s → %p', async (type, body, isBase64Encoded) => {
  const url = await api();
  await post(url, Buffer.from(body), type === '' ? {} : { 'content-type': type });
  const { event } = seen[0] ?? {};
  expect(event?.isBase64Encoded).toBe(isBase64Encoded);
  expect(event?.body).toBe(isBase64Encoded ? Buffer.from(body).toString('base64') : body);
});

test('the event of a request without a body has no body field', async () => {
  await fetch(`${await api()}/v1/things`, { method: 'POST' });
  expect(seen[0]?.event).not.toHaveProperty('body');
});

test.each([
  ['GET', '/v1/things/special', 'GET /v1/things/special'],
  ['GET', '/v1/things/other', 'GET /v1/things/{id}'],
  ['DELETE', '/v1/things/other', '$default'],
  ['GET', '/v1/things/', '$default'],
  ['GET', '/', '$default'],
])('%s %s goes to the route %s', async (method, path, key) => {
  await fetch(`${await api()}${path}`, { method });
  expect(seen[0]?.event.routeKey).toBe(key);
});

test('an unknown route is answered with API Gateway’s own 404 if there is no catch-all', async () => {
  const answer = await fetch(`${await api({}, { routes })}/nowhere`);
  expect({ status: answer.status, body: await answer.text() }).toEqual({
    status: 404,
    body: '{"message":"Not Found"}',
  });
});

test.each([
  [
    'a full answer',
    { statusCode: 201, headers: { 'Content-Type': 'text/csv', 'X-N': 1 }, cookies: ['a=1', 'b=2'], body: 'x' },
    201,
    'text/csv',
    'x',
  ],
  [
    'base64',
    { statusCode: 200, body: Buffer.from('hé').toString('base64'), isBase64Encoded: true },
    200,
    'text/plain; charset=utf-8',
    'hé',
  ],
  ['an object without statusCode', { a: 1 }, 200, 'application/json', '{"a":1}'],
  ['a string', 'hello', 200, 'application/json', 'hello'],
  [
    'a body that is no string',
    { statusCode: 200, body: { a: 1 } },
    500,
    'application/json',
    '{"message":"Internal Server Error"}',
  ],
  [
    'a status that is not a number',
    { statusCode: 'x' },
    500,
    'application/json',
    '{"message":"Internal Server Error"}',
  ],
])('a function returns %s', async (_, result, status, type, body) => {
  const answer = await fetch(`${await api(result)}/v1/things/1`);
  expect({ status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }).toEqual({
    status,
    type,
    body,
  });
  if ('cookies' in Object(result)) expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('a function that throws is a 500', async () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await fetch(`${await api(Promise.reject(new Error('secret')))}/v1/things/1`);
  expect({ status: answer.status, body: await answer.text() }).toEqual({
    status: 500,
    body: '{"message":"Internal Server Error"}',
  });
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});

test('a body of more than 10 MB is 413 and reaches no function', async () => {
  const answer = await post(await api(), Buffer.alloc(10 * 1024 * 1024 + 1), { 'content-type': 'text/plain' });
  expect({ status: answer.status, body: await answer.text() }).toEqual({
    status: 413,
    body: '{"message":"Request Entity Too Large"}',
  });
  expect(seen).toEqual([]);
});

/** Sends `text` and nothing more, and resolves with what the server answers until it closes the connection. */
async function sendAndStop(url: string, text: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(text));
  let answer = '';
  for await (const part of socket) answer += String(part);
  return answer;
}

test('50 requests whose bodies stop halfway, and one without the end of its headers, are answered with 408 and closed; no function sees them, and nothing is logged', async () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  // Long enough for a busy machine to send all parts of the requests: data that arrives after the close resets the
  // connection.
  const limits: RequestLimits = { headersTimeout: 800, requestTimeout: 900, connectionsCheckingInterval: 50 };
  const url = await api({}, { limits });
  const head = 'POST /v1/things HTTP/1.1\r\nhost: x\r\n';
  const bodies = Array.from({ length: 50 }, () => sendAndStop(url, `${head}content-length: 100\r\n\r\n{"a":`));
  for (const answer of await Promise.all([...bodies, sendAndStop(url, head)]))
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(seen).toEqual([]);
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
});

test('the local servers close a slow request within a minute', async () => {
  const { headersTimeout, requestTimeout, connectionsCheckingInterval } = requestLimits;
  expect(Math.max(headersTimeout, requestTimeout) + connectionsCheckingInterval).toBeLessThanOrEqual(60_000);
  const aws = await openPort(0, () => undefined);
  expect(aws).toMatchObject({ headersTimeout, requestTimeout });
  aws.close();
});

const forever = new Promise(() => undefined);

test.each([
  [
    'the gateway’s timeout: 503',
    { integrationTimeoutMs: 50, timeoutMs: { get: 1000 } },
    503,
    '{"message":"Service Unavailable"}',
  ],
  [
    'its own timeout: 500',
    { integrationTimeoutMs: 1000, timeoutMs: { get: 50 } },
    500,
    '{"message":"Internal Server Error"}',
  ],
])('a function that exceeds %s', async (_, options, status, body) => {
  const answer = await fetch(`${await api(forever, options)}/v1/things/1`);
  expect({ status: answer.status, body: await answer.text() }).toEqual({ status, body });
});

test('the context counts down from the function’s timeout', async () => {
  await fetch(`${await api({}, { timeoutMs: { get: 29_000 } })}/v1/things/1`);
  const { context } = seen[0] ?? {};
  expect(context?.getRemainingTimeInMillis()).toBeGreaterThan(20_000);
  expect(context?.getRemainingTimeInMillis()).toBeLessThanOrEqual(29_000);
  expect(context?.functionName).toBe('latchkey-get');
});

test('the server closes at once if connections are idle, and waits for running requests', async () => {
  let finish: (result: unknown) => void = () => undefined;
  // Far longer than the test may take.
  const graceMs = 3_600_000;
  const url = await api(new Promise((resolve) => (finish = resolve)));
  const idle = connect(Number(new URL(url).port), '127.0.0.1');
  await new Promise((resolve) => idle.once('connect', resolve));
  const running = fetch(`${url}/v1/things/1`);
  await eventuallyTrue(() => seen.length === 1, 'the request did not arrive');
  const closing = apis[0]?.close(graceMs);
  finish({ statusCode: 200, body: 'done' });
  expect(await (await running).text()).toBe('done');
  await closing;
});

test('the routes are those of serverless.yml', () => {
  const { routes: declared, timeoutMs, batchSize } = readService('serverless.yml');
  expect(declared).toContainEqual({ functionName: 'createOnboarding', key: 'POST /v1/onboardings' });
  expect(declared).toContainEqual({ functionName: 'getOnboarding', key: 'GET /v1/onboardings/{id}' });
  expect(declared).toContainEqual({ functionName: 'unknownRoute', key: '$default' });
  expect(timeoutMs['createOnboarding']).toBeGreaterThan(25_000);
  expect(batchSize['work']).toBeGreaterThan(0);
});

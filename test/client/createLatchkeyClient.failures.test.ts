import { createLatchkeyClient, LatchkeyConnectionError, LatchkeyProblem } from '../../client/index.ts';
import { platformClock } from '../../client/settings.ts';
import { jsonAnswer, problemAnswer, refused, scriptedApi, type Scripted } from './scriptedApi.ts';

const ok = jsonAnswer(200, { id: 'ob_1' });
const create = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };
/** The connection ends within the body of an answer. */
const cut = () =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        controller.error(new TypeError('terminated'));
      },
    }),
    { headers: { 'content-type': 'application/json' } },
  );

test('a refusal is an error with the members of the problem document', async () => {
  const body = {
    type: 'urn:latchkey:problem:invalid-request',
    title: 'The request is not valid',
    status: 422,
    detail: 'See errors.',
    errors: [{ pointer: '/accountId', detail: 'must be 12 digits' }],
    onboarding: 'ob_1',
    retryable: false,
    requestId: 'req-1',
  };
  const headers = { 'idempotency-replayed': 'true', link: '</docs>; rel="service-doc", </help/invalid>; rel="help"' };
  const { client } = scriptedApi([jsonAnswer(422, body, headers)]);
  const error = await client.create(create, { idempotencyKey: 'mine' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LatchkeyProblem);
  expect(error).toMatchObject({ ...body, call: 'createOnboarding', isReplay: true, idempotencyKey: 'mine' });
  expect(error).toHaveProperty('helpUrl', 'https://api.example.com/help/invalid');
  expect(String(error)).toBe(
    'LatchkeyProblem: createOnboarding was refused: The request is not valid (422). See errors. Request req-1.',
  );
});

/** Answers that are not of Latchkey's functions, and what the error says about them. */
const foreign: readonly [string, Scripted, object][] = [
  [
    'API Gateway refuses',
    jsonAnswer(403, { message: 'Forbidden' }, { 'apigw-requestid': 'gw-1' }),
    { type: 'about:blank', status: 403, detail: 'Forbidden', retryable: false, requestId: 'gw-1' },
  ],
  [
    'a proxy answers with a page',
    new Response('<p>no</p>', { status: 502, statusText: 'Bad Gateway' }),
    { type: 'about:blank', status: 502, title: 'Bad Gateway', retryable: true },
  ],
  ['a later version has another problem', problemAnswer('new-one', 418), { type: 'urn:latchkey:problem:new-one' }],
  ['the body is not an object', jsonAnswer(500, null), { type: 'about:blank', status: 500, errors: [] }],
  ['no connection', refused, { reason: 'network', message: expect.stringContaining('connect ECONNREFUSED') }],
  ['the connection ends within the answer', cut, { reason: 'network' }],
  ['the address is a web site', new Response('<p>Hello</p>'), { reason: 'not-latchkey' }],
  ['the answer says nothing', new Response(null), { reason: 'not-latchkey' }],
];

test.each(foreign)('%s: the error says so', async (_, answer, expected) => {
  const { client } = scriptedApi([answer]);
  const error = await client.get('ob_1', { retries: 0 }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject(expected);
  expect(error instanceof LatchkeyProblem || error instanceof LatchkeyConnectionError).toBe(true);
});

test('a page instead of the keys is not taken for keys', async () => {
  const page = new Response('<p>Hello</p>', { headers: { 'content-type': 'text/html' } });
  const { client } = scriptedApi([page]);
  await expect(client.claimAs('csv', 'ob_1')).rejects.toMatchObject({ reason: 'not-latchkey' });
});

type Method = 'get' | 'create' | 'redeliver';
const get = 'get';
const busy = problemAnswer('in-progress', 409, { retryAfter: 2 });

/** A call, the answers to its tries, how many requests are sent, and whether it succeeds. */
const repetitions: readonly [string, Method, readonly Scripted[], number, boolean][] = [
  ['no connection', get, [refused, ok], 2, true],
  ['the answer is cut off', get, [cut, ok], 2, true],
  ['a lost answer to a create, which has a key', 'create', [refused, ok], 2, true],
  ['a lost answer to a redelivery, which would be sent twice', 'redeliver', [refused, ok], 1, false],
  ['a redelivery that was refused', 'redeliver', [problemAnswer('out-of-time', 503, { retryAfter: 5 }), ok], 2, true],
  ['an overload', get, [jsonAnswer(429, { message: 'Too Many Requests' }), ok], 2, true],
  ['a failure of API Gateway', get, [jsonAnswer(503, { message: 'Service Unavailable' }), ok], 2, true],
  [
    'a redelivery of which API Gateway lost the answer',
    'redeliver',
    [jsonAnswer(503, { message: 'Service Unavailable' }), ok],
    1,
    false,
  ],
  ['a failure of AWS', 'create', [problemAnswer('aws-error', 502), ok], 2, true],
  ['a stop, for minutes', 'create', [problemAnswer('stopped', 503, { retryAfter: 300 }), ok], 1, false],
  ['a refusal', get, [problemAnswer('not-found', 404, { retryable: false }), ok], 1, false],
  ['a state that has to change first', 'create', [problemAnswer('role-not-usable', 409), ok], 1, false],
  ['a web site', get, [new Response('<p>Hello</p>'), ok], 1, false],
  ['a failure that stays', get, [refused], 4, false],
  [
    'the first request with the same key still runs',
    'create',
    [refused, ...Array<Scripted>(6).fill(busy), ok],
    8,
    true,
  ],
];

test.each(repetitions)('%s (%s)', async (_, method, answers, sent, succeeds) => {
  const { client, requests } = scriptedApi(answers);
  const done = {
    get: () => client.get('ob_1'),
    create: () => client.create(create),
    redeliver: () => client.redeliver('ob_1', 'msg_1'),
  }[method]();
  expect(await done.then(() => true).catch(() => false)).toBe(succeeds);
  expect(requests).toHaveLength(sent);
  expect(new Set(requests.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
});

test('the pauses are as long as the service asks for, and grow where it does not', async () => {
  const asked = scriptedApi([problemAnswer('out-of-time', 503, { retryAfter: 5 }), ok]);
  await asked.client.get('ob_1');
  expect(asked.pauses).toEqual([5000]);
  const { client, pauses } = scriptedApi([refused]);
  await expect(client.get('ob_1')).rejects.toThrow(LatchkeyConnectionError);
  expect(pauses).toHaveLength(3);
  expect(pauses[1]).toBeGreaterThan((pauses[0] ?? 0) * 1.1);
  expect(pauses[2]).toBeGreaterThan((pauses[1] ?? 0) * 1.1);
});

test('an earlier request with the same key is waited for only as long as it can run', async () => {
  const { client, requests } = scriptedApi([busy]);
  await expect(client.create(create)).rejects.toMatchObject({ type: 'urn:latchkey:problem:in-progress' });
  expect(requests.length).toBeGreaterThan(8);
  expect(requests.length).toBeLessThan(40);
  const impatient = scriptedApi([busy]);
  await expect(impatient.client.create(create, { retries: 0 })).rejects.toThrow(LatchkeyProblem);
  expect(impatient.requests).toHaveLength(1);
});

/** Never answers, and ends as fetch does when its signal is aborted. */
const silent = (request: Request) =>
  new Promise<Response>((_, reject) => {
    request.signal.addEventListener('abort', () => {
      reject(request.signal.reason instanceof Error ? request.signal.reason : new Error('aborted'));
    });
  });

test('a try that takes too long ends, and the call is sent again', async () => {
  const { client, requests } = scriptedApi([silent, ok]);
  await client.get('ob_1', { timeoutMs: 20 });
  expect(requests).toHaveLength(2);
  const never = scriptedApi([silent]);
  await expect(never.client.get('ob_1', { timeoutMs: 20, retries: 0 })).rejects.toMatchObject({ reason: 'timeout' });
});

test('a signal ends a call, within a try and within a pause, with its own reason', async () => {
  const reason = new Error('the user went away');
  const controller = new AbortController();
  const { client, requests } = scriptedApi([
    (request) => {
      queueMicrotask(() => {
        controller.abort(reason);
      });
      return silent(request);
    },
  ]);
  await expect(client.get('ob_1', { signal: controller.signal })).rejects.toBe(reason);
  await expect(client.get('ob_1', { signal: controller.signal })).rejects.toBe(reason);
  expect(requests).toHaveLength(1);
});

test('what the caller did wrong is said at once, and is not a failure of the network', async () => {
  expect(() => createLatchkeyClient({ baseUrl: 'api.example.com' })).toThrow('baseUrl must be a URL');
  const noLogin = new Error('there is no login');
  const { client, requests } = scriptedApi([ok], { token: () => Promise.reject(noLogin) });
  await expect(client.get('ob_1')).rejects.toBe(noLogin);
  expect(requests).toEqual([]);
  await client.health();
});

test('a signal ends a pause of the real clock at once', async () => {
  const reason = new Error('the user went away');
  const controller = new AbortController();
  const { client } = scriptedApi([problemAnswer('out-of-time', 503, { retryAfter: 20 })], { clock: platformClock });
  const call = client.get('ob_1', { signal: controller.signal });
  setTimeout(() => {
    controller.abort(reason);
  }, 30);
  await expect(call).rejects.toBe(reason);
}, 10_000);

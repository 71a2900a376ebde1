import { readdirSync } from 'node:fs';
import * as z from 'zod';
import { everyPath } from '../lib/http/everyPath.ts';
import { routeKey } from '../lib/http/routes.ts';
import { pageRoutes } from '../lib/http/web/requestedFile.ts';
import { defaultConcurrency, resourcesOf, serverless } from './infra/definition.ts';

const functions = Object.entries(serverless.functions);

test('each file of handlers/ is the handler of a function, and each function has such a file', () => {
  const files = readdirSync('handlers').map((file) => file.replace(/\.ts$/, ''));
  expect(functions.map(([name]) => name).toSorted()).toEqual(files.toSorted());
});

test.each(functions)(
  'the function %s runs the handler with its name, and is deployed under a name that begins with the namespace',
  (name, { handler, name: deployedName }) => {
    expect(handler).toBe(`handlers/${name}.handler`);
    expect(deployedName).toBe(`\${self:custom.namespace}-${name}`);
  },
);

test('the functions have the routes of lib/http/routes.ts, those for link tokens under /v1/link too, one has those of the pages, and one all other paths', () => {
  const declared = functions.flatMap(([name, { events }]) =>
    events.flatMap(({ httpApi }) => (httpApi === undefined ? [] : [`${httpApi} is ${name}`])),
  );
  const wanted = everyPath.map(({ name, route }) => `${routeKey(route)} is ${name}`);
  const pages = pageRoutes.map((key) => `${key} is web`);
  expect(declared.toSorted()).toEqual([...wanted, ...pages, '* is unknownRoute'].toSorted());
});

test('a function answers before its HTTP API times out after 30 s', () => {
  const slow = functions.filter(
    ([, { events, timeout }]) =>
      events.some(({ httpApi }) => httpApi) && (timeout ?? serverless.provider.timeout) >= 30,
  );
  expect(slow).toEqual([]);
});

test.each([
  // An attempt of a worker on an onboarding takes at most as long as one of a request.
  ['work', 'work', 'WorkQueue', Number(serverless.provider.environment['LATCHKEY_REQUEST_BUDGET_MS'])],
  [
    'deliverWebhooks',
    'deliveries',
    'DeliveryQueue',
    Number(serverless.provider.environment['LATCHKEY_WEBHOOK_TIMEOUT_MS']),
  ],
] as const)(
  'a batch of %s fits into the function’s timeout, and the visibility timeout is six times as long',
  (name, setting, queue, eachMs) => {
    const { events = [], timeout = Infinity } = serverless.functions[name] ?? {};
    const batch = events[0]?.sqs;
    expect(batch?.functionResponseType).toBe('ReportBatchItemFailures');
    expect(batch?.maximumConcurrency).toBe(`\${self:custom.concurrency.${setting}}`);
    expect(defaultConcurrency[setting]).toBeGreaterThanOrEqual(2);
    expect((batch?.batchSize ?? Infinity) * (eachMs / 1000)).toBeLessThanOrEqual(timeout);
    expect(resourcesOf('queues')[queue]?.Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * timeout);
  },
);

test('the access log has no header, query or body of a request', () => {
  const fields = z.record(z.string(), z.string()).parse(JSON.parse(serverless.provider.logs.httpApi.format));
  expect(Object.values(fields).toSorted()).toEqual([
    '$context.identity.sourceIp',
    '$context.integrationLatency',
    '$context.integrationStatus',
    '$context.requestId',
    '$context.requestTime',
    '$context.responseLatency',
    '$context.responseLength',
    '$context.routeKey',
    '$context.status',
  ]);
});

test('no setting of a function is an intrinsic function, for which `invoke local` would need credentials', () => {
  // The schema of the definition accepts only strings. A variable could still insert the text of an intrinsic function.
  expect(JSON.stringify(serverless.provider.environment)).not.toMatch(/Ref|Fn::/);
});

test('a deployment has no default API token', () => {
  expect(serverless.provider.environment['LATCHKEY_API_TOKEN_HASHES']).toBe("${self:custom.given.apiTokenHashes, ''}");
});

test('the sweep runs every minute, and no other function has a schedule', () => {
  const schedules = functions.flatMap(([name, { events }]) =>
    events.flatMap(({ schedule }) => (schedule === undefined ? [] : [[name, schedule]])),
  );
  expect(schedules).toEqual([['sweep', 'rate(1 minute)']]);
});

import * as z from 'zod';
import { problems } from '../../../lib/core/errors.ts';
import { mediaTypesOf } from '../../../lib/http/keyFormats/index.ts';
import { everyPath } from '../../../lib/http/everyPath.ts';
import { routeKey } from '../../../lib/http/routes.ts';
import { statuses } from '../../../lib/record/onboarding.ts';
import { openApiDocument } from '../../../scripts/openapi/document.ts';
import { unfitFor } from '../../support/answerValidators.ts';

const reference = z.object({ $ref: z.string() });
const exampleSchema = z.object({ example: z.object({ value: z.unknown() }) });
const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z
    .object({
      required: z.boolean(),
      content: z.object({ 'application/json': z.object({ examples: exampleSchema.optional() }) }),
    })
    .optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })),
});
const schemaSchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})).default({}),
  additionalProperties: z.unknown().optional(),
});
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  webhooks: z.record(z.string(), z.object({ post: operationSchema })),
  components: z.looseObject({
    schemas: z.record(z.string(), schemaSchema),
    responses: z.record(z.string(), z.looseObject({})),
    headers: z.record(z.string(), z.looseObject({ required: z.boolean().optional() })),
    examples: z.record(z.string(), z.object({ value: z.looseObject({ type: z.string(), status: z.number() }) })),
  }),
});

const text = openApiDocument();
const { paths, webhooks, components } = documentSchema.parse(JSON.parse(text));
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, ...operation })),
);
const { schemas } = components;

/** Returns an operation. Throws if the document does not have it. */
function operationOf(id: string) {
  const found = operations.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

/** Returns an answer, also if it is a reference. */
function answerOf(id: string, status: string) {
  const answer = operationOf(id).responses[status];
  const { data } = reference.safeParse(answer);
  return data === undefined ? answer : components.responses[data.$ref.replace('#/components/responses/', '')];
}

test('the document has one operation for each path of a route, with the name of the route', () => {
  expect(operations.map(({ key, operationId }) => `${operationId}: ${key}`).toSorted()).toEqual(
    everyPath
      .map(({ name, route, isForLinks }) => `${name}${isForLinks ? 'ByLink' : ''}: ${routeKey(route)}`)
      .toSorted(),
  );
});

test.each([
  ['health', []],
  ['createOnboarding', ['token', 'scopedToken', 'sigv4']],
  ['getOnboarding', ['token', 'scopedToken', 'operatorToken', 'linkToken', 'sigv4']],
  ['stopRequests', ['operatorToken', 'sigv4']],
  ['getOnboardingByLink', ['linkToken']],
  ['shareLink', ['linkToken']],
])('%s says who may call it', (id, schemes) => {
  expect(operationOf(id).security.flatMap((each) => Object.keys(each))).toEqual(schemes);
});

test.each([
  ['createOnboarding', ['query profile', 'header Idempotency-Key', 'header Prefer']],
  ['claimCredentials', ['path id', 'query profile', 'header Idempotency-Key']],
  ['rotateCredentials', ['path id', 'query profile', 'header Idempotency-Key']],
  ['offboard', ['path id', 'query leftovers', 'header Prefer']],
  [
    'listOnboardings',
    [
      'query tenantId',
      'query accountId',
      'query status',
      'query rotateBefore',
      'query outdated',
      'query limit',
      'query cursor',
    ],
  ],
  ['changeExternalId', ['path tenantId', 'path accountId']],
])('%s has its parameters and the headers that have an effect', (id, expected) => {
  expect(operationOf(id).parameters.map((each) => `${each.in} ${each.name}`)).toEqual(expected);
});

const withKeys = ['application/json', ...mediaTypesOf(), 'application/jose'];

test.each([
  ['createOnboarding', '201', ['Location', 'Retry-After', 'Idempotency-Replayed'], withKeys],
  ['createOnboarding', '202', ['Location', 'Retry-After', 'Idempotency-Replayed'], ['application/json']],
  ['createOnboarding', '409', ['Retry-After', 'Idempotency-Replayed', 'Link'], ['application/problem+json']],
  ['claimCredentials', '200', ['Retry-After', 'Idempotency-Replayed'], withKeys],
  ['redeliver', '202', [], ['application/json']],
  ['revokeLink', '204', [], []],
  ['health', '401', [], []],
  ['getOnboarding', '401', ['Link', 'WWW-Authenticate'], ['application/problem+json']],
  ['getOnboarding', '403', [], ['application/json']],
  ['getOnboardingByLink', '403', [], []],
  ['provisionOnboarding', '403', ['Link'], ['application/problem+json', 'application/json']],
  ['provisionOnboardingByLink', '403', ['Link'], ['application/problem+json']],
  ['getOnboarding', '503', ['Retry-After', 'Link'], ['application/problem+json', 'application/json']],
])('the answer of %s with status %s has the headers %j and the types %j', (id, status, headers, types) => {
  const answer = answerOf(id, status) ?? {};
  const namesIn = (member: unknown) => Object.keys(z.looseObject({}).optional().parse(member) ?? {});
  expect([namesIn(answer['headers']), namesIn(answer['content'])]).toEqual([headers, types]);
});

test('a body is closed and takes null for what may be missing; an answer is open', () => {
  const { CreateOnboardingRequest: body, Onboarding: answer } = schemas;
  expect(body?.additionalProperties).toBe(false);
  expect([body?.properties['tenantId']?.['type'], body?.properties['tags']?.['type']]).toEqual([
    'string',
    ['array', 'null'],
  ]);
  expect(answer).not.toHaveProperty('additionalProperties', false);
});

test('no schema has what zod adds and OpenAPI does not mean', () => {
  expect(JSON.stringify(schemas)).not.toMatch(/"(\$schema|\$id|readOnly)":/);
});

test('closed sets are enums', () => {
  const enumOf = (name: string, member: string) => {
    const schema = schemas[name]?.properties[member];
    const { data } = reference.safeParse(schema);
    return (data === undefined ? schema : schemas[data.$ref.split('/').at(-1) ?? ''])?.['enum'];
  };
  expect(enumOf('Onboarding', 'status')).toEqual(statuses);
  expect(operationOf('listOnboardings').parameters[2]).toMatchObject({
    schema: { $ref: '#/components/schemas/OnboardingStatus' },
  });
  expect(enumOf('Problem', 'type')).toEqual(Object.keys(problems).map((slug) => `urn:latchkey:problem:${slug}`));
  expect(enumOf('Delivery', 'type')).toEqual(Object.keys(webhooks));
  expect(enumOf('Preview', 'partition')).toEqual(['aws', 'aws-us-gov', 'aws-cn']);
});

test('each problem has an example', () => {
  const ofOperations = Object.values(components.examples).map(({ value }) => value);
  const ofNoOperation = z.array(z.looseObject({ type: z.string() })).parse(schemas['Problem']?.['examples']);
  const named = [...ofOperations, ...ofNoOperation].map(({ type }) => type.replace('urn:latchkey:problem:', ''));
  expect(named.toSorted()).toEqual(Object.keys(problems).toSorted());
});

test.each(Object.entries(components.examples))(
  'the example of %s is a valid problem document',
  async (_, { value }) => {
    expect(await unfitFor('Problem', JSON.stringify(value))).toEqual([]);
  },
);

test('each body that a route needs has an example, which fits its schema', async () => {
  const needed = operations.filter(({ requestBody }) => requestBody?.required === true);
  const unfit = needed.map(async ({ operationId, requestBody }) => {
    const example = requestBody?.content['application/json'].examples?.example.value;
    const name = `${operationId.slice(0, 1).toUpperCase()}${operationId.slice(1)}Request`;
    return example === undefined ? [`${operationId} has no example`] : unfitFor(name, JSON.stringify(example));
  });
  expect([needed.length, (await Promise.all(unfit)).flat()]).toEqual([8, []]);
});

// A client that is generated from the document has one type for each.
test.each([
  ['the statuses', statuses],
  ['the types of problems', Object.keys(problems).map((slug) => `urn:latchkey:problem:${slug}`)],
])('%s are listed once', (_, values) => {
  expect(text.split(JSON.stringify(values)).length - 1).toBe(1);
});

test.each([
  ['Step', 'Onboarding', 'steps'],
  ['Resource', 'Receipt', 'resources'],
  ['Tag', 'Onboarding', 'tags'],
  ['AuditEntry', 'AuditTrail', 'events'],
  ['FieldError', 'OnboardingProblem', 'errors'],
])('%s is a schema of its own, which %s.%s has', (part, name, member) => {
  expect(schemas[name]?.properties[member]).toMatchObject({ items: { $ref: `#/components/schemas/${part}` } });
  expect(Object.keys(schemas[part]?.properties ?? {}).length).toBeGreaterThan(1);
});

test('no integer has limits that other languages do not have, and none is negative', () => {
  expect(text).not.toMatch(/"(minimum":-|maximum":9007199254740991)/);
  expect(text).toContain('"type":"integer","minimum":0');
  expect(schemas['WebhookTestEvent']?.properties['version']).toMatchObject({ type: 'integer', const: 1 });
});

test.each([
  ['createOnboarding', '202', 'Retry-After', true],
  ['createOnboarding', '202', 'Location', true],
  ['createOnboarding', '201', 'Location', true],
  ['getOnboarding', '200', 'Retry-After', undefined],
  ['createOnboarding', '409', 'Retry-After', undefined],
])('the answer of %s with status %s has the header %s required: %s', (id, status, name, required) => {
  const { headers } = z.looseObject({ headers: z.record(z.string(), reference) }).parse(answerOf(id, status));
  const component = headers[name]?.$ref.split('/').at(-1) ?? '';
  expect(components.headers[component]?.required).toBe(required);
});

import { ask, asJson, bearer } from '../support/ask.ts';
import { startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';
import { expectRefusal } from '../support/refusal.ts';

let testStack: TestStack;
let tenant: Tenant;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
  tenant = await testStack.newTenant();
});
afterAll(() => testStack.close());

const post =
  (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = asJson) =>
  () =>
    ask(testStack, 'POST', '/v1/onboardings', headers, body);

describe('a body that cannot be read', () => {
  const json = { status: 400, slug: 'malformed-json', says: ['The body is not valid JSON: ', 'Send one JSON object'] };
  test.each([
    '{',
    '{"a":1,}',
    "{'a':1}",
    '{a:1}',
    '{"a":1}{',
    '{"a":NaN}',
    '{"a":01}',
    ' ',
    'tenantId=acme',
    '\ufeff\ufeff{}',
    '//\n{}',
  ])('the body %j is 400', (body) => expectRefusal(testStack, post(body), json));

  test('a body with bytes that are not UTF-8 is 400', () =>
    expectRefusal(testStack, post(Buffer.from([0x7b, 0xff, 0x7d])), json));

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data', 'json'])(
    'a body declared as %s is 415',
    (type) =>
      expectRefusal(testStack, post('{}', { ...bearer, 'content-type': type }), {
        status: 415,
        slug: 'unsupported-media-type',
        says: [`The Content-Type of the body is ${type}`, 'Send JSON, with "Content-Type: application/json"'],
      }),
  );

  test('a body without a Content-Type is 415', () =>
    expectRefusal(testStack, post(Buffer.from('{}'), bearer), {
      status: 415,
      slug: 'unsupported-media-type',
      says: ['no Content-Type header', 'application/json'],
    }));

  test.each([
    ['null', 'this request has null'],
    ['[]', 'this request has an array'],
    ['"text"', 'this request has a string'],
    ['7', 'this request has a number'],
    ['true', 'this request has a boolean'],
  ])('the body %s is 422, because it is not a JSON object', (body, what) =>
    expectRefusal(testStack, post(body), {
      status: 422,
      slug: 'invalid-request',
      says: ['must be a JSON object', what],
      pointers: [''],
    }),
  );

  test('a request without a body is 422', () =>
    expectRefusal(testStack, () => ask(testStack, 'POST', '/v1/onboardings'), {
      status: 422,
      slug: 'invalid-request',
      says: ['must be a JSON object; this request has no body'],
      pointers: [''],
    }));

  const ofSize = (bytes: number) => {
    const body = JSON.stringify({ ...tenant, blueprint: 'tutum', more: '' });
    return body.replace('"more":""', `"more":"${'x'.repeat(bytes - body.length)}"`);
  };

  test('a body of 32 KB is accepted', () =>
    expectRefusal(testStack, () => post(ofSize(32 * 1024))(), {
      status: 422,
      slug: 'invalid-request',
      says: ['/more is not a field'],
      pointers: ['/more'],
    }));

  test.each([32 * 1024 + 1, 1024 * 1024])('a body of %i bytes is 413', (bytes) =>
    expectRefusal(testStack, () => post(ofSize(bytes))(), {
      status: 413,
      slug: 'body-too-large',
      says: [`has ${String(bytes)} bytes`, 'The limit is 32768', 'smaller'],
    }),
  );

  const nested = (levels: number) => {
    const parameters = `${'{"a":'.repeat(levels - 1)}1${'}'.repeat(levels - 1)}`;
    return JSON.stringify({ ...tenant, blueprint: 'tutum', parameters: 0 }).replace(':0}', `:${parameters}}`);
  };

  test('a body with 16 levels of nesting is accepted', () =>
    expectRefusal(testStack, () => post(nested(16))(), {
      status: 422,
      slug: 'invalid-request',
      says: ['/parameters/a is not a parameter of tutum, which has region, userName, policyName'],
      pointers: ['/parameters/a'],
    }));

  test.each([17, 3000])('a body with %i levels of nesting is 422', (levels) =>
    expectRefusal(testStack, () => post(nested(levels))(), {
      status: 422,
      slug: 'invalid-request',
      says: ['more than 16 levels of nesting', 'at /parameters/a'],
      pointers: [`/parameters${'/a'.repeat(15)}`],
    }),
  );

  test.each([
    ['{"__proto__":{"tenantId":"acme"}}', '/__proto__'],
    ['{"constructor":{"prototype":{"isAdmin":true}}}', '/constructor'],
    ['{"tenantId":"acme","parameters":{"__proto__":{"region":"us-west-2"}}}', '/parameters/__proto__'],
    ['{"parameters":{"userNames":[{"constructor":1}]}}', '/parameters/userNames/0/constructor'],
  ])('the body %s, with a member name that reaches a prototype, is 422', (body, pointer) =>
    expectRefusal(testStack, post(body), {
      status: 422,
      slug: 'invalid-request',
      says: [pointer, 'Remove it'],
      pointers: [pointer],
    }),
  );
});

test.each([
  ['/v1/onboardings', { tenantId: 'tenant-1', blueprint: { toString: 1 } }],
  ['/v1/onboardings', { tenantId: 'tenant-1', blueprint: [{ toString: 1 }] }],
  ['/v1/tenants/tenant-1/access', { blueprint: { toString: 1 } }],
])('to %s, %j is 422, although the blueprint cannot become a text', (path, fields) =>
  expectRefusal(
    testStack,
    () => ask(testStack, 'POST', path, asJson, JSON.stringify({ accountId: '111122223333', ...fields })),
    {
      status: 422,
      slug: 'invalid-request',
      says: ['/blueprint must be the name of a blueprint'],
      pointers: ['/blueprint'],
    },
  ),
);

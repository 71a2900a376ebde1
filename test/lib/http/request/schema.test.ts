import { mustHaveNoBody, readAccessBody, readCreateBody, readTenantId } from '../../../../lib/http/request/schema.ts';
import { problemOf } from '../../../support/problemOf.ts';

const create = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };

test.each([
  create,
  { ...create, parameters: {} },
  { ...create, parameters: { region: 'us-west-2', anything: [1, { deep: null }] } },
  { ...create, bootstrapRoleArn: 'arn:aws:iam::111122223333:role/latchkey-bootstrap-tutum-qivthlmh' },
  { ...create, tenantId: 'A' },
  { ...create, tenantId: `0${'x._-'.repeat(31)}xyz` },
])('the body %j is valid for a create', (body) => {
  expect(readCreateBody(body)).toEqual(body);
});

test.each([
  { field: 'tenantId', value: '', detail: /1 to 128/ },
  { field: 'tenantId', value: '-acme', detail: /begin with a letter or digit/ },
  { field: 'tenantId', value: 'a/b', detail: /letters, digits/ },
  { field: 'tenantId', value: 'a#b', detail: /letters, digits/ },
  { field: 'tenantId', value: 'acme\n', detail: /letters, digits/ },
  { field: 'tenantId', value: 'x'.repeat(129), detail: /1 to 128/ },
  { field: 'tenantId', value: 7, detail: /must be a string/ },
  { field: 'accountId', value: 111_122_223_333, detail: /must be a string of the 12 digits.*in quotes/ },
  { field: 'accountId', value: '11112222333', detail: /12 digits/ },
  { field: 'accountId', value: '1111-2222-3333', detail: /12 digits/ },
  { field: 'accountId', value: '١١١١٢٢٢٢٣٣٣٣', detail: /12 digits/ },
  { field: 'blueprint', value: null, detail: /^is missing\. It must be the name of a blueprint/ },
  { field: 'parameters', value: [], detail: /must be an object/ },
  { field: 'parameters', value: 'region=us-west-2', detail: /must be an object/ },
  { field: 'bootstrapRoleArn', value: 5, detail: /ARN of a role/ },
  { field: 'tenantId', value: undefined, detail: /^is missing\. It must be 1 to 128 letters/ },
  { field: 'accountId', value: undefined, detail: /^is missing\. It must be the 12 digits/ },
  { field: 'blueprint', value: undefined, detail: /^is missing\. It must be the name of a blueprint/ },
])('$field = $value is 422 with a pointer to the field', ({ field, value, detail }) => {
  const problem = problemOf(() => readCreateBody({ ...create, [field]: value }));
  expect(problem).toMatchObject({
    slug: 'invalid-request',
    errors: [{ pointer: `/${field}`, detail: expect.stringMatching(detail) }],
  });
  expect(problem.errors).toHaveLength(1);
  expect(problem.detail).toContain(`/${field}`);
});

test('the answer names all invalid fields, and never repeats a sent value', () => {
  const problem = problemOf(() => readCreateBody({ accountId: 'canary-1', blueprint: 7, webhook: 'canary-2' }));
  expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual([
    '/accountId',
    '/blueprint',
    '/tenantId',
    '/webhook',
  ]);
  expect(JSON.stringify(problem)).not.toContain('canary');
});

test.each(['externalId', 'caller', 'roleArn', 'a/b~c'])(
  'an unknown field %s is an error that names it, even if it is an internal field of Latchkey',
  (name) => {
    const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    expect(problemOf(() => readCreateBody({ ...create, [name]: 'x' })).errors).toEqual([
      {
        pointer,
        detail: expect.stringMatching(
          /^is not a field of this request\. Remove it\. Allowed here: tenantId, .*, recipientKey\.$/,
        ),
      },
    ]);
    expect(
      problemOf(() => readAccessBody({ accountId: create.accountId, blueprint: 'tutum', [name]: 'x' })).errors?.[0]
        ?.pointer,
    ).toBe(pointer);
  },
);

test.each([
  { body: undefined, given: 'no body' },
  { body: null, given: 'null' },
  { body: [create], given: 'an array' },
  { body: 'tutum', given: 'a string' },
  { body: 7, given: 'a number' },
])('a body that is $given instead of an object is 422, and the answer says so', ({ body, given }) => {
  expect(problemOf(() => readCreateBody(body))).toMatchObject({
    slug: 'invalid-request',
    detail: expect.stringContaining(given),
    errors: [{ pointer: '' }],
  });
  expect(problemOf(() => readAccessBody(body)).slug).toBe('invalid-request');
});

test('the body of POST access has the account and the blueprint; the tenant is in the path', () => {
  const body = { accountId: create.accountId, blueprint: 'tutum', parameters: { region: null } };
  expect(readAccessBody(body)).toEqual(body);
  expect(problemOf(() => readAccessBody({ ...body, tenantId: 'acme' })).errors).toMatchObject([
    { pointer: '/tenantId' },
  ]);
});

test('a tenant ID in a path is validated as in a body', () => {
  expect(readTenantId('acme')).toBe('acme');
  for (const wrong of [undefined, '', '../acme', 'a b', 'x'.repeat(129)]) {
    expect(problemOf(() => readTenantId(wrong))).toMatchObject({
      slug: 'invalid-request',
      detail: expect.stringMatching(/^The tenant ID in the path/),
    });
  }
});

describe('a route that takes no body', () => {
  test.each([undefined, {}])('accepts %j', (body) => {
    expect(() => mustHaveNoBody(body)).not.toThrow();
  });

  test.each([{ force: true }, [], null, 'x'])('answers 422 for %j', (body) => {
    expect(problemOf(() => mustHaveNoBody(body)).slug).toBe('invalid-request');
  });
});

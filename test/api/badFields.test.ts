import { catalog } from '../../catalog/index.ts';
import { ask, asJson } from '../support/ask.ts';
import { startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';
import { expectRefusal } from '../support/refusal.ts';
import { roleNameOf } from '../support/tenantNames.ts';

let testStack: TestStack;
/** A tenant that has launched the stacks of all blueprints, so that only the input can be refused. */
let tenant: Tenant;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
  tenant = testStack.nextTenant();
  for (const { name } of catalog) await testStack.launch(tenant, {}, name);
});
afterAll(() => testStack.close());

const create = (fields: object) => () =>
  ask(testStack, 'POST', '/v1/onboardings', asJson, JSON.stringify({ ...tenant, blueprint: 'tutum', ...fields }));

interface Case {
  readonly what: string;
  readonly fields: object;
  readonly at: string;
  readonly says: string;
}

const cases: readonly Case[] = [
  { what: 'an account ID of 11 digits', fields: { accountId: '11112222333' }, at: '/accountId', says: '12 digits' },
  { what: 'an account ID of 13 digits', fields: { accountId: '1111222233334' }, at: '/accountId', says: '12 digits' },
  { what: 'an account ID with a letter', fields: { accountId: '11112222333a' }, at: '/accountId', says: '12 digits' },
  { what: 'an account ID with dashes', fields: { accountId: '1111-2222-3333' }, at: '/accountId', says: '12 digits' },
  {
    what: 'an account ID with a line feed at its end',
    fields: { accountId: '111122223333\n' },
    at: '/accountId',
    says: '12 digits',
  },
  {
    what: 'an account ID of Arabic-Indic digits',
    fields: { accountId: '١١١١٢٢٢٢٣٣٣٣' },
    at: '/accountId',
    says: '12 digits',
  },
  { what: 'an account ID that is a number', fields: { accountId: 111122223333 }, at: '/accountId', says: 'in quotes' },
  { what: 'no account ID', fields: { accountId: undefined }, at: '/accountId', says: 'is missing' },
  { what: 'an account ID that is null', fields: { accountId: null }, at: '/accountId', says: 'is missing' },
  { what: 'an empty tenant ID', fields: { tenantId: '' }, at: '/tenantId', says: '1 to 128' },
  { what: 'a tenant ID with a slash', fields: { tenantId: 'a/b' }, at: '/tenantId', says: '1 to 128' },
  { what: 'a tenant ID with a #', fields: { tenantId: 'a#b' }, at: '/tenantId', says: '1 to 128' },
  { what: 'a tenant ID that is too long', fields: { tenantId: 't'.repeat(129) }, at: '/tenantId', says: '1 to 128' },
  {
    what: 'a tenant ID that starts with a dot',
    fields: { tenantId: '.a' },
    at: '/tenantId',
    says: 'begin with a letter',
  },
  { what: 'no blueprint', fields: { blueprint: undefined }, at: '/blueprint', says: 'is missing' },
  {
    what: 'an unknown blueprint',
    fields: { blueprint: 'heroku' },
    at: '/blueprint',
    says: catalog.map(({ name }) => name).join(', '),
  },
  { what: 'a blueprint in capitals', fields: { blueprint: 'Tutum' }, at: '/blueprint', says: 'tutum' },
  {
    what: 'a blueprint called toString',
    fields: { blueprint: 'toString' },
    at: '/blueprint',
    says: 'is not the name of a blueprint',
  },
  {
    what: 'an unknown field',
    fields: { externalId: 'mine' },
    at: '/externalId',
    says: 'is not a field of this request. Remove it. Allowed here: tenantId, accountId, blueprint, parameters, bootstrapRoleArn, webhook, link, tags, recipientKey.',
  },
  { what: 'an unknown field with a slash in its name', fields: { 'a/b': 1 }, at: '/a~1b', says: 'not a field' },
  { what: 'parameters that are a list', fields: { parameters: [] }, at: '/parameters', says: 'must be an object' },
  {
    what: 'a parameter of another blueprint',
    fields: { parameters: { route53: true } },
    at: '/parameters/route53',
    says: 'is not a parameter of tutum, which has region, userName, policyName',
  },
  {
    what: 'a parameter called toString',
    fields: { parameters: { toString: 1 } },
    at: '/parameters/toString',
    says: 'is not a parameter of tutum',
  },
  {
    what: 'a region that does not exist',
    fields: { parameters: { region: 'us-west-9' } },
    at: '/parameters/region',
    says: 'must be a region of the partition aws, for example us-east-1, or null.',
  },
  {
    what: 'a region of another partition',
    fields: { parameters: { region: 'cn-north-1' } },
    at: '/parameters/region',
    says: 'a region of the partition aws',
  },
  {
    what: 'a region that is a number',
    fields: { parameters: { region: 1 } },
    at: '/parameters/region',
    says: 'must be a region',
  },
  {
    what: 'a user name with a comma',
    fields: { parameters: { userName: 'a,b' } },
    at: '/parameters/userName',
    says: 'no comma, space or slash',
  },
  {
    what: 'a user name with a space',
    fields: { parameters: { userName: 'a b' } },
    at: '/parameters/userName',
    says: 'no comma, space or slash',
  },
  {
    what: 'a user name with a slash',
    fields: { parameters: { userName: 'a/b' } },
    at: '/parameters/userName',
    says: 'no comma, space or slash',
  },
  {
    what: 'a user name that is too long',
    fields: { parameters: { userName: 'n'.repeat(65) } },
    at: '/parameters/userName',
    says: '1 to 64',
  },
  {
    what: 'a policy name that is too long',
    fields: { parameters: { policyName: 'n'.repeat(129) } },
    at: '/parameters/policyName',
    says: '1 to 128',
  },
  { what: 'an empty user name', fields: { parameters: { userName: '' } }, at: '/parameters/userName', says: '1 to 64' },
  {
    what: 'an empty list of users',
    fields: { blueprint: 'cycle', parameters: { userNames: [] } },
    at: '/parameters/userNames',
    says: '1 to 10',
  },
  {
    what: 'a list of 11 users',
    fields: {
      blueprint: 'cycle',
      parameters: { userNames: Array.from({ length: 11 }, (_, index) => `u${String(index)}`) },
    },
    at: '/parameters/userNames',
    says: '1 to 10',
  },
  { what: 'no list of users', fields: { blueprint: 'cycle' }, at: '/parameters/userNames', says: '1 to 10' },
  {
    what: 'a list of users that is a string',
    fields: { blueprint: 'cycle', parameters: { userNames: 'anna' } },
    at: '/parameters/userNames',
    says: 'must be a list',
  },
  {
    what: 'two user names that differ only in case',
    fields: { blueprint: 'cycle', parameters: { userNames: ['anna', 'ANNA'] } },
    at: '/parameters/userNames/1',
    says: 'differ only in case',
  },
  {
    what: 'a list whose second user name has a comma',
    fields: { blueprint: 'cycle', parameters: { userNames: ['anna', 'a,b'] } },
    at: '/parameters/userNames/1',
    says: 'no comma, space or slash',
  },
  {
    what: 'a flag that is a string',
    fields: { blueprint: 'koding', parameters: { route53: 'true' } },
    at: '/parameters/route53',
    says: 'must be true or false',
  },
  {
    what: 'a value that is none of the choices',
    fields: { blueprint: 'serverless', parameters: { permissions: 'root' } },
    at: '/parameters/permissions',
    says: 'admin, deploy',
  },
  {
    what: 'the ARN of a role in another account',
    fields: { bootstrapRoleArn: `arn:aws:iam::999999999999:role/${roleNameOf({ tenantId: 'tenant-1' })}` },
    at: '/bootstrapRoleArn',
    says: 'must be the ARN of a role in account',
  },
  {
    what: 'the ARN of a role that is not a bootstrap role',
    fields: { bootstrapRoleArn: 'arn:aws:iam::400000000001:role/OrganizationAccountAccessRole' },
    at: '/bootstrapRoleArn',
    says: 'role/latchkey-bootstrap-',
  },
  {
    what: "the ARN of another tenant's bootstrap role",
    fields: { bootstrapRoleArn: `arn:aws:iam::400000000001:role/${roleNameOf({ tenantId: 'another' })}` },
    at: '/bootstrapRoleArn',
    says: `ends with ${roleNameOf({ tenantId: 'tenant-1' }).slice(-9)}.`,
  },
  {
    what: 'the ARN of a bootstrap role without a tenant token',
    fields: { bootstrapRoleArn: 'arn:aws:iam::400000000001:role/latchkey-bootstrap-tutum' },
    at: '/bootstrapRoleArn',
    says: 'Omit it to use',
  },
  {
    what: 'the ARN of a role in another partition',
    fields: { bootstrapRoleArn: `arn:aws-cn:iam::400000000001:role/${roleNameOf({ tenantId: 'tenant-1' })}` },
    at: '/bootstrapRoleArn',
    says: 'Omit it to use',
  },
  {
    what: 'a role ARN with a wildcard',
    fields: {
      bootstrapRoleArn: `arn:aws:iam::400000000001:role/latchkey-bootstrap-*${roleNameOf({ tenantId: 'tenant-1' }).slice(-9)}`,
    },
    at: '/bootstrapRoleArn',
    says: 'Omit it to use',
  },
  {
    what: 'a role name in place of an ARN',
    fields: { bootstrapRoleArn: roleNameOf({ tenantId: 'tenant-1' }) },
    at: '/bootstrapRoleArn',
    says: 'Omit it to use',
  },
];

describe('an invalid field', () => {
  test.each(cases)('$what is 422 at $at', ({ fields, at, says }) =>
    expectRefusal(testStack, create(fields), {
      status: 422,
      slug: 'invalid-request',
      says: ['Nothing was created', at, says],
      pointers: [at],
    }),
  );

  test.each([
    [{ accountId: '1', tenantId: '', more: 1, other: 2 }, ['/tenantId', '/accountId', '/more', '/other']],
    [
      { accountId: '1', blueprint: 'docker', webhook: { url: 'ftp://a.example' } },
      ['/accountId', '/blueprint', '/webhook/url'],
    ],
    [
      { tenantId: '', blueprint: 'cycle', bootstrapRoleArn: 1 },
      ['/tenantId', '/bootstrapRoleArn', '/parameters/userNames'],
    ],
    [{ blueprint: 'cycle', parameters: [] }, ['/parameters']],
    [
      { bootstrapRoleArn: 'x', parameters: { region: 'x', other: 1 }, webhook: { url: 'x' } },
      ['/parameters/other', '/parameters/region', '/bootstrapRoleArn', '/webhook/url'],
    ],
  ])('of %j, the answer names every invalid field', (fields, pointers) =>
    expectRefusal(testStack, create(fields), {
      status: 422,
      slug: 'invalid-request',
      says: ['Nothing was created', ...pointers],
      pointers,
    }),
  );

  test('of 2,000 invalid fields, the answer names 20 and counts the others', async () => {
    const fields = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`f${String(index)}`, 0]));
    await expectRefusal(testStack, create(fields), {
      status: 422,
      slug: 'invalid-request',
      says: ['And 1980 more'],
      pointers: Array.from({ length: 20 }, (_, index) => `/f${String(index)}`),
    });
  });

  test.each([
    ['POST', '/v1/tenants/a%2Fb/access', 'The tenant ID in the path must be 1 to 128'],
    ['POST', '/v1/tenants/%00/access', 'The tenant ID in the path must be 1 to 128'],
    ['POST', `/v1/tenants/${'t'.repeat(129)}/access`, 'The tenant ID in the path must be 1 to 128'],
  ])('%s %s is 422, because the tenant ID in the path is invalid', (method, path, says) =>
    expectRefusal(
      testStack,
      () => ask(testStack, method, path, asJson, '{"accountId":"111122223333","blueprint":"tutum"}'),
      {
        status: 422,
        slug: 'invalid-request',
        says: [says],
      },
    ),
  );
});

import { catalog } from '../../catalog/index.ts';
import { tenantToken } from '../../lib/core/names.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import { callCount, changesSince } from '../support/changes.ts';
import { sha256 } from '../support/sha256.ts';
import { inventory, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { previewOf } from '../support/previewOf.ts';
import { roleNameOf } from '../support/tenantNames.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => {
  testStack.close();
});

const documentOf = async (tenant: Tenant, PolicyArn: string): Promise<unknown> => {
  const iam = testStack.root(tenant);
  const { Policy } = await iam.getPolicy({ PolicyArn });
  const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: Policy?.DefaultVersionId });
  return JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''));
};

/** The role in the account, with its external ID replaced by the placeholder. */
async function roleOf(tenant: Tenant, name: string, externalId: string) {
  const read = (text = ''): unknown => JSON.parse(decodeURIComponent(text).replaceAll(externalId, '{externalId}'));
  const { RoleDetailList = [] } = await testStack.root(tenant).getAccountAuthorizationDetails({ Filter: ['Role'] });
  const role = RoleDetailList.find(({ RoleName }) => RoleName === name);
  return {
    name,
    arn: role?.Arn,
    trustPolicy: read(role?.AssumeRolePolicyDocument),
    permissionsPolicies: role?.RolePolicyList?.map((policy) => ({
      name: policy.PolicyName,
      document: read(policy.PolicyDocument),
    })),
  };
}

test.each(catalog)('the preview of $name shows what an onboarding creates', async (blueprint) => {
  const { name } = blueprint;
  const parameters = requiredParameters(blueprint, 2);
  const tenant = testStack.nextTenant();
  const preview = await previewOf(testStack, name, {
    accountId: tenant.accountId,
    tenantId: tenant.tenantId,
    parameters,
  });

  const { body } = await testStack.request('POST', '/v1/onboardings', { ...tenant, blueprint: name, parameters });
  expect(body.access).toMatchObject({ roleArn: preview.role.arn, templateUrl: preview.stack.templateUrl });
  await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
  expect(await documentOf(tenant, preview.boundary.arn)).toEqual(preview.boundary.document);
  expect(await roleOf(tenant, preview.role.name, body.access?.externalId ?? '')).toEqual(preview.role);
  expect(await testStack.sandbox('GET', `templates/${preview.stack.templateFile}`)).toEqual(preview.stack.template);
  expect(preview.stack.templateUrl).toMatch(new RegExp(`/${preview.stack.templateFile}$`));

  expect((await testStack.provision(body.id)).body.status).toBe('ready');
  const real = (arn: string) => arn.replace('{onboardingId}', body.id);
  const iam = testStack.root(tenant);
  for (const user of preview.users) {
    const { User } = await iam.getUser({ UserName: user.name });
    expect([User?.Arn, User?.PermissionsBoundary?.PermissionsBoundaryArn]).toEqual([
      real(user.arn),
      user.permissionsBoundary,
    ]);
    const { AttachedPolicies = [] } = await iam.listAttachedUserPolicies({ UserName: user.name });
    expect(AttachedPolicies.map(({ PolicyArn }) => PolicyArn)).toEqual(user.attachedPolicies.map(real));
    const { Groups = [] } = await iam.listGroupsForUser({ UserName: user.name });
    expect(Groups.map(({ GroupName }) => GroupName)).toEqual(user.groups);
  }
  for (const group of preview.groups) {
    const { Group } = await iam.getGroup({ GroupName: group.name });
    expect(Group?.Arn).toBe(real(group.arn));
    const { AttachedPolicies = [] } = await iam.listAttachedGroupPolicies({ GroupName: group.name });
    expect(AttachedPolicies.map(({ PolicyArn }) => PolicyArn)).toEqual(group.attachedPolicies);
  }
  for (const policy of preview.managedPolicies) {
    expect(await documentOf(tenant, policy.arn)).toEqual(policy.document);
  }
  for (const policy of preview.policies) expect(await documentOf(tenant, real(policy.arn))).toEqual(policy.document);
  const { users, policies } = await inventory(testStack, tenant);
  expect(users.map((user) => user.name)).toEqual(preview.users.map((user) => user.name));
  expect(policies).toEqual(preview.policies.map((policy) => policy.name));
  const steps = (await testStack.get(body.id)).body.steps.map((step) => step.name);
  expect(preview.steps.map((step) => step.name)).toEqual(expect.arrayContaining(steps.slice(1)));
});

test('a preview makes no AWS call and changes nothing', async () => {
  const before = await callCount(testStack);
  await previewOf(testStack, 'tutum', { accountId: '111122223333', tenantId: 'acme' });
  expect((await callCount(testStack)) - before).toBe(0);
  expect(await changesSince(testStack, before)).toEqual([]);
});

test('a preview never shows an existing external ID', async () => {
  const tenant = testStack.nextTenant();
  const path = `/v1/tenants/${tenant.tenantId}/access`;
  const { body } = await testStack.request('POST', path, { accountId: tenant.accountId, blueprint: 'tutum' });
  expect(body.externalId).toHaveLength(32);
  const preview = await previewOf(testStack, 'tutum', { ...tenant });
  expect(JSON.stringify(preview)).not.toContain(body.externalId);
  expect(JSON.stringify(preview.role.trustPolicy)).toContain('"sts:ExternalId":"{externalId}"');
});

test('the template in the preview has the SHA-256 of its file name', async () => {
  const { stack } = await previewOf(testStack, 'humalect', { accountId: '111122223333' });
  const digest = sha256(JSON.stringify(stack.template, null, 2));
  expect(stack.templateFile).toBe(`${digest}.json`);
  expect(stack.templateUrl.endsWith(`/${digest}.json`)).toBe(true);
});

test('values that only an onboarding has are placeholders in braces, and the preview explains them', async () => {
  const preview = await previewOf(testStack, 'tutum', { accountId: '111122223333' });
  expect(preview.path).toBe('/latchkey/tutum/{tenantToken}/{onboardingId}/');
  expect(preview.users[0]?.arn).toBe(
    'arn:aws:iam::111122223333:user/latchkey/tutum/{tenantToken}/{onboardingId}/tutum',
  );
  expect(preview.stack.parameters).toMatchObject({
    TenantName: '{tenantId}',
    TenantToken: '{tenantToken}',
    ExternalId: '{externalId}',
    AccountId: '111122223333',
    VendorAccountId: '999988887777',
    Region: 'any',
  });
  expect(preview.placeholders.map((text) => text.split(' ')[0])).toEqual([
    '{onboardingId}',
    '{externalId}',
    '{tenantId}',
    '{tenantToken}',
  ]);
  const ofTenant = await previewOf(testStack, 'tutum', { accountId: '111122223333', tenantId: 'acme' });
  expect(ofTenant.stack.parameters).toMatchObject({ TenantName: 'acme', TenantToken: tenantToken('acme') });
  expect(JSON.stringify(ofTenant)).not.toContain('{tenant');
});

test.each([
  ['aws', 'us-west-2'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-north-1'],
])('in %s every ARN and every region belongs to that partition', async (partition, region) => {
  const preview = await previewOf(testStack, 'tutum', { accountId: '111122223333', partition, parameters: { region } });
  const { templateUrl: _, ...stack } = preview.stack;
  const arns = [...JSON.stringify({ ...preview, stack, notes: [] }).matchAll(/arn:([\w-]+):/g)];
  expect(new Set(arns.map(([, found]) => found))).toEqual(new Set([partition]));
  expect(JSON.stringify(preview.policies[0]?.document)).toContain(region);
  expect(preview.boundary.name).toMatch(
    new RegExp(`^latchkey-boundary-tutum-\\{tenantToken\\}-[0-9a-f]{8}-[0-9a-f]{16}-1$`),
  );
  expect(preview.notes.some((note) => note.includes('This deployment serves the partition aws'))).toBe(
    partition !== 'aws',
  );
});

test('the preview lists each size with its quota', async () => {
  const { sizes, policies, boundary, role } = await previewOf(testStack, 'tutum', {
    accountId: '111122223333',
    tenantId: 'acme',
  });
  const subject = `role ${roleNameOf({ tenantId: 'acme' })}`;
  expect(policies[0]).toMatchObject({ characters: 118, fitsInlineInUser: true });
  expect(sizes).toEqual([
    { subject: 'policy tutum-policy', quota: 'characters of a managed policy', used: 118, limit: 6144, fits: true },
    { subject: `policy ${boundary.name}`, quota: 'characters of a managed policy', used: 118, limit: 6144, fits: true },
    { subject: 'policy tutum-policy', quota: "characters of a policy's name", used: 12, limit: 128, fits: true },
    { subject: 'user tutum', quota: "characters of a user's name", used: 5, limit: 64, fits: true },
    {
      subject: `policy ${boundary.name}`,
      quota: "characters of a policy's name",
      used: boundary.name.length,
      limit: 128,
      fits: true,
    },
    {
      subject,
      quota: "characters of a role's name",
      used: 33,
      limit: 64,
      fits: true,
    },
    {
      subject,
      quota: "characters of a role's trust policy",
      // With an external ID of 32 characters in place of the placeholder.
      used: JSON.stringify(role.trustPolicy).length - '{externalId}'.length + 32,
      limit: 2048,
      fits: true,
    },
    {
      subject,
      quota: "characters of a role's inline policies",
      used: JSON.stringify(role.permissionsPolicies[0]?.document).length,
      limit: 10240,
      fits: true,
    },
    { subject: 'path', quota: 'characters of a path', used: 55, limit: 512, fits: true },
    { subject: 'user tutum', quota: 'managed policies attached to a user', used: 1, limit: 10, fits: true },
    { subject: 'user tutum', quota: 'groups of a user', used: 0, limit: 10, fits: true },
  ]);
});

test.each(catalog)('every size of $name is within its quota in every partition', async (blueprint) => {
  for (const partition of ['aws', 'aws-us-gov', 'aws-cn']) {
    const body = { accountId: '111122223333', partition, parameters: requiredParameters(blueprint, 2) };
    expect((await previewOf(testStack, blueprint.name, body)).sizes.filter(({ fits }) => !fits)).toEqual([]);
  }
});

test("Humalect's policy is too big to have been a user's inline policy", async () => {
  const { policies } = await previewOf(testStack, 'humalect', { accountId: '111122223333' });
  expect(policies).toMatchObject([{ characters: 2182, fitsInlineInUser: false }]);
});

test('the answer names every invalid field at once, and checks the parameters against the partition of the request', async () => {
  const { body } = await testStack.request('POST', '/v1/blueprints/tutum/preview', {
    accountId: '1',
    partition: 'aws-cn',
    parameters: { region: 'us-west-2' },
  });
  expect(body.errors).toEqual([
    { pointer: '/accountId', detail: 'must be the 12 digits of an AWS account.' },
    {
      pointer: '/parameters/region',
      detail: 'must be a region of the partition aws-cn, for example cn-north-1, or null.',
    },
  ]);
});

test.each([
  { body: {}, pointer: '/accountId', what: 'is missing' },
  { body: { accountId: 111122223333 }, pointer: '/accountId', what: 'must be a string' },
  { body: { accountId: '1111' }, pointer: '/accountId', what: '12 digits' },
  { body: { accountId: '111122223333', partition: 'aws-iso' }, pointer: '/partition', what: 'aws, aws-us-gov, aws-cn' },
  { body: { accountId: '111122223333', tenantId: 'a b' }, pointer: '/tenantId', what: 'must be 1 to 128' },
  { body: { accountId: '111122223333', blueprint: 'tutum' }, pointer: '/blueprint', what: 'not a field' },
  {
    body: { accountId: '111122223333', partition: 'aws-cn', parameters: { region: 'us-west-2' } },
    pointer: '/parameters/region',
    what: 'aws-cn',
  },
  {
    body: { accountId: '111122223333', parameters: { route53: true } },
    pointer: '/parameters/route53',
    what: 'is not a parameter of tutum',
  },
])('$body is 422 at $pointer', async ({ body, pointer, what }) => {
  const answer = await testStack.request('POST', '/v1/blueprints/tutum/preview', body);
  expect([answer.status, answer.body.type]).toEqual([422, 'urn:latchkey:problem:invalid-request']);
  expect(answer.body.errors).toEqual([{ pointer, detail: expect.stringContaining(what) }]);
  // The detail begins with the pointer. It does not say that nothing was created, because a preview never creates anything.
  expect(answer.body.detail).toBe(`${pointer} ${String(answer.body.errors[0]?.detail)}`);
});

test('a service that the partition does not have is 422 at its parameter', async () => {
  const body = { accountId: '111122223333', parameters: { route53: true } };
  expect((await previewOf(testStack, 'koding', body)).groups[0]?.attachedPolicies).toHaveLength(4);
  for (const partition of ['aws-us-gov', 'aws-cn']) {
    const answer = await testStack.request('POST', '/v1/blueprints/koding/preview', { ...body, partition });
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, '/parameters/route53']);
    expect(answer.body.detail).toContain(partition);
  }
});

test('an unknown blueprint is 404', async () => {
  const answer = await testStack.request('POST', '/v1/blueprints/nothing/preview', { accountId: '111122223333' });
  expect([answer.status, answer.body.type]).toEqual([404, 'urn:latchkey:problem:unknown-blueprint']);
});

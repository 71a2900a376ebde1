import {
  CreateUserCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tenant, useAws } from '../local/aws/clients.ts';
import { template } from '../local/aws/template.ts';

const given = { Vendor: '999988887777', Account: tenant, ExternalId: 'secret-1' };
const templates = new Map([
  ['first.json', JSON.stringify(template)],
  ['bucket.json', JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} } } })],
]);
/** Templates that refer to something with the name of a property of every JavaScript object. */
const odd = {
  type: [{ Type: 'constructor' }, 'Unrecognized resource types: [constructor]'],
  condition: [{ Type: 'AWS::IAM::Role', Condition: 'constructor' }, 'unresolved condition dependency constructor'],
  ref: [{ Type: 'AWS::IAM::Role', Properties: { Path: { Ref: 'toString' } } }, 'dependencies [toString]'],
  sub: [{ Type: 'AWS::IAM::Role', Properties: { Path: { 'Fn::Sub': '${valueOf}' } } }, 'dependencies [valueOf]'],
} as const;
for (const [name, [R]] of Object.entries(odd)) templates.set(`${name}.json`, JSON.stringify({ Resources: { R } }));
let local: Awaited<ReturnType<typeof useAws>>;

beforeEach(async () => {
  local = await useAws({ templates });
});

afterEach(() => local.aws.close());

function link(parameters: Record<string, string> = given, { file = 'first.json', stackName = 'latchkey' } = {}) {
  const filled = Object.entries(parameters).map(([name, value]) => [`param_${name}`, value] satisfies [string, string]);
  const query = new URLSearchParams([
    ['templateURL', `${local.aws.url}/_sandbox/templates/${file}`],
    ['stackName', stackName],
    ...filled,
  ]);
  return `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${query.toString()}`;
}

const launch = (launchUrl = link(), accountId = tenant) => local.control('POST', 'launch', { launchUrl, accountId });
const update = (launchUrl = link()) => local.control('POST', 'launch', { launchUrl, accountId: tenant, update: true });
const remove = () => local.control('DELETE', 'launch', { stackName: 'latchkey', accountId: tenant });
const assume = (ExternalId: string) =>
  local.sts().send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${tenant}:role/latchkey-bootstrap-test`,
      RoleSessionName: 'session',
      ExternalId,
    }),
  );
const ownPolicies = async () =>
  (await local.iam().send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies?.map(({ PolicyName }) => PolicyName);

test('a launch creates the resources of the template, in the order of their dependencies, and answers with the data that the console shows', async () => {
  const { status, json } = await launch();
  expect(status).toBe(201);
  expect(json).toEqual({
    stackId: expect.stringMatching(`^arn:aws:cloudformation:us-east-1:${tenant}:stack/latchkey/`),
    stackName: 'latchkey',
    status: 'CREATE_COMPLETE',
    outputs: {
      RoleArn: `arn:aws:iam::${tenant}:role/latchkey-bootstrap-test`,
      BoundaryArn: `arn:aws:iam::${tenant}:policy/boundary-any`,
    },
    resources: [
      { logicalId: 'Role', type: 'AWS::IAM::Role', physicalId: 'latchkey-bootstrap-test' },
      {
        logicalId: 'Boundary',
        type: 'AWS::IAM::ManagedPolicy',
        physicalId: `arn:aws:iam::${tenant}:policy/boundary-any`,
      },
    ],
  });
  const role = await local.iam().send(new GetRoleCommand({ RoleName: 'latchkey-bootstrap-test' }));
  expect(role.Role?.Description).toBe('For none in latchkey ${literal}');
  const inline = await local
    .iam()
    .send(new GetRolePolicyCommand({ RoleName: 'latchkey-bootstrap-test', PolicyName: 'work' }));
  expect(decodeURIComponent(inline.PolicyDocument ?? '')).toContain('iam:GetUser');
  await expect(assume('secret-1')).resolves.toBeDefined();
  await expect(assume('secret-2')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('conditions select the content of a document, and AWS::NoValue removes a property', async () => {
  await launch(link({ ...given, Region: 'us-west-2' }));
  const PolicyArn = `arn:aws:iam::${tenant}:policy/boundary-us-west-2`;
  const policy = await local.iam().send(new GetPolicyCommand({ PolicyArn }));
  expect(policy.Policy?.Description).toBeUndefined();
  const version = await local.iam().send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
  expect(JSON.parse(decodeURIComponent(version.PolicyVersion?.Document ?? ''))).toMatchObject({
    Statement: [{ Condition: { StringEquals: { 'ec2:Region': 'us-west-2' } } }],
  });
});

// Source: CloudFormation User Guide, "Create quick-create links for stacks": both kinds are ignored.
test('a link’s parameters that are NoEcho or not in the template are ignored', async () => {
  expect((await launch(link({ ...given, Secret: 'from-the-link', Nothing: '1' }))).status).toBe(201);
  const role = await local.iam().send(new GetRoleCommand({ RoleName: 'latchkey-bootstrap-test' }));
  expect(role.Role?.Description).toContain('For none');
});

test.each([
  [
    'a required parameter is missing',
    { Vendor: '999988887777', Account: tenant },
    'Parameters: [ExternalId] must have values',
  ],
  [
    'the pattern does not match the whole value',
    { ...given, Vendor: '9999888877771' },
    "Parameter 'Vendor' must match pattern",
  ],
  ['the value is not among those allowed', { ...given, Region: 'mars' }, "Parameter 'Region' must be one of"],
  ['the value is too short', { ...given, ExternalId: 'x' }, "Parameter 'ExternalId' must contain at least 2"],
  ['a rule fails', { ...given, Account: '444455556666' }, 'Another account’s link.'],
])('a launch is answered 400 and creates nothing if %s', async (_, parameters, message) => {
  const { status, json } = await launch(link(parameters));
  expect({ status, json }).toEqual({ status: 400, json: { message: expect.stringContaining(message) } });
  expect((await local.iam().send(new ListRolesCommand())).Roles).toEqual([]);
});

test.each([
  ['not a URL', 'launchUrl must be a URL'],
  ['https://console.aws.amazon.com/', 'quick-create page'],
  ['https://console.aws.amazon.com/x#/stacks/quickcreate?stackName=a', 'templateURL'],
  ['https://console.aws.amazon.com/x#/stacks/quickcreate?templateURL=https://a/b.json&stackName=1', 'stackName'],
  [
    'https://console.aws.amazon.com/x#/stacks/quickcreate?templateURL=https://a/b.json&stackName=a',
    'There is no template',
  ],
])('a link that cannot be launched is answered 400: %s', async (launchUrl, message) => {
  expect(await launch(launchUrl)).toEqual({ status: 400, json: { message: expect.stringContaining(message) } });
});

test('an unknown resource type and an invalid account ID are answered 400', async () => {
  expect(await launch(link({}, { file: 'bucket.json' }))).toEqual({
    status: 400,
    json: { message: expect.stringContaining('AWS::S3::Bucket') },
  });
  expect(await launch(link(), '1234')).toEqual({ status: 400, json: { message: 'accountId must be 12 digits.' } });
});

test.each(Object.entries(odd))(
  'a name that every JavaScript object has is unknown as a %s',
  async (name, [, message]) => {
    const { status, json } = await launch(link({}, { file: `${name}.json` }));
    expect({ status, json }).toEqual({ status: 400, json: { message: expect.stringContaining(message) } });
  },
);

test('an update changes in place the properties that differ', async () => {
  await launch();
  const before = await local.iam().send(new GetRoleCommand({ RoleName: 'latchkey-bootstrap-test' }));
  const { status, json } = await update(link({ ...given, ExternalId: 'secret-2' }));
  expect({ status, json }).toMatchObject({ status: 200, json: { status: 'UPDATE_COMPLETE' } });
  await expect(assume('secret-1')).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(assume('secret-2')).resolves.toBeDefined();
  const after = await local.iam().send(new GetRoleCommand({ RoleName: 'latchkey-bootstrap-test' }));
  expect(after.Role?.RoleId).toBe(before.Role?.RoleId);
  expect(
    (await local.iam().send(new ListRolePoliciesCommand({ RoleName: 'latchkey-bootstrap-test' }))).PolicyNames,
  ).toEqual(['work']);
});

// Source: CloudFormation Template Reference, AWS::IAM::ManagedPolicy: ManagedPolicyName "Update requires: Replacement".
test('if the name of a policy changes, a new policy is created and the old one is deleted afterwards', async () => {
  await launch();
  await update(link({ ...given, Region: 'us-west-2' }));
  expect(await ownPolicies()).toEqual(['boundary-us-west-2']);
});

// Source: CloudFormation User Guide, "Monitor the progress of a stack update".
test('an old policy that is a user’s boundary stays in the account, and the update completes nevertheless', async () => {
  await launch();
  await useBoundary('boundary-any');
  const { json } = await update(link({ ...given, Region: 'us-west-2' }));
  expect(json).toMatchObject({ status: 'UPDATE_COMPLETE', statusReason: expect.stringContaining('boundary-any') });
  expect((await ownPolicies())?.toSorted()).toEqual(['boundary-any', 'boundary-us-west-2']);
});

test('if a name is taken, the stack is rolled back, and the existing resource is kept', async () => {
  await launch();
  const { status, json } = await launch(link(given, { stackName: 'another' }));
  expect({ status, json }).toMatchObject({
    status: 400,
    json: { message: expect.stringContaining('ROLLBACK_COMPLETE') },
  });
  await expect(assume('secret-1')).resolves.toBeDefined();
  expect(await ownPolicies()).toEqual(['boundary-any']);
});

test('deleting the stack deletes all its resources, in reverse order of creation', async () => {
  await launch();
  expect(await remove()).toEqual({ status: 200, json: { stackName: 'latchkey', status: 'DELETE_COMPLETE' } });
  expect((await local.iam().send(new ListRolesCommand())).Roles).toEqual([]);
  expect(await ownPolicies()).toEqual([]);
  expect((await remove()).status).toBe(200);
});

test('deleting fails if the boundary is in use by a user, and keeps the role, which was created before the boundary', async () => {
  await launch();
  await useBoundary('boundary-any');
  const { status, json } = await remove();
  expect({ status, json }).toMatchObject({
    status: 409,
    json: { status: 'DELETE_FAILED', resources: [{ logicalId: 'Role' }, { logicalId: 'Boundary' }] },
  });
  await expect(assume('secret-1')).resolves.toBeDefined();
  expect((await update()).json).toMatchObject({
    message: expect.stringMatching(/is in DELETE_FAILED state and can not be updated\.$/),
  });
  expect((await launch()).json).toMatchObject({ code: 'AlreadyExistsException' });
});

test('stacks survive a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-'));
  const before = await useAws({ templates, dataDir });
  await before.control('POST', 'launch', { launchUrl: link(), accountId: tenant });
  const stacks = await before.control('GET', 'stacks');
  await before.aws.close();
  const after = await useAws({ templates, dataDir });
  expect(await after.control('GET', 'stacks')).toEqual(stacks);
  expect(await after.control('POST', 'launch', { launchUrl: link(), accountId: tenant })).toMatchObject({
    status: 400,
  });
  expect((await after.control('DELETE', 'launch', { stackName: 'latchkey', accountId: tenant })).status).toBe(200);
  await after.aws.close();
  await rm(dataDir, { recursive: true });
});

test('a create that a stop of the process interrupted is continued by the next process', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-'));
  const before = await useAws({ templates, dataDir });
  const made = await before.control('POST', 'launch', { launchUrl: link(), accountId: tenant });
  await before.aws.close();
  const file = join(dataDir, 'stacks.json');
  const text = await readFile(file, 'utf8');
  // The state while the boundary, which comes last, is being created.
  const cut = text.lastIndexOf('"there"');
  const killed = `${text.slice(0, cut)}"creating"${text.slice(cut + '"there"'.length)}`;
  await writeFile(file, killed.replace('CREATE_COMPLETE', 'CREATE_IN_PROGRESS'));
  const after = await useAws({ templates, dataDir });
  expect(await after.control('POST', 'launch', { launchUrl: link(), accountId: tenant })).toEqual(made);
  await after.aws.close();
  await rm(dataDir, { recursive: true });
});

async function useBoundary(name: string) {
  await local
    .iam()
    .send(new CreateUserCommand({ UserName: 'capped', PermissionsBoundary: `arn:aws:iam::${tenant}:policy/${name}` }));
}

import { ListRolesCommand } from '@aws-sdk/client-iam';
import { tenant, useAws } from '../local/aws/clients.ts';
import { template } from '../local/aws/template.ts';

const trust = { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' };
const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [trust] };
const templates = new Map([
  ['first.json', JSON.stringify({ Description: 'What it is for.', ...template })],
  [
    'unnamed.json',
    JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument } } } }),
  ],
]);
let local: Awaited<ReturnType<typeof useAws>>;

beforeAll(async () => {
  local = await useAws({ templates });
});
afterAll(() => local.aws.close());

const query = (file: string, values: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ templateURL: `https://templates.example/${file}`, stackName: 'first', ...values }).toString();
const values = { param_Vendor: '999988887777', param_Account: tenant, param_ExternalId: 'a b+c&d', param_Secret: 'x' };

test.each([
  ['https://console.aws.amazon.com', 'quickcreate'],
  ['https://console.amazonaws-us-gov.com', 'quickcreate'],
  ['https://eu-central-1.console.aws.amazon.com', 'create/review'],
  ['http://127.0.0.1:4566', 'quickcreate'],
])('the form of a link of %s shows the template, and each parameter with its value', async (host, page) => {
  const launchUrl = `${host}/cloudformation/home?region=eu-central-1#/stacks/${page}?${query('first.json', values)}`;
  expect(await local.control('POST', 'quick-create', { launchUrl })).toEqual({
    status: 200,
    json: {
      templateUrl: 'https://templates.example/first.json',
      stackName: 'first',
      region: 'eu-central-1',
      description: 'What it is for.',
      parameters: [
        { name: 'Vendor', description: '', value: '999988887777', isHidden: false },
        { name: 'Account', description: '', value: tenant, isHidden: false },
        { name: 'ExternalId', description: '', value: 'a b+c&d', isHidden: false },
        {
          name: 'Region',
          description: '',
          value: 'any',
          allowedValues: ['any', 'us-west-2', 'eu-west-1'],
          isHidden: false,
        },
        { name: 'Secret', description: '', value: '', isHidden: true },
      ],
      resourceTypes: ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role'],
      capability: 'CAPABILITY_NAMED_IAM',
    },
  });
});

test('a link is refused if its template does not exist', async () => {
  const launchUrl = `http://127.0.0.1/cloudformation/home#/stacks/quickcreate?${query('none.json')}`;
  expect(await local.control('POST', 'quick-create', { launchUrl })).toEqual({
    status: 400,
    json: { message: expect.stringContaining('There is no template at https://templates.example/none.json.') },
  });
});

test.each([
  ['first.json', [], 'CAPABILITY_NAMED_IAM'],
  ['first.json', ['CAPABILITY_IAM'], 'CAPABILITY_NAMED_IAM'],
  ['unnamed.json', [], 'CAPABILITY_IAM'],
])('a launch of %s with the capabilities %j is refused', async (file, capabilities, needed) => {
  const launchUrl = `http://127.0.0.1/cloudformation/home#/stacks/quickcreate?${query(file, values)}`;
  expect(await local.control('POST', 'launch', { launchUrl, accountId: tenant, capabilities })).toEqual({
    status: 400,
    json: { code: 'InsufficientCapabilitiesException', message: `Requires capabilities : [${needed}]` },
  });
  expect((await local.iam().send(new ListRolesCommand())).Roles).toEqual([]);
});

test.each([
  ['first.json', ['CAPABILITY_NAMED_IAM']],
  ['unnamed.json', ['CAPABILITY_IAM']],
  ['unnamed.json', ['CAPABILITY_NAMED_IAM']],
])('a launch of %s with the capabilities %j creates the stack', async (file, capabilities) => {
  const launchUrl = `http://127.0.0.1/cloudformation/home#/stacks/quickcreate?${query(file, values)}`;
  expect(await local.control('POST', 'launch', { launchUrl, accountId: tenant, capabilities })).toMatchObject({
    status: 201,
    json: { status: 'CREATE_COMPLETE' },
  });
  await local.control('DELETE', 'launch', { stackName: 'first', accountId: tenant });
});

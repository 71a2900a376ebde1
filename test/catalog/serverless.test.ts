import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { globSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { serverless } from '../../catalog/serverless.ts';
import { renderDocument } from '../../lib/blueprints/policyDocument.ts';

const document = z
  .looseObject({ Statement: z.array(z.looseObject({ Action: z.union([z.string(), z.array(z.string())]) })) })
  .parse(
    JSON.parse(
      renderDocument(serverless.policies[0]?.documents ?? [], { partition: 'aws', accountId: '111122223333' }),
    ),
  );
const actions = document.Statement.flatMap(({ Action }) => Action);

test('each action of the policy is named in full and occurs once', () => {
  expect(actions.filter((action) => /[*?]/.test(action))).toEqual([]);
  expect(new Set(actions).size).toBe(actions.length);
});

/** The parts of the Serverless Framework that deploy and remove run. */
const commandLine = globSync('node_modules/serverless/lib/plugins/aws/{deploy,remove,info,lib}/**/*.js');

/** The actions of commands whose names differ (Service Authorization Reference). */
const authorizedAs: Readonly<Record<string, string>> = {
  's3:DeleteObjects': 's3:DeleteObject',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectVersions': 's3:ListBucketVersions',
  's3:ListObjectsV2': 's3:ListBucket',
  'apigateway:GetApi': 'apigateway:GET',
  'apigateway:GetApiKey': 'apigateway:GET',
};
/** Actions that are used only for uncommon settings; the blueprint's notes name these. */
const unusual = [
  // Container images.
  'ecr:DeleteRepository',
  'ecr:DescribeRepositories',
  // An HTTP API that another stack exports.
  'cloudformation:ListExports',
  // provider.stackPolicy
  'cloudformation:SetStackPolicy',
  // Functions that read log groups.
  'logs:DeleteSubscriptionFilter',
  'logs:DescribeSubscriptionFilters',
];
const services: Readonly<Record<string, string>> = {
  'api-gateway': 'apigateway',
  apigatewayv2: 'apigateway',
  'cloudwatch-logs': 'logs',
};

function commandsOf(source: string): readonly string[] {
  const imports = source.matchAll(/\{([^}]*)\} = require\('@aws-sdk\/client-([\w-]+)'\)/g);
  return [...imports].flatMap(([, imported = '', client = '']) =>
    [...imported.matchAll(/(\w+)Command\b|paginate(\w+)/g)].map(
      ([, command, page]) => `${services[client] ?? client}:${command ?? page ?? ''}`,
    ),
  );
}

test('the policy allows each call that the framework makes to deploy and remove', () => {
  const called = new Set(commandLine.flatMap((file) => commandsOf(readFileSync(file, 'utf8'))));
  expect(called.size).toBeGreaterThan(20);
  const needed = [...called].map((command) => authorizedAs[command] ?? command);
  expect(needed.filter((action) => !actions.includes(action)).toSorted()).toEqual(unusual.toSorted());
});

// The engine's list of resource types lacks version 2 of API Gateway, so that these checks do not use the list.
test.each([
  { method: 'POST', path: '/apis', allowed: true },
  { method: 'POST', path: '/apis/abc/routes', allowed: true },
  { method: 'PATCH', path: '/apis/abc/stages/$default', allowed: true },
  { method: 'DELETE', path: '/apis/abc', allowed: true },
  { method: 'POST', path: '/domainnames', allowed: false },
  { method: 'POST', path: '/vpclinks', allowed: false },
  { method: 'PATCH', path: '/account', allowed: false },
])('deploy may $method $path of API Gateway: $allowed', ({ method, path, allowed }) => {
  const result = runUnsafeSimulation(
    {
      request: {
        principal: 'arn:aws:iam::111122223333:user/serverless-admin',
        action: `apigateway:${method}`,
        resource: { resource: `arn:aws:apigateway:eu-west-1::${path}`, accountId: '111122223333' },
        contextVariables: {},
      },
      identityPolicies: [{ name: 'deploy', policy: document }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    { simulationMode: 'Strict' },
  );
  expect(result === 'Allowed').toBe(allowed);
});

const guides = readFileSync('docs/guides.md', 'utf8');
const [, guide = ''] = /^## Serverless Framework: without a stored key\n([\s\S]*?)^## /m.exec(guides) ?? [];

test.each([
  ['the notes of the blueprint', serverless.notes.join('\n')],
  ['the guides', guide],
])('%s name the two ways in which a person needs no stored key on a laptop', (_, text) => {
  expect(text).toMatch(/\baws login\b/);
  expect(text).toMatch(/\baws sso login\b/);
});

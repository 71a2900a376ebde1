import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import { ask, asJson } from '../support/ask.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';
import { previewOf } from '../support/previewOf.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

test('the fields are in reading order: what is created, its permissions, the boundary, the role, then the differences', async () => {
  const body = JSON.stringify({ accountId: '111122223333' });
  const { text } = await ask(testStack, 'POST', '/v1/blueprints/koding/preview', asJson, body);
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(text)))).toEqual(
    [
      ['blueprint', 'title', 'source', 'partition', 'accountId', 'parameters', 'placeholders'],
      ['path', 'users', 'groups', 'policies', 'managedPolicies'],
      ['summary', 'risks', 'boundary', 'role', 'stack', 'differences', 'notes', 'sizes', 'steps'],
    ].flat(),
  );
});

test.each([
  {
    blueprint: 'tutum',
    parameters: { region: 'us-west-2' },
    reads: [
      /^Amazon EC2: full access: \d+ list, \d+ read, \d+ write, \d+ permissions management, \d+ tagging; only in the region us-west-2\.$/,
      /^AWS Identity and Access Management \(IAM\): 1 of \d+ list \(ListInstanceProfiles\)\.$/,
    ],
  },
  {
    blueprint: 'koding',
    parameters: {},
    reads: [
      /IAM\): \d+ of \d+ list, \d+ of \d+ read\.$/,
      /1 of \d+ write \(CreateServiceLinkedRole\); only for the services auto/,
    ],
  },
  {
    blueprint: 'koding',
    parameters: { route53: true },
    reads: [/^Amazon Route 53: full access/, /^Amazon API Gateway: 1 of \d+ read \(GET\); only on arn:aws:apigateway/],
  },
  {
    blueprint: 'cycle',
    parameters: { userNames: ['a'] },
    reads: [/^Amazon EC2: full access/, /^Amazon CloudWatch: full/],
  },
  {
    blueprint: 'humalect',
    parameters: {},
    reads: [
      /^Amazon Elastic Kubernetes Service: full/,
      /write.*permissions management \(AttachRolePolicy.*; only on .*role\/eksctl-\*/,
    ],
  },
  {
    blueprint: 'serverless',
    parameters: { permissions: 'deploy' },
    reads: [
      /\(PassRole\); only to pass to the service lambda.* and only on arn:aws:iam::111122223333:role\/\*-lambdaRole\.$/,
    ],
  },
])('the summary of $blueprint with $parameters reads $reads', async ({ blueprint, parameters, reads }) => {
  const { summary } = await previewOf(testStack, blueprint, { accountId: '111122223333', parameters });
  expect(summary).toHaveLength(1);
  const texts = summary[0]?.access.map(({ text }) => text);
  for (const read of reads) expect(texts).toContainEqual(expect.stringMatching(read));
  expect(summary).toMatchObject([{ everything: false, withheldByBoundary: [], notCounted: [] }]);
});

test('users with the same permissions share one summary, and an administrator is marked as having access to everything', async () => {
  const userNames = Array.from({ length: 10 }, (_, index) => `user-${String(index)}`);
  const cycle = await previewOf(testStack, 'cycle', { accountId: '111122223333', parameters: { userNames } });
  expect(cycle.summary.map(({ users }) => users)).toEqual([userNames]);
  const serverless = await previewOf(testStack, 'serverless', { accountId: '111122223333' });
  expect(serverless.summary).toMatchObject([{ users: ['serverless-admin'], everything: true, access: [] }]);
  expect(serverless.risks).toContainEqual(expect.objectContaining({ level: 'administrative' }));
});

test.each(catalog)(
  'every difference of $name from its guide has a reason, and so has every name that the request changes',
  async (blueprint) => {
    const body = { accountId: '111122223333', parameters: requiredParameters(blueprint, 2) };
    const { differences, boundary, path } = await previewOf(testStack, blueprint.name, body);
    expect(differences).toEqual(expect.arrayContaining([...blueprint.differences]));
    for (const difference of differences) expect(Object.values(difference)).not.toContain('');
    const here = differences.map((difference) => difference.here).join(' ');
    for (const said of [boundary.name, path]) expect(here).toContain(said);
    const userName = blueprint.parameters['userName'];
    if (userName?.kind !== 'name') return;
    const named = await previewOf(testStack, blueprint.name, { ...body, parameters: { userName: 'other' } });
    expect(named.differences).toContainEqual({
      guide: `The user is called ${userName.default}.`,
      here: 'It is called other.',
      why: 'The request has this name in the parameter userName.',
    });
  },
);

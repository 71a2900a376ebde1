import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { itemKeys } from '../../lib/gateways/state/items.ts';
import { isForLinksAlone, routes } from '../../lib/http/routes.ts';
import { resourcesOf, roles, serverless, type Statement } from './definition.ts';

const actionsOf = (name: string) =>
  roles.find(({ id }) => id === name)?.statements.flatMap(({ Action }) => Action) ?? [];

/** Returns the resources of a statement as text. */
const resourceOf = ({ Resource }: Statement) => JSON.stringify(Resource);

const bootstrapRoles = '{"Fn::Sub":"arn:${AWS::Partition}:iam::*:role/${Namespace}-bootstrap-*"}';

/** The permissions whose resource cannot be named exactly, with the reason. */
const openWithReason = new Map([
  [
    `sts:AssumeRole on ${bootstrapRoles}`,
    'tenants’ accounts are not known when this is deployed; the role’s name and the external ID decide',
  ],
]);

test('every function has its own role, and there is no other role', () => {
  expect(
    Object.values(serverless.functions)
      .map(({ role }) => role)
      .toSorted(),
  ).toEqual(roles.map(({ id }) => id).toSorted());
});

describe.each(Object.entries(serverless.functions))('the role of %s', (name, { role: id }) => {
  const { name: roleName, trust, statements } = roles.find((role) => role.id === id) ?? { statements: [] };

  test('is named after the namespace and the function, as the tenants’ trust policies require', () => {
    expect(roleName).toBe(`\${Namespace}-${name}`);
  });

  test('can be assumed only by Lambda', () => {
    expect(trust).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
  });

  test('names each action in full, without wildcards', () => {
    expect(statements.flatMap(({ Action }) => Action).filter((action) => !/^[a-z]+:[A-Za-z]+$/.test(action))).toEqual(
      [],
    );
  });

  test('names its resources; only bootstrap roles may be in any account', () => {
    const open = statements.flatMap((statement) =>
      resourceOf(statement).includes('*')
        ? statement.Action.map((action) => `${action} on ${resourceOf(statement)}`)
        : [],
    );
    expect(open.filter((each) => !openWithReason.has(each))).toEqual([]);
  });

  test('can write only to the log group of its function', () => {
    const logs = statements.filter(({ Action }) => Action.some((action) => action.startsWith('logs:')));
    expect(logs).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [`${id.replace(/Role$/, '')}LogGroup`, 'Arn'] },
      },
    ]);
  });
});

test('each permission in the list of exceptions is in some role', () => {
  const texts = roles.flatMap(({ statements }) =>
    statements.flatMap((statement) => statement.Action.map((action) => `${action} on ${resourceOf(statement)}`)),
  );
  expect([...openWithReason.keys()].filter((each) => !texts.includes(each))).toEqual([]);
});

test('neither the framework nor another file of infra/ adds a role or a policy', () => {
  const text = z
    .object({
      provider: z.record(z.string(), z.unknown()),
      functions: z.record(z.string(), z.record(z.string(), z.unknown())),
    })
    .parse(parse(readFileSync('serverless.yml', 'utf8')));
  const keys = [text.provider, ...Object.values(text.functions)].flatMap((part) => Object.keys(part));
  expect(keys.filter((key) => /iam/i.test(key))).toEqual([]);
  const elsewhere = readdirSync('infra')
    .filter((file) => file.endsWith('.yml') && !['roles.yml', 'parameters.yml'].includes(file))
    .flatMap((file) => Object.values(resourcesOf(file.replace('.yml', ''))))
    .filter(({ Type }) => Type.startsWith('AWS::IAM::'));
  expect(elsewhere).toEqual([]);
});

/** The functions that work in a tenant's account: they provision, claim, change keys, update, offboard or compare it with the plan. */
const tenantFacing = [
  ...['createOnboarding', 'provisionOnboarding', 'claimCredentials', 'retireKey', 'reactivateKey'],
  ...['rotateCredentials', 'updateOnboarding', 'offboard', 'onboardingHealth', 'work'],
];

test('only functions that provision, claim, change keys, offboard or look at the account can assume bootstrap roles', () => {
  const entering = Object.entries(serverless.functions).filter(([, { role }]) =>
    actionsOf(role).includes('sts:AssumeRole'),
  );
  expect(entering.map(([name]) => name)).toEqual(tenantFacing);
});

/**
 * The roles of functions that answer a GET or only compute. The health of an onboarding is a GET that stores what it found:
 * its role has a test of its own.
 */
const readers = Object.entries(serverless.functions).filter(([name, { events }]) => {
  const routes = events.flatMap(({ httpApi }) => httpApi ?? []);
  const isGet = routes.length > 0 && routes.every((route) => route.startsWith('GET '));
  return (isGet && name !== 'onboardingHealth') || ['previewBlueprint', 'previewUpdate', 'unknownRoute'].includes(name);
});
const reads =
  /^(dynamodb:(GetItem|BatchGetItem|Query)|ssm:GetParameter(sByPath)?|logs:(CreateLogStream|PutLogEvents))$/;

test.each(readers)('%s cannot write', (_, { role }) => {
  expect(actionsOf(role).length).toBeGreaterThan(0);
  expect(actionsOf(role).filter((action) => !reads.test(action))).toEqual([]);
});

test('the function for the health can store its result and send events, and can neither delete nor start work', () => {
  expect(actionsOf('OnboardingHealthRole').filter((action) => !reads.test(action))).toEqual([
    'dynamodb:PutItem',
    'sqs:GetQueueUrl',
    'sqs:SendMessage',
    'sts:AssumeRole',
  ]);
});

test('the sweep can query indexes and send messages, and writes one item of the state table: the number of shards', () => {
  const { statements = [] } = roles.find(({ id }) => id === 'SweepRole') ?? {};
  const ofTable = statements.filter(({ Action }) => Action.some((action) => action.startsWith('dynamodb:')));
  expect(ofTable.map(({ Action, Condition }) => [...Action, Condition])).toEqual([
    [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [itemKeys.indexShards.pk] } },
    ],
    ['dynamodb:Query', undefined],
  ]);
});

const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];

test.each(['HealthRole', 'OpenApiRole', 'WebRole', 'UnknownRouteRole'])('%s can only write logs', (id) => {
  expect(actionsOf(id)).toEqual(logging);
});

test.each(['ListBlueprintsRole', 'GetBlueprintRole', 'PreviewBlueprintRole'])(
  '%s can only read tokens and write logs',
  (id) => {
    expect(actionsOf(id)).toEqual(['ssm:GetParametersByPath', ...logging]);
  },
);

test('no role can scan the table, and a role can query only the indexes that it needs', () => {
  expect(roles.flatMap(({ id }) => actionsOf(id)).filter((action) => action === 'dynamodb:Scan')).toEqual([]);
  const indexes = roles.flatMap(({ id, statements }) =>
    statements
      .filter((statement) => statement.Action.includes('dynamodb:Query'))
      .flatMap((statement) =>
        [...resourceOf(statement).matchAll(/index\/(\w+)/g)].map(([, index]) => `${id} ${String(index)}`),
      ),
  );
  expect(indexes).toEqual([
    'CreateOnboardingRole inFlight',
    'ListOnboardingsRole recent',
    'ListOnboardingsRole byTenant',
    'ListOnboardingsRole byAccount',
    'ListOnboardingsRole byStatus',
    'ListOnboardingsRole byRotation',
    'ListOnboardingsRole inFlight',
    'ProvisionOnboardingRole inFlight',
    'UpdateOnboardingRole inFlight',
    'RetireAccessRole byTenant',
    'ChangeExternalIdRole byTenant',
    'EraseTenantRole byTenant',
    'CountStatusesRole byStatus',
    'CountStatusesRole byTenant',
    'StepTimesRole recent',
    'StepTimesRole byTenant',
    'SweepRole due',
    'SweepRole undelivered',
    'SweepRole attention',
  ]);
});

test('only the functions that read or erase audit entries or events in items of their own can query the table itself', () => {
  const table = JSON.stringify({ 'Fn::GetAtt': ['StateTable', 'Arn'] });
  const querying = roles.filter(({ statements }) =>
    statements.some((each) => each.Action.includes('dynamodb:Query') && resourceOf(each) === table),
  );
  expect(querying.map(({ id }) => id)).toEqual([
    'OnboardingEventsRole',
    'ListDeliveriesRole',
    'RedeliverRole',
    'ListStopsRole',
    'EraseTenantRole',
    'WorkRole',
    'DeliverWebhooksRole',
  ]);
});

/** Returns the IDs of the roles that can call SSM or KMS, with the action and the resource. */
const readingParameters = () =>
  roles.flatMap(({ id, statements }) =>
    statements
      .filter(({ Action }) => Action.some((action) => /^(ssm|kms):/.test(action)))
      .map(({ Action, Resource }) => ({ id, Action, Resource })),
  );
const parameter = (name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/\${Namespace}/${name}`,
});
const tokensOnly = { Action: ['ssm:GetParametersByPath'], Resource: parameter('api-tokens') };

test('only the functions that sign or show public keys can read the signing secrets, and no role can read other SSM parameters than these and the tokens', () => {
  const expected = { Action: ['ssm:GetParameter'], Resource: parameter('webhook-secrets') };
  const others = readingParameters().filter(({ Action }) => Action.join() !== tokensOnly.Action.join());
  expect(others).toEqual(
    ['WebhookKeysRole', 'TestWebhookRole', 'DeliverWebhooksRole'].map((id) => ({ id, ...expected })),
  );
});

test('exactly the functions that accept a token of the back end or of an operator can read the tokens in SSM', () => {
  const asking = Object.entries(routes).flatMap(([name, route]) =>
    route.callers === 'anybody' || isForLinksAlone(route) ? [] : [name],
  );
  const tokens = readingParameters().filter(({ Action }) => Action.join() === tokensOnly.Action.join());
  const expected = asking.map((name) => ({ id: serverless.functions[name]?.role, ...tokensOnly }));
  expect(tokens).toEqual(expect.arrayContaining(expected));
  expect(tokens).toHaveLength(expected.length);
});

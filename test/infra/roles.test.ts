import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { resourcesOf, roles, serverless, type Statement } from './definition.ts';

const actionsOf = (name: string) =>
  roles.find(({ id }) => id === name)?.statements.flatMap(({ Action }) => Action) ?? [];

/** What a statement applies to, as text. */
const resourceOf = ({ Resource }: Statement) => JSON.stringify(Resource);

const bootstrapRoles = '{"Fn::Sub":"arn:${AWS::Partition}:iam::*:role/${Namespace}-bootstrap-*"}';

/** All that is left open, with the reason why AWS offers nothing closer. */
const openWithReason = new Map([
  [
    `sts:AssumeRole on ${bootstrapRoles}`,
    'tenants’ accounts are not known when this is deployed; the role’s name and the external ID decide',
  ],
]);

test('every function has a role of its own, and no role is left over', () => {
  expect(
    Object.values(serverless.functions)
      .map(({ role }) => role)
      .toSorted(),
  ).toEqual(roles.map(({ id }) => id).toSorted());
});

describe.each(Object.entries(serverless.functions))('the role of %s', (name, { role: id }) => {
  const { name: roleName, trust, statements } = roles.find((role) => role.id === id) ?? { statements: [] };

  test('is named after namespace and function, which is what a tenant’s trust policy admits', () => {
    expect(roleName).toBe(`\${Namespace}-${name}`);
  });

  test('is for Lambda alone', () => {
    expect(trust).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
  });

  test('allows calls by name, none by pattern', () => {
    expect(statements.flatMap(({ Action }) => Action).filter((action) => !/^[a-z]+:[A-Za-z]+$/.test(action))).toEqual(
      [],
    );
  });

  test('names what it may touch; bootstrap roles alone stand in accounts that nobody knows yet', () => {
    const open = statements.flatMap((statement) =>
      resourceOf(statement).includes('*')
        ? statement.Action.map((action) => `${action} on ${resourceOf(statement)}`)
        : [],
    );
    expect(open.filter((each) => !openWithReason.has(each))).toEqual([]);
  });

  test('writes to the log group of its function, and to no other', () => {
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

test('each resource that is left open with a reason is left open somewhere', () => {
  const texts = roles.flatMap(({ statements }) =>
    statements.flatMap((statement) => statement.Action.map((action) => `${action} on ${resourceOf(statement)}`)),
  );
  expect([...openWithReason.keys()].filter((each) => !texts.includes(each))).toEqual([]);
});

test('no role and no policy comes from elsewhere: not from the framework, not from another file', () => {
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

/** Those that work in a tenant's account: they provision, claim, or take back. */
const tenantFacing = ['createOnboarding', 'provisionOnboarding', 'claimCredentials', 'offboard', 'work'];

test('a role enters a tenant’s account only for a function that provisions, claims or takes back', () => {
  const entering = Object.entries(serverless.functions).filter(([, { role }]) =>
    actionsOf(role).includes('sts:AssumeRole'),
  );
  expect(entering.map(([name]) => name)).toEqual(tenantFacing);
});

/** Those that are asked by GET, or only compute. */
const readers = Object.entries(serverless.functions).filter(([name, { events }]) => {
  const routes = events.flatMap(({ httpApi }) => httpApi ?? []);
  const isGet = routes.length > 0 && routes.every((route) => route.startsWith('GET '));
  return isGet || ['previewBlueprint', 'unknownRoute'].includes(name);
});
const reads = /^(dynamodb:(GetItem|BatchGetItem|Query)|ssm:GetParameter|logs:(CreateLogStream|PutLogEvents))$/;

test.each(readers)('%s only reads, and cannot write', (_, { role }) => {
  expect(actionsOf(role).length).toBeGreaterThan(0);
  expect(actionsOf(role).filter((action) => !reads.test(action))).toEqual([]);
});

test('the sweep reads the state table and asks others to work: it cannot write itself', () => {
  expect(actionsOf('SweepRole').filter((action) => action.startsWith('dynamodb:'))).toEqual(['dynamodb:Query']);
});

test.each(['HealthRole', 'UnknownRouteRole', 'ListBlueprintsRole', 'GetBlueprintRole', 'PreviewBlueprintRole'])(
  '%s can do nothing but log',
  (id) => {
    expect(actionsOf(id)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  },
);

test('nobody may scan the table, and who may search an index is told which', () => {
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
    'ProvisionOnboardingRole inFlight',
    'RetireAccessRole byTenant',
    'SweepRole due',
    'SweepRole undelivered',
    'SweepRole attention',
  ]);
});

test('the signing secrets are read by the functions that sign or show public keys, and nothing else of SSM', () => {
  const reading = roles.flatMap(({ id, statements }) =>
    statements
      .filter(({ Action }) => Action.some((action) => /^(ssm|kms):/.test(action)))
      .map(({ Action, Resource }) => ({ id, Action, Resource })),
  );
  const secrets = 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${Namespace}/webhook-secrets';
  const expected = { Action: ['ssm:GetParameter'], Resource: { 'Fn::Sub': secrets } };
  expect(reading).toEqual(
    ['WebhookKeysRole', 'TestWebhookRole', 'DeliverWebhooksRole'].map((id) => ({ id, ...expected })),
  );
});

import { roles, serverless, type Statement } from './definition.ts';

const actionsOf = (name: string) =>
  roles.find(({ id }) => id === name)?.statements.flatMap(({ Action }) => Action) ?? [];

/** What a statement applies to, as text. */
const resourceOf = ({ Resource }: Statement) => JSON.stringify(Resource);

const bootstrapRoles = '{"Fn::Sub":"arn:${AWS::Partition}:iam::*:role/${Namespace}-bootstrap-*"}';

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
    const open = statements.filter((statement) => resourceOf(statement).includes('*'));
    expect(open.map(({ Action }) => Action)).toEqual(open.map(() => ['sts:AssumeRole']));
    expect(open.map(resourceOf)).toEqual(open.map(() => bootstrapRoles));
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

test('a role enters a tenant’s account only for a function that provisions or claims', () => {
  const assuming = roles.filter(({ statements }) => statements.some(({ Action }) => Action.includes('sts:AssumeRole')));
  expect(assuming.map(({ id }) => id)).toEqual([
    'CreateOnboardingRole',
    'ProvisionOnboardingRole',
    'ClaimCredentialsRole',
    'WorkRole',
  ]);
});

test.each([
  ['GetOnboardingRole', ['dynamodb:GetItem']],
  ['ListOnboardingsRole', ['dynamodb:BatchGetItem', 'dynamodb:Query']],
  ['SweepRole', ['dynamodb:Query']],
])('%s reads the state table and cannot write it', (id, actions) => {
  expect(actionsOf(id).filter((action) => action.startsWith('dynamodb:'))).toEqual(actions);
});

test.each(['HealthRole', 'UnknownRouteRole', 'ListBlueprintsRole', 'GetBlueprintRole', 'PreviewBlueprintRole'])(
  '%s can do nothing but log',
  (id) => {
    expect(actionsOf(id)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  },
);

test('only the sweep and the list search, and only in indexes of their own', () => {
  const searching = roles.flatMap(({ id, statements }) =>
    statements
      .filter(({ Action }) => Action.some((action) => /Query|Scan/.test(action)))
      .map((found) => ({ id, found })),
  );
  expect(searching).toEqual([
    {
      id: 'ListOnboardingsRole',
      found: {
        Effect: 'Allow',
        Action: ['dynamodb:Query'],
        Resource: [{ 'Fn::Sub': '${StateTable.Arn}/index/recent' }, { 'Fn::Sub': '${StateTable.Arn}/index/byTenant' }],
      },
    },
    {
      id: 'SweepRole',
      found: { Effect: 'Allow', Action: ['dynamodb:Query'], Resource: { 'Fn::Sub': '${StateTable.Arn}/index/due' } },
    },
  ]);
});

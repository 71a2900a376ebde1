import { mayDo, readDocument } from '../../../lib/preview/mayDo.ts';
import { isAllowed } from '../../support/engine.ts';
import { accountId } from '../../support/launchedStack.ts';

const toLambda = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
const role = `arn:aws:iam::${accountId}:role/any`;

/** The engine is asked about something the statement names, under conditions that are met: what `mayDo` supposes. */
test.each([
  { says: 'the very action', statements: [{ Action: 'iam:PassRole' }], may: true },
  { says: 'another action', statements: [{ Action: 'iam:GetRole' }], may: false },
  { says: 'a list with it', statements: [{ Action: ['ec2:*', 'iam:PassRole'] }], may: true },
  { says: 'all of its service', statements: [{ Action: 'iam:*' }], may: true },
  { says: 'all of another service', statements: [{ Action: 'iamx:*' }], may: false },
  { says: 'everything', statements: [{ Action: '*' }], may: true },
  { says: 'a beginning', statements: [{ Action: 'iam:Pass*' }], may: true },
  { says: 'one letter open', statements: [{ Action: 'iam:PassRol?' }], may: true },
  { says: 'two letters open, where one is missing', statements: [{ Action: 'iam:PassRole?' }], may: false },
  { says: 'another case', statements: [{ Action: 'IAM:passrole' }], may: true },
  { says: 'all but another action', statements: [{ NotAction: 'ec2:*' }], may: true },
  { says: 'all but this service', statements: [{ NotAction: ['ec2:*', 'iam:*'] }], may: false },
  { says: 'to this service', statements: [{ Action: 'iam:PassRole', Condition: toLambda }], may: true },
  {
    says: 'to another service',
    statements: [
      { Action: 'iam:PassRole', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
    ],
    may: false,
  },
  { says: 'a later statement', statements: [{ Action: 'ec2:*' }, { Action: 'iam:PassRole' }], may: true },
  { says: 'nothing but a denial', statements: [{ Effect: 'Deny', Action: 'iam:PassRole' }], may: false },
  { says: 'a denial besides', statements: [{ Action: '*' }, { Effect: 'Deny', Action: 'iam:Pass*' }], may: false },
  {
    says: 'a denial of something else',
    statements: [{ Action: '*' }, { Effect: 'Deny', Action: 'iam:Get*' }],
    may: true,
  },
])('a document that says $says: may pass a role to Lambda: $may, as the engine has it', async ({ statements, may }) => {
  const document = {
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement })),
  };
  expect(mayDo(readDocument(JSON.stringify(document)), 'iam:PassRole', 'lambda.amazonaws.com')).toBe(may);
  const question = {
    principal: `arn:aws:iam::${accountId}:user/somebody`,
    action: 'iam:PassRole',
    resource: role,
    accountId,
    context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    identity: [document],
  };
  expect(await isAllowed(question)).toBe(may);
});

test.each([
  { says: 'on one resource', statement: { Resource: role } },
  {
    says: 'under a condition',
    statement: { Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  },
])('allowed $says is allowed; denied $says is not denied: it errs on the side of warning', ({ statement }) => {
  const allow = { Effect: 'Allow', Action: 'iam:PassRole', ...statement };
  expect(mayDo(readDocument(JSON.stringify({ Statement: [allow] })), 'iam:PassRole', undefined)).toBe(true);
  const both = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { ...allow, Effect: 'Deny' },
  ];
  expect(mayDo(readDocument(JSON.stringify({ Statement: both })), 'iam:PassRole', undefined)).toBe(true);
});

test('what is no policy document is refused', () => {
  expect(() => readDocument('{"Statement":"*"}')).toThrow();
});

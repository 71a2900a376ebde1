import { mayDo, readDocument } from '../../../lib/preview/mayDo.ts';
import { isAllowed } from '../../support/engine.ts';
import { accountId } from '../../support/launchedStack.ts';

const toLambda = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
const role = `arn:aws:iam::${accountId}:role/any`;

/** The question to the policy engine has a matching resource and conditions that are met, because `mayDo` assumes both. */
test.each([
  { says: 'the action itself', statements: [{ Action: 'iam:PassRole' }], may: true },
  { says: 'another action', statements: [{ Action: 'iam:GetRole' }], may: false },
  { says: 'a list with it', statements: [{ Action: ['ec2:*', 'iam:PassRole'] }], may: true },
  { says: 'all of its service', statements: [{ Action: 'iam:*' }], may: true },
  { says: 'all of another service', statements: [{ Action: 'iamx:*' }], may: false },
  { says: 'everything', statements: [{ Action: '*' }], may: true },
  { says: 'a prefix of the action', statements: [{ Action: 'iam:Pass*' }], may: true },
  { says: 'a ? for one letter', statements: [{ Action: 'iam:PassRol?' }], may: true },
  { says: 'a ? for a letter that the action does not have', statements: [{ Action: 'iam:PassRole?' }], may: false },
  { says: 'another case', statements: [{ Action: 'IAM:passrole' }], may: true },
  { says: 'all but another action', statements: [{ NotAction: 'ec2:*' }], may: true },
  { says: 'all but this service', statements: [{ NotAction: ['ec2:*', 'iam:*'] }], may: false },
  { says: 'the action for this service', statements: [{ Action: 'iam:PassRole', Condition: toLambda }], may: true },
  {
    says: 'the action for another service',
    statements: [
      { Action: 'iam:PassRole', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
    ],
    may: false,
  },
  { says: 'a later statement', statements: [{ Action: 'ec2:*' }, { Action: 'iam:PassRole' }], may: true },
  { says: 'only a denial', statements: [{ Effect: 'Deny', Action: 'iam:PassRole' }], may: false },
  {
    says: 'everything and a denial of the action',
    statements: [{ Action: '*' }, { Effect: 'Deny', Action: 'iam:Pass*' }],
    may: false,
  },
  {
    says: 'everything and a denial of another action',
    statements: [{ Action: '*' }, { Effect: 'Deny', Action: 'iam:Get*' }],
    may: true,
  },
])(
  'mayDo and the policy engine agree whether a document with $says may pass a role to Lambda: $may',
  async ({ statements, may }) => {
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
  },
);

test.each([
  { says: 'on one resource', statement: { Resource: role } },
  {
    says: 'under a condition',
    statement: { Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  },
])('an Allow $says counts, and a Deny $says does not, so that mayDo rather warns too often', ({ statement }) => {
  const allow = { Effect: 'Allow', Action: 'iam:PassRole', ...statement };
  expect(mayDo(readDocument(JSON.stringify({ Statement: [allow] })), 'iam:PassRole', undefined)).toBe(true);
  const both = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { ...allow, Effect: 'Deny' },
  ];
  expect(mayDo(readDocument(JSON.stringify({ Statement: both })), 'iam:PassRole', undefined)).toBe(true);
});

test('an invalid policy document throws', () => {
  expect(() => readDocument('{"Statement":"*"}')).toThrow();
});

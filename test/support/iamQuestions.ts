import { array, constantFrom, dictionary, option, record, uniqueArray, type Arbitrary } from 'fast-check';
import type { Question } from '../../local/sandbox/question.ts';

const accountId = '111122223333';
const arn = `arn:aws:iam::${accountId}`;

const patterns = [
  'iam:GetUser',
  'IAM:getuser',
  'iam:Get*',
  'iam:?etUser',
  'iam:CreateUser',
  'iam:*',
  '*',
  'sts:*',
  's3:*',
];
const resources = [
  '*',
  `${arn}:user/*`,
  `${arn}:user/team/*`,
  `${arn}:user/\${aws:username}`,
  `${arn}:user/\${aws:PrincipalTag/name}`,
  `${arn}:policy/*`,
];
const conditions = [
  undefined,
  undefined,
  { StringEquals: { 'aws:username': 'alice' } },
  { StringLike: { 'AWS:UserName': 'al*' } },
  { StringNotEquals: { 'iam:PermissionsBoundary': `${arn}:policy/boundary` } },
  { StringEquals: { 'aws:PrincipalTag/name': ['alice', 'bob'] } },
  { StringNotEqualsIfExists: { 'iam:ResourceTag/owner': 'bob' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['owner'] } },
  { DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } },
  { Null: { 'aws:MultiFactorAuthPresent': 'true' } },
];

const some = (from: readonly string[]) => uniqueArray(constantFrom(...from), { minLength: 1, maxLength: 2 });

const statement = record({
  effect: constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  actions: some(patterns),
  isNotAction: constantFrom(false, false, false, true),
  resources: some(resources),
  isNotResource: constantFrom(false, false, false, true),
  condition: constantFrom(...conditions),
}).map(({ effect, actions, isNotAction, resources: named, isNotResource, condition }) => ({
  Effect: effect,
  [isNotAction ? 'NotAction' : 'Action']: actions,
  [isNotResource ? 'NotResource' : 'Resource']: named,
  ...(condition !== undefined && { Condition: condition }),
}));

const document = array(statement, { minLength: 1, maxLength: 5 }).map((Statement) =>
  JSON.stringify({ Version: '2012-10-17', Statement }),
);

const context = dictionary(
  constantFrom(
    'aws:PrincipalTag/name',
    'iam:PermissionsBoundary',
    'iam:ResourceTag/owner',
    'aws:CurrentTime',
    'aws:MultiFactorAuthPresent',
    'aws:userid',
  ),
  constantFrom('alice', 'bob', `${arn}:policy/boundary`, 'true', '2026-01-01T00:00:00Z', '2026-12-01T00:00:00Z'),
);

const calls = constantFrom(
  { action: 'iam:GetUser', resource: `${arn}:user/alice` },
  { action: 'iam:GetUser', resource: `${arn}:user/team/bob` },
  { action: 'iam:CreateUser', resource: `${arn}:user/team/bob` },
  { action: 'iam:TagUser', resource: `${arn}:user/alice` },
  { action: 'iam:GetPolicy', resource: `${arn}:policy/boundary` },
  { action: 'iam:ListAccessKeys', resource: `${arn}:user/alice` },
  { action: 'iam:ListPolicies', resource: '*' },
);

/** Questions about calls to IAM, of a user or of a session, to which the generated policies often apply. */
export function iamQuestion(): Arbitrary<Question> {
  return record({
    call: calls,
    context,
    identity: array(document, { maxLength: 2 }),
    boundary: option(array(document, { maxLength: 1 }), { nil: undefined }),
    session: array(document, { maxLength: 2 }),
  }).map(({ call, context: given, identity, boundary, session }) => {
    const named = (documents: readonly string[]) =>
      documents.map((text, index) => ({ name: `p${index}`, document: text }));
    return {
      ...call,
      principalArn: session.length === 0 ? `${arn}:user/alice` : `arn:aws:sts::${accountId}:assumed-role/role/one`,
      resourceAccountId: accountId,
      context: { ...given, 'aws:TagKeys': ['owner'], ...(session.length === 0 && { 'aws:username': 'alice' }) },
      identity: named(identity),
      boundary: boundary === undefined ? undefined : named(boundary),
      session,
    };
  });
}

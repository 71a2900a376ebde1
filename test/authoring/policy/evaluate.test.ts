import { assert, property } from 'fast-check';
import { allows } from '../../../authoring/policy/evaluate.ts';
import { readPolicy } from '../../../authoring/policy/readPolicy.ts';
import { engineAllows } from '../../support/engineAllows.ts';
import { document, request, type GeneratedRequest } from '../../support/generatedPolicies.ts';

const ours = (policies: readonly unknown[], { action, resource, context }: GeneratedRequest) =>
  allows(policies.flatMap(readPolicy), {
    action,
    resource,
    context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value])),
  });

test('allows what the policy engine allows, for generated statements and requests', () => {
  let allowed = 0;
  assert(
    property(document(), request(), (policy, asked) => {
      const answer = engineAllows([policy], asked);
      if (answer) allowed += 1;
      expect([policy, asked, ours([policy], asked)]).toEqual([policy, asked, answer]);
    }),
    { numRuns: 500 },
  );
  expect(allowed).toBeGreaterThan(20);
});

test.each([
  { Condition: { NumericLessThan: { 's3:max-keys': '10' } }, context: { 's3:max-keys': '9' }, allowed: true },
  { Condition: { NumericLessThan: { 's3:max-keys': '10' } }, context: { 's3:max-keys': '10' }, allowed: false },
  {
    Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
    context: { 'aws:CurrentTime': '2029-01-01T00:00:00Z' },
    allowed: true,
  },
  {
    Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    context: { 'aws:SourceIp': '203.0.113.7' },
    allowed: true,
  },
  {
    Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    context: { 'aws:SourceIp': '203.0.113.7' },
    allowed: false,
  },
  { Condition: { Bool: { 'aws:SecureTransport': 'true' } }, context: {}, allowed: false },
  { Condition: { BoolIfExists: { 'aws:SecureTransport': 'true' } }, context: {}, allowed: true },
  { Condition: { Null: { 'aws:TokenIssueTime': 'true' } }, context: {}, allowed: true },
  {
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/al*' } },
    context: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/alice' },
    allowed: true,
  },
  {
    Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
    context: { 'aws:TagKeys': ['a', 'c'] },
    allowed: false,
  },
  {
    Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
    context: { 'aws:TagKeys': ['a', 'c'] },
    allowed: true,
  },
  {
    Condition: { StringEquals: { 'aws:RequestTag/owner': '${aws:username}' } },
    context: { 'aws:RequestTag/owner': 'alice', 'aws:username': 'alice' },
    allowed: true,
  },
])('$Condition with $context: $allowed, as the policy engine says', ({ Condition, context, allowed }) => {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*', Condition }],
  };
  const asked = { action: 's3:ListBucket', resource: 'arn:aws:s3:::bucket', context };
  expect([ours([policy], asked), engineAllows([policy], asked)]).toEqual([allowed, allowed]);
});

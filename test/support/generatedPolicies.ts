import { array, constantFrom, dictionary, option, record, uniqueArray, type Arbitrary } from 'fast-check';

const actions = ['s3:GetObject', 's3:GetBucketPolicy', 's3:PutObject', 's3:*', 's3:Get*', 's3:?etObject', 'ec2:*', '*'];
const resources = [
  '*',
  'arn:aws:s3:::a',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::?/x',
  'arn:aws:s3:::b*',
  'arn:aws:s3:::a/${aws:username}',
];
const keys = ['aws:RequestedRegion', 'aws:username'];
const values = ['us-east-1', 'us-west-2', 'alice', 'us-*', '*'];
const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIfExists',
  'StringEqualsIgnoreCase',
  'StringNotLikeIfExists',
  'ForAnyValue:StringLike',
];

const some = (from: readonly string[]) => uniqueArray(constantFrom(...from), { minLength: 1, maxLength: 3 });

const condition = option(
  dictionary(constantFrom(...operators), dictionary(constantFrom(...keys), some(values), { minKeys: 1, maxKeys: 2 }), {
    minKeys: 1,
    maxKeys: 2,
  }),
  { nil: undefined, freq: 2 },
);

function statement(effects: readonly ('Allow' | 'Deny')[]) {
  return record({
    effect: constantFrom(...effects),
    actions: some(actions),
    isNotAction: constantFrom(false, false, false, true),
    resources: some(resources),
    isNotResource: constantFrom(false, false, false, true),
    condition,
  }).map((each) => ({
    Effect: each.effect,
    [each.isNotAction ? 'NotAction' : 'Action']: each.actions,
    [each.isNotResource ? 'NotResource' : 'Resource']: each.resources,
    ...(each.condition === undefined ? {} : { Condition: each.condition }),
  }));
}

/** A policy document about a few actions, resources and conditions, so that two documents often have much in common. */
export function document(effects: readonly ('Allow' | 'Deny')[] = ['Allow', 'Allow', 'Deny']) {
  return array(statement(effects), { minLength: 1, maxLength: 4 }).map((Statement) => ({
    Version: '2012-10-17',
    Statement,
  }));
}

export interface GeneratedRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/** A request to which such documents often apply. */
export function request(): Arbitrary<GeneratedRequest> {
  return record({
    action: constantFrom('s3:GetObject', 's3:PutObject', 's3:GetBucketPolicy', 'ec2:RunInstances', 'iam:CreateUser'),
    resource: constantFrom('arn:aws:s3:::a', 'arn:aws:s3:::a/x', 'arn:aws:s3:::b/x', 'arn:aws:s3:::a/alice'),
    context: dictionary(constantFrom(...keys), constantFrom('us-east-1', 'us-west-2', 'alice', 'ALICE', 'other')),
  });
}

import { createSandbox } from '../../local/sandbox/index.ts';
import { refusalOf, rootOf } from '../support/sandboxClients.ts';

const account = '111122223333';
const grammar = 'IAM User Guide, "Grammar of the IAM JSON policy language"';
const good = { Effect: 'Allow', Action: 'ec2:*', Resource: '*' };
const version = '2012-10-17';
const of = (...statements: readonly object[]): object => ({ Version: version, Statement: statements });

/** The messages are those of AWS. The cases follow from the policy grammar. */
const malformed: readonly { name: string; document: object | string; words: string }[] = [
  { name: 'text that is not JSON', document: '{', words: 'This policy contains invalid Json' },
  { name: 'JSON that is not an object', document: '[]', words: 'Syntax errors in policy.' },
  {
    name: 'no version',
    document: { Statement: [good] },
    words: 'Policy document must be version 2012-10-17 or greater.',
  },
  {
    name: 'the old version',
    document: { Version: '2008-10-17', Statement: [good] },
    words: 'Policy document must be version 2012-10-17 or greater.',
  },
  {
    name: 'a version that does not exist',
    document: { Version: '2020-01-01', Statement: [good] },
    words: 'Syntax errors in policy.',
  },
  { name: 'no statement', document: { Version: version }, words: 'Syntax errors in policy.' },
  { name: 'an empty list of statements', document: of(), words: 'Syntax errors in policy.' },
  {
    name: 'an unknown element',
    document: { Version: version, Statement: [good], Owner: 'me' },
    words: 'Syntax errors in policy.',
  },
  {
    name: 'an unknown element in a statement',
    document: of({ ...good, Actions: [] }),
    words: 'Syntax errors in policy.',
  },
  { name: 'an invalid effect', document: of({ ...good, Effect: 'allow' }), words: 'Syntax errors in policy.' },
  { name: 'no effect', document: of({ Action: 'ec2:*', Resource: '*' }), words: 'Syntax errors in policy.' },
  {
    name: 'no action',
    document: of({ Effect: 'Allow', Resource: '*' }),
    words: 'Policy statement must contain actions.',
  },
  {
    name: 'no resource',
    document: of({ Effect: 'Allow', Action: 'ec2:*' }),
    words: 'Policy statement must contain resources.',
  },
  { name: 'Action and NotAction', document: of({ ...good, NotAction: 's3:*' }), words: 'Syntax errors in policy.' },
  {
    name: 'a principal',
    document: of({ ...good, Principal: '*' }),
    words: 'Policy document should not specify a principal.',
  },
  {
    name: 'an action without service',
    document: of({ ...good, Action: 'RunInstances' }),
    words: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  },
  {
    name: 'a service with a wildcard',
    document: of({ ...good, Action: '*:Create' }),
    words: 'Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.',
  },
  {
    name: 'a resource that is not an ARN',
    document: of({ ...good, Resource: 'bucket' }),
    words: 'Resource bucket must be in ARN format or "*".',
  },
  {
    name: 'an unknown partition',
    document: of({ ...good, Resource: 'arn:azure:s3:::bucket' }),
    words: 'Partition "azure" is not valid for resource "arn:azure:s3:::bucket".',
  },
  {
    name: 'an unknown condition operator',
    document: of({ ...good, Condition: { StringIs: { 'aws:userid': 'x' } } }),
    words: 'Invalid Condition type : StringIs.',
  },
  {
    name: 'a condition key without service',
    document: of({ ...good, Condition: { Bool: { secure: 'true' } } }),
    words: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  },
  {
    name: 'two statements with the same ID',
    document: of({ ...good, Sid: 'A' }, { ...good, Sid: 'A' }),
    words: 'Statement IDs (SID) in a single policy must be unique.',
  },
  { name: 'a hyphen in a statement ID', document: of({ ...good, Sid: 'a-b' }), words: 'Syntax errors in policy.' },
];

const text = (document: object | string): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

describe(`a policy (${grammar})`, () => {
  test.each(malformed)('with $name is malformed', async ({ document, words }) => {
    const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
    await iam.createUser({ UserName: 'tutum' });
    const refusal = { code: 'MalformedPolicyDocument', words, status: 400 };
    const PolicyDocument = text(document);
    expect(await refusalOf(iam.createPolicy({ PolicyName: 'p', PolicyDocument }))).toEqual(refusal);
    expect(await refusalOf(iam.putUserPolicy({ UserName: 'tutum', PolicyName: 'p', PolicyDocument }))).toEqual(refusal);
  });

  const accepted: readonly { name: string; document: object }[] = [
    { name: 'a single statement instead of a list', document: { Version: version, Statement: good } },
    {
      name: 'an ID, and statements with IDs',
      document: { Version: version, Id: 'x y', Statement: [{ ...good, Sid: 'A1' }] },
    },
    {
      name: 'NotAction and NotResource',
      document: of({ Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::a/*' }),
    },
    {
      name: 'variables and every kind of operator',
      document: of({
        ...good,
        Resource: 'arn:aws:iam::*:user/${aws:username}',
        Condition: {
          'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': ['a*'] },
          NumericLessThan: { 's3:max-keys': 10 },
          Bool: { 'aws:SecureTransport': true },
        },
      }),
    },
    {
      name: 'services and actions that do not exist',
      document: of({ ...good, Action: ['made-up:Thing', 'ec2:MadeUp*'] }),
    },
  ];
  test.each(accepted)('with $name is accepted', async ({ document }) => {
    const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
    const { Policy } = await iam.createPolicy({ PolicyName: 'p', PolicyDocument: text(document) });
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn: Policy?.Arn, VersionId: 'v1' });
    expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toEqual(document);
  });
});

describe('a trust policy (IAM User Guide, "AWS JSON policy elements: Principal")', () => {
  const trusting = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: account } };
  const cases: readonly { name: string; statement: object; words: string }[] = [
    { name: 'with a resource', statement: { ...trusting, Resource: '*' }, words: 'Has prohibited field Resource' },
    {
      name: 'without a principal',
      statement: { Effect: 'Allow', Action: 'sts:AssumeRole' },
      words: 'Missing required field Principal',
    },
    {
      name: 'with an action that is not of STS',
      statement: { ...trusting, Action: 'iam:GetUser' },
      words: 'AssumeRole policy may only specify STS AssumeRole actions.',
    },
    {
      name: 'that names a principal that does not exist',
      statement: { ...trusting, Principal: { AWS: `arn:aws:iam::${account}:role/none` } },
      words: `Invalid principal in policy: "AWS":"arn:aws:iam::${account}:role/none"`,
    },
    {
      name: 'with a principal of an unknown kind',
      statement: { ...trusting, Principal: { Aws: account } },
      words: 'Syntax errors in policy.',
    },
  ];
  test.each(cases)('$name is malformed', async ({ statement, words }) => {
    const { iam } = rootOf(createSandbox({ dataDir: ':memory:' }), account);
    const refusal = await refusalOf(iam.createRole({ RoleName: 'r', AssumeRolePolicyDocument: text(of(statement)) }));
    expect(refusal).toEqual({ code: 'MalformedPolicyDocument', words, status: 400 });
  });
});

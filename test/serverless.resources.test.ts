import { readdirSync, readFileSync } from 'node:fs';
import { resourcesOf } from './infra/definition.ts';

const table = resourcesOf('table')['StateTable']?.Properties;
const queues = resourcesOf('queues');
const bucket = resourcesOf('templatesBucket');

test('the state table has one item per key pair, and indexes that project only keys', () => {
  expect(table).toMatchObject({
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      ...[
        ['due', 'due', 'dueAt'],
        ['recent', 'listed', 'pk'],
        ['byTenant', 'tenantId', 'pk'],
        ['undelivered', 'undelivered', 'deliverAt'],
        ['inFlight', 'inFlight', 'pk'],
        ['attention', 'attention', 'pk'],
        ['byAccount', 'accountId', 'pk'],
        ['byStatus', 'inStatus', 'pk'],
        ['byRotation', 'rotate', 'rotateAt'],
      ].map(([IndexName, hash, range]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: hash, KeyType: 'HASH' },
          { AttributeName: range, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    ],
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  });
});

test('the state table is encrypted and recoverable', () => {
  expect(table).toMatchObject({
    SSESpecification: { SSEEnabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});

test.each(['Work', 'Delivery'])(
  'a message of the %s queue that fails five times is moved to a queue that keeps it for 14 days',
  (name) => {
    expect(queues[`${name}Queue`]?.Properties['RedrivePolicy']).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [`${name}DeadLetterQueue`, 'Arn'] },
      maxReceiveCount: 5,
    });
    expect(queues[`${name}DeadLetterQueue`]?.Properties['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
  },
);

test('queues are encrypted', () => {
  for (const { Properties } of Object.values(queues)) expect(Properties['SqsManagedSseEnabled']).toBe(true);
});

/** Returns a part of a template as it is in a stack in which these conditions are true. */
function inStack(part: unknown, conditions: readonly string[]): unknown {
  if (Array.isArray(part)) {
    const items = part.map((item) => inStack(item, conditions));
    return items.filter((item) => JSON.stringify(item) !== '{"Ref":"AWS::NoValue"}');
  }
  if (typeof part !== 'object' || part === null) return part;
  const [[name, value] = [], ...more] = Object.entries(part);
  if (name === 'Fn::If' && more.length === 0 && Array.isArray(value)) {
    const [condition, then, otherwise]: readonly unknown[] = value;
    return inStack(conditions.includes(String(condition)) ? then : otherwise, conditions);
  }
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, inStack(inner, conditions)]));
}

/** Returns the policy of the bucket and its own block of public access under these conditions. */
const bucketUnder = (...conditions: readonly string[]) => ({
  policy: inStack(bucket['TemplatesBucketPolicy']?.Properties['PolicyDocument'], conditions),
  bucket: inStack(bucket['TemplatesBucket']?.Properties, conditions),
});
const templates = { 'Fn::Sub': '${TemplatesBucket.Arn}/templates/*' };
const anybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: templates };
const overTls = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const neverBlocked = { BlockPublicAcls: true, IgnorePublicAcls: true };

test('the public may only read templates, and only over TLS', () => {
  const given = bucketUnder('HasPublicTemplates');
  expect(given.policy).toMatchObject({ Statement: [anybody, overTls] });
  expect(given.bucket).toMatchObject({
    VersioningConfiguration: { Status: 'Enabled' },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: { ...neverBlocked, BlockPublicPolicy: false, RestrictPublicBuckets: false },
  });
});

test('with publicTemplates=off, an account that blocks public bucket policies accepts the bucket: nobody else reads it', () => {
  const given = bucketUnder();
  expect(given.policy).toMatchObject({ Statement: [overTls] });
  expect(given.bucket).toMatchObject({
    PublicAccessBlockConfiguration: { ...neverBlocked, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  });
});

test('in a bucket of another account, the deploying account may upload templates and nothing else', () => {
  expect(bucketUnder('HasPublicTemplates', 'HasUploader').policy).toMatchObject({
    Statement: [
      anybody,
      {
        Effect: 'Allow',
        Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${UploaderAccountId}:root' } },
        Action: 's3:PutObject',
        Resource: templates,
      },
      overTls,
    ],
  });
});

test.each(readdirSync('infra').filter((file) => file.endsWith('.yml')))(
  '%s is plain CloudFormation without Serverless Framework variables',
  (file) => {
    // A Serverless Framework variable has a lower-case source and a colon; a CloudFormation one has neither.
    expect(readFileSync(`infra/${file}`, 'utf8')).not.toMatch(/\$\{[a-z]\w*(\(|:)/);
  },
);

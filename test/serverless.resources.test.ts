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

test('the public may only read templates, and only over TLS', () => {
  expect(bucket['TemplatesBucketPolicy']?.Properties['PolicyDocument']).toMatchObject({
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: { 'Fn::Sub': '${TemplatesBucket.Arn}/templates/*' },
      },
      { Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
  });
  expect(bucket['TemplatesBucket']?.Properties).toMatchObject({
    VersioningConfiguration: { Status: 'Enabled' },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
  });
});

test.each(readdirSync('infra').filter((file) => file.endsWith('.yml')))(
  '%s is plain CloudFormation without Serverless Framework variables',
  (file) => {
    // A Serverless Framework variable has a lower-case source and a colon; a CloudFormation one has neither.
    expect(readFileSync(`infra/${file}`, 'utf8')).not.toMatch(/\$\{[a-z]\w*(\(|:)/);
  },
);

import { blueprintSchema } from '../../catalog/blueprint.ts';

const common = { description: 'What the backup is for.' };
const bucket = {
  kind: 'arn',
  service: 's3',
  resourceType: 'bucket',
  format: 'arn:${Partition}:s3:::${BucketName}',
  endsBefore: '/:',
  ...common,
};
const version = '2012-10-17';

const backup = [
  { Sid: 'Backup', Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: '${bucketArn}/*' },
  { Sid: 'List', Effect: 'Allow', Action: 's3:ListBucket', Resource: '${bucketArn}' },
  {
    Sid: 'OwnFolder',
    Effect: 'Allow',
    Action: 's3:DeleteObject',
    Resource: '${bucketArn}/home/${aws:username}/*',
  },
  {
    Sid: 'Zone',
    Effect: 'Allow',
    Action: 'route53:ChangeResourceRecordSets',
    Resource: 'arn:${partition}:route53:::hostedzone/${zoneId}',
  },
  { Sid: 'Key', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '${keyArn}' },
  {
    Sid: 'Pass',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: '${roleArn}',
    Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  },
  {
    Sid: 'Tagged',
    Effect: 'Allow',
    Action: 'ec2:StopInstances',
    Resource: '*',
    Condition: {
      StringEquals: { 'aws:ResourceTag/${tagKey}': '${team}', 'aws:RequestedRegion': '${regions}' },
    },
  },
];
const restore = { Sid: 'Restore', Effect: 'Allow', Action: 's3:ListBucket', Resource: '${restoreFrom}' };

/**
 * A blueprint of a vendor for backups. It names the tenant's bucket, hosted zone, key, role, regions and tags, has two users
 * with different policies, and a permissions boundary that depends on all of these.
 */
export const vault = blueprintSchema.parse({
  name: 'vault',
  title: 'Vault: backups to a bucket of your own',
  source: 'made up for tests',
  parameters: {
    bucketArn: bucket,
    restoreFrom: { ...bucket, list: { min: 1, max: 40 }, default: null },
    zoneId: {
      kind: 'resourceName',
      service: 'route53',
      resourceType: 'hostedzone',
      pattern: 'Z[A-Z0-9]{1,31}',
      ...common,
    },
    keyArn: {
      kind: 'arn',
      service: 'kms',
      resourceType: 'key',
      format: 'arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}',
      pattern: 'arn:.*:key/[0-9a-f-]{36}',
      anyAccount: true,
      ...common,
    },
    roleArn: {
      kind: 'arn',
      service: 'iam',
      resourceType: 'role',
      format: 'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}',
      ...common,
    },
    regions: { kind: 'regions', min: 1, max: 5, ...common },
    tagKey: { kind: 'text', pattern: '[A-Za-z:]+', default: 'team', ...common },
    team: { kind: 'text', pattern: '[a-z ]+', maxLength: 20, ...common },
    tags: { kind: 'tags', max: 10, default: null, ...common },
    writerName: { kind: 'name', of: 'user', default: 'vault-writer', ...common },
    readerName: { kind: 'name', of: 'user', default: 'vault-reader', ...common },
  },
  policies: [
    {
      name: 'vault-write',
      documents: [{ Version: version, Statement: backup }],
      tags: { purpose: 'backup of ${zoneId}' },
    },
    {
      name: 'vault-read',
      documents: [
        {
          when: { restoreFrom: null },
          Version: version,
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '${bucketArn}/*' }],
        },
        { Version: version, Statement: [restore] },
      ],
    },
  ],
  groups: [],
  users: [
    { name: '${writerName}', groups: [], attach: [{ policy: 'vault-write' }], tags: { '${tagKey}': '${team}' } },
    { name: '${readerName}', groups: [], attach: [{ policy: 'vault-read' }] },
  ],
  permissionsBoundary: [
    { when: { restoreFrom: null }, Version: version, Statement: backup },
    { Version: version, Statement: [...backup, restore] },
  ],
  differences: [],
  notes: [],
});

/** What a request can say, in an account. */
export const vaultParameters = (accountId: string) => ({
  bucketArn: 'arn:aws:s3:::acme-backup',
  zoneId: 'Z0123456789ABC',
  keyArn: `arn:aws:kms:eu-central-1:${accountId}:key/11111111-2222-3333-4444-555555555555`,
  roleArn: `arn:aws:iam::${accountId}:role/service-role/backup`,
  regions: ['eu-central-1', 'eu-west-1'],
  team: 'data base',
});

import type { Blueprint, StatementTemplate } from '../../catalog/blueprint.ts';

const bucketArn = 'arn:${partition}:s3:::${bucket}';

export const honestStatements: readonly StatementTemplate[] = [
  { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `${bucketArn}/*` },
  {
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: bucketArn,
    Condition: { StringLike: { 's3:prefix': 'backup/*' } },
  },
];

/** A blueprint without a problem, which tests change. */
export const honest: Blueprint = {
  name: 'honest',
  title: 'Honest: backups',
  source: 'A guide',
  parameters: {
    bucket: {
      kind: 'resourceName',
      service: 's3',
      resourceType: 'bucket',
      pattern: '[a-z0-9.-]{3,63}',
      description: '',
    },
    encrypted: { kind: 'flag', default: false, description: '' },
    userName: { kind: 'name', of: 'user', default: 'honest', description: '' },
  },
  policies: [{ name: 'honest-policy', documents: [{ Version: '2012-10-17', Statement: honestStatements }] }],
  groups: [],
  users: [{ name: '${userName}', groups: [], attach: [{ policy: 'honest-policy' }] }],
  permissionsBoundary: [{ Version: '2012-10-17', Statement: honestStatements }],
  differences: [],
  notes: [],
};

/** The honest blueprint with other statements in its policy and, if they are given, other ones in its boundary. */
export function withStatements(
  policy: readonly StatementTemplate[],
  boundary: readonly StatementTemplate[] = policy,
): Blueprint {
  return {
    ...honest,
    policies: [{ name: 'honest-policy', documents: [{ Version: '2012-10-17', Statement: policy }] }],
    permissionsBoundary: [{ Version: '2012-10-17', Statement: boundary }],
  };
}

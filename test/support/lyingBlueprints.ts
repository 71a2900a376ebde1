import type { Blueprint, StatementTemplate } from '../../catalog/blueprint.ts';
import { honest, withStatements } from './honest.ts';
import { refusedByIam } from './refusedByIam.ts';

const allow = (rest: Omit<StatementTemplate, 'Effect'>): StatementTemplate => ({
  Effect: 'Allow',
  Resource: '*',
  ...rest,
});

const objects = 'arn:${partition}:s3:::${bucket}/*';
const getObjects = allow({ Action: 's3:GetObject', Resource: objects });
const oneRegion = (region: string) => allow({ Action: 'ec2:*', Condition: { StringEquals: { 'ec2:Region': region } } });

/** Blueprints that say something that is not so, each with what is wrong. */
export const lyingBlueprints: readonly (readonly [string, Blueprint, readonly string[]])[] = [
  [
    'a boundary without an action',
    withStatements([allow({ Action: ['s3:GetObject', 's3:PutObject'], Resource: objects })], [getObjects]),
    [
      'policies.0.documents.0.Statement.0: the permissions boundary does not allow s3:PutObject on arn:aws:s3:::example/x, which this statement allows. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:${partition}:s3:::${bucket}/*"}. Or take it out of the policy.',
    ],
  ],
  [
    'a boundary for another bucket',
    withStatements([getObjects], [allow({ Action: 's3:GetObject', Resource: 'arn:${partition}:s3:::other/*' })]),
    [
      'policies.0.documents.0.Statement.0: the permissions boundary does not allow s3:GetObject on arn:aws:s3:::example/x, which this statement allows. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:${partition}:s3:::${bucket}/*"}. Or take it out of the policy.',
    ],
  ],
  [
    'a boundary for another region',
    withStatements([oneRegion('us-west-2')], [oneRegion('eu-west-1')]),
    [
      'policies.0.documents.0.Statement.0: the permissions boundary does not allow ec2:AssociateVerifiedAccessInstanceWebAcl on * with ec2:region us-west-2, which this statement allows, nor ec2:AttachApplianceToNatGateway, ec2:AttachResourcesToPlacementGroup, ec2:CreateCoipPoolPermission, ec2:CreateLocalGatewayRouteTablePermission, ec2:CreateOdbNetworkPeering and 820 more. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"ec2:Region":"us-west-2"}}}. Or take it out of the policy.',
    ],
  ],
  [
    'a boundary with the actions of today',
    withStatements([allow({ Action: 's3:ListJ*' })], [allow({ Action: 's3:ListJobs' })]),
    [
      'policies.0.documents.0.Statement.0: the permissions boundary has each action that AWS has today, but not those that AWS may add and that this statement allows. Write the same pattern into permissionsBoundary: {"Effect":"Allow","Action":"s3:ListJ*","Resource":"*"}. Or name the actions in the policy.',
    ],
  ],
  [
    'a boundary that cannot be compared',
    withStatements(
      [allow({ Action: 's3:ListAllMyBuckets', Condition: { StringLike: { 'aws:userid': '*:${aws:username}' } } })],
      [
        allow({ Action: 's3:ListAllMyBuckets', Condition: { StringLike: { 'aws:userid': '*:*' } } }),
        { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringLike: { 'aws:userid': '*:${aws:userid}' } } },
      ],
    ),
    [
      'policies.0.documents.0.Statement.0: it could not be shown that the permissions boundary allows all that this statement allows. Write the statement out in permissionsBoundary, with the same conditions: {"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*","Condition":{"StringLike":{"aws:userid":"*:${aws:username}"}}}.',
    ],
  ],
  [
    'a widest value of a text, whose boundary is that of another bucket',
    {
      ...withStatements([getObjects]),
      parameters: {
        ...honest.parameters,
        bucket: { kind: 'text', pattern: '[a-z]+', description: '', boundary: { widest: 'all' } },
      },
    },
    [
      'parameters.bucket.boundary.widest: the permissions boundary for bucket all does not cover that for other values. Name the value whose boundary allows the most, or take "boundary" out: then each value has a stack of its own.',
    ],
  ],
  [
    'a boundary that is for one alternative only',
    { ...honest, permissionsBoundary: [{ when: { encrypted: true }, Version: '2012-10-17', Statement: [] }] },
    [
      'permissionsBoundary.0.Statement: there is no statement. Add one: IAM refuses a document that has none.',
      'policies.0.documents.0.Statement.0: the permissions boundary does not allow s3:GetObject on arn:aws:s3:::example/x, which this statement allows if encrypted is true, nor s3:PutObject. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:${partition}:s3:::${bucket}/*"}. Or take it out of the policy.',
      'policies.0.documents.0.Statement.1: the permissions boundary does not allow s3:ListBucket on arn:aws:s3:::example with s3:prefix backup/x, which this statement allows if encrypted is true. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:${partition}:s3:::${bucket}","Condition":{"StringLike":{"s3:prefix":"backup/*"}}}. Or take it out of the policy.',
      'permissionsBoundary: no document of the permissions boundary is for an onboarding if encrypted is false. Add a document without "when" as the last one: it is for all other values.',
    ],
  ],
  [
    'an alternative that the boundary does not cover',
    {
      ...honest,
      policies: [
        {
          name: 'honest-policy',
          documents: [
            { when: { encrypted: true }, Version: '2012-10-17', Statement: [allow({ Action: 'kms:Decrypt' })] },
            ...(honest.policies[0]?.documents ?? []),
          ],
        },
      ],
    },
    [
      'policies.0.documents.0.Statement.0: the permissions boundary does not allow kms:Decrypt on *, which this statement allows if encrypted is true. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}. Or take it out of the policy.',
    ],
  ],
  [
    'an action with a slip',
    withStatements([allow({ Action: 's3:GetObjekt' })]),
    [
      'policies.0.documents.0.Statement.0.Action: AWS has no action "s3:GetObjekt". Did you mean "s3:GetObject"? If not, take it out: IAM accepts it, and it allows nothing.',
    ],
  ],
  [
    'a pattern that matches nothing',
    withStatements([allow({ Action: 's3:Fetch*' })]),
    [
      'policies.0.documents.0.Statement.0.Action: no action of AWS matches "s3:Fetch*". Take it out, or look for the actions of s3 in the Service Authorization Reference.',
    ],
  ],
  [
    'a service with a slip',
    withStatements([allow({ Action: 's33:GetObject' })]),
    [
      'policies.0.documents.0.Statement.0.Action: AWS has no service with the prefix "s33", which "s33:GetObject" names. Did you mean "s3:GetObject"?',
    ],
  ],
  [
    'a condition key that AWS does not have',
    withStatements([allow({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefx': 'a' } } })]),
    [
      'policies.0.documents.0.Statement.0.Condition.StringLike.s3:prefx: AWS has no condition key "s3:prefx" for the actions of the statement. Did you mean "s3:prefix"?',
    ],
  ],
  [
    'a global condition key with a slip',
    withStatements([allow({ Action: 's3:ListBucket', Condition: { StringLike: { 'aws:SourceIpp': 'a' } } })]),
    [
      'policies.0.documents.0.Statement.0.Condition.StringLike.aws:SourceIpp: AWS has no condition key "aws:SourceIpp". Did you mean "aws:SourceIp"?',
    ],
  ],
  [
    'a condition key of another action',
    withStatements([allow({ Action: 's3:GetObject', Condition: { StringLike: { 's3:prefix': 'a' } } })]),
    [
      'policies.0.documents.0.Statement.0.Condition.StringLike.s3:prefix: no action of the statement has the condition key "s3:prefix". Look for the keys of the actions in the Service Authorization Reference.',
    ],
  ],
  [
    'a condition operator that IAM does not have',
    withStatements([allow({ Action: 's3:ListBucket', Condition: { StringEqual: { 's3:prefix': 'a' } } })]),
    [
      'policies.0.documents.0.Statement.0.Condition.StringEqual: IAM has no condition operator "StringEqual". Did you mean "StringEquals"?',
    ],
  ],
  [
    'a partition that is written out',
    withStatements([allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' })]),
    [
      'warning: policies.0.documents.0.Statement.0.Resource: "arn:aws:s3:::a/*" names the partition aws, so that it matches nothing in accounts of another. Write "arn:${partition}:s3:::a/*".',
    ],
  ],
  [
    'a managed policy without its path',
    { ...honest, users: [{ name: 'a', groups: [], attach: [{ managed: 'Billing' }] }] },
    ['users.0.attach.0.managed: AWS has no managed policy "Billing". Did you mean "job-function/Billing"?'],
  ],
  [
    'a managed policy with a slip',
    { ...honest, users: [{ name: 'a', groups: [], attach: [{ managed: 'AmazonEC2FulAccess' }] }] },
    ['users.0.attach.0.managed: AWS has no managed policy "AmazonEC2FulAccess". Did you mean "AmazonEC2FullAccess"?'],
  ],
  [
    'a managed policy whose document is not known',
    { ...honest, users: [{ name: 'a', groups: [], attach: [{ managed: 'SecurityAudit' }] }] },
    [
      'users.0.attach.0.managed: the document of SecurityAudit is not known, so that nothing can be said about what it allows. Read it into the folder of the blueprints: npx latchkey blueprint fetch-managed.',
    ],
  ],
  [
    'a name with a slash',
    { ...honest, users: [{ name: '../admin', groups: [], attach: [] }] },
    [
      'users.0.name: the user\'s name "../admin" could leave the path of the onboarding. A name may have letters, digits and _ + = . @ - only. Latchkey puts the path before it.',
    ],
  ],
  [
    'a name that IAM refuses',
    { ...honest, users: [{ name: 'two words', groups: [], attach: [] }] },
    [
      'users.0.name: IAM refuses "two words" as the name of a user. A name may have letters, digits and _ + = . @ - only.',
    ],
  ],
  [
    'a name with a parameter that may have a slash',
    {
      ...honest,
      parameters: { ...honest.parameters, path: { kind: 'text', pattern: '[a-z/]{1,20}', description: '' } },
      users: [{ name: 'a-${path}', groups: [], attach: [] }],
    },
    [
      'users.0.name: ${path} is in a name, and IAM refuses names with some of its values. Give the parameter a pattern without "/", such as ^[a-z0-9-]{1,32}$.',
    ],
  ],
  [
    'a name that may get too long',
    { ...honest, users: [{ name: 'user-${userName}', groups: [], attach: [] }] },
    [
      'users.0.name: the user\'s name may get 69 characters, and IAM allows 64. Shorten what stands beside ${userName}, or limit the values with "maxLength".',
    ],
  ],
  [
    'an escalation that no note mentions',
    withStatements([allow({ Action: 'iam:PutUserPolicy' })]),
    [
      'notes: a user may call iam:PutUserPolicy, which gives whatever policy the attacker writes (the escalation method PutUserPolicy), and no note says so. Name iam:PutUserPolicy in a note that says why the product needs it, or take it out of the policy and of permissionsBoundary.',
    ],
  ],
  [
    'keys that allow everything, and no note',
    withStatements([allow({ Action: '*' })]),
    [
      'notes: the keys of a user allow everything, and no note says so. Say in a note that the keys allow everything, and why.',
    ],
  ],
  [
    'a policy that is too large',
    withStatements([allow({ Action: Array.from({ length: 500 }, () => 's3:GetObject'), Resource: objects })]),
    [
      'policies.0.documents.0: the policy has 7598 characters, and IAM allows 6144. Divide it into several policies and attach each: npx latchkey blueprint import does so.',
      'permissionsBoundary.0: the permissions boundary has 7598 characters, and IAM allows 6144. Make a policy of AWS the boundary, "permissionsBoundary": { "managed": "…" }, or name actions by patterns such as s3:Get*, which is more than the policies need: the notes have to say what that adds.',
    ],
  ],
  [
    'a value that is called the widest and is not',
    {
      ...honest,
      parameters: {
        ...honest.parameters,
        encrypted: { kind: 'flag', default: false, description: '', boundary: { widest: true } },
      },
      permissionsBoundary: [
        { when: { encrypted: true }, Version: '2012-10-17', Statement: [getObjects] },
        { Version: '2012-10-17', Statement: [allow({ Action: 's3:*' })] },
      ],
    },
    [
      'policies.0.documents.0.Statement.0: the permissions boundary does not allow s3:PutObject on arn:aws:s3:::example/x, which this statement allows if encrypted is true. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:${partition}:s3:::${bucket}/*"}. Or take it out of the policy.',
      'policies.0.documents.0.Statement.1: the permissions boundary does not allow s3:ListBucket on arn:aws:s3:::example with s3:prefix backup/x, which this statement allows if encrypted is true. Allow it in permissionsBoundary as well: {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:${partition}:s3:::${bucket}","Condition":{"StringLike":{"s3:prefix":"backup/*"}}}. Or take it out of the policy.',
      'parameters.encrypted.boundary.widest: the permissions boundary for encrypted true does not cover that for false. Name the value whose boundary allows the most, or take "boundary" out: then each value has a stack of its own.',
    ],
  ],
  ...refusedByIam,
];

import type { Blueprint, StatementTemplate } from '../../catalog/blueprint.ts';
import { honest, withStatements } from './honest.ts';

const allow = (rest: Omit<StatementTemplate, 'Effect'>): StatementTemplate => ({
  Effect: 'Allow',
  Resource: '*',
  ...rest,
});
const objects = 'arn:${partition}:s3:::${bucket}/*';

/** Blueprints with a document or an attachment that IAM refuses, each with what is wrong. */
export const refusedByIam: readonly (readonly [string, Blueprint, readonly string[]])[] = [
  [
    'what IAM refuses as a whole, although a part of it is right',
    withStatements(
      [
        allow({
          Sid: 'read',
          Action: 's3:GetObject',
          Resource: [objects, 'arn:${partition}:s3:${bucket}', '${bucket}'],
        }),
        allow({ Sid: 'read', Action: 's3:ListAllMyBuckets' }),
        allow({ Sid: 'read-2', Action: 's3:ListAllMyBuckets' }),
        allow({ Action: ['s3:Get*', 's*:GetObject'] }),
        allow({ Action: [] }),
        allow({ Action: 's3:GetObject', Resource: [] }),
        { Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:azure:s3:::b' },
        allow({ Action: 's3:GetObject', Condition: { StringEquals: { 'aws:username': [] } } }),
        allow({
          Action: 's3:GetObject',
          Condition: { StringEquals: { 'aws:username': 'ann', 'AWS:UserName': 'bob' } },
        }),
      ],
      [allow({ Action: ['s3:*', '*:Get*'] })],
    ),
    [
      'policies.0.documents.0.Statement.1.Sid: two statements have the Sid "read". Give each another one, or none.',
      'policies.0.documents.0.Statement.2.Sid: the Sid is "read-2". Use letters and digits only, or no Sid.',
      ...[
        ['Statement.0.Resource.1', 'arn:${partition}:s3:${bucket}'],
        ['Statement.0.Resource.2', '${bucket}'],
      ].map(
        ([at = '', text = '']) =>
          `policies.0.documents.0.${at}: "${text}" is not an ARN with six parts, so that IAM refuses the whole policy. Write "*", or arn:\${partition}:service:region:account:resource, whose region and account may be empty.`,
      ),
      'policies.0.documents.0.Statement.4.Action: "Action" is empty. Name at least one, or remove the statement.',
      'policies.0.documents.0.Statement.5.Resource: "Resource" is empty. Name at least one, or remove the statement.',
      'policies.0.documents.0.Statement.6.NotResource: "arn:azure:s3:::b" is in no partition of AWS, so that IAM refuses the whole policy. Write arn:${partition}: at its beginning.',
      'policies.0.documents.0.Statement.7.Condition.StringEquals.aws:username: "aws:username" has no value. Name at least one: without a value, the condition is never met.',
      'policies.0.documents.0.Statement.8.Condition.StringEquals.AWS:UserName: two conditions are on the key "AWS:UserName", as keys that differ only in case are the same. Write one condition with both values.',
      'policies.0.documents.0.Statement.3.Action.1: "s*:GetObject" has a wildcard in the service, which IAM refuses. Name each service.',
      'permissionsBoundary.0.Statement.0.Action.1: "*:Get*" has a wildcard in the service, which IAM refuses. Name each service.',
    ],
  ],
  [
    'a letter that IAM takes in no policy',
    withStatements([allow({ Action: 's3:GetObject', Resource: 'arn:${partition}:s3:::Ж/*' })]),
    [
      'policies.0.documents.0: "arn:${partition}:s3:::Ж/*" has a character that no policy of IAM can have. Use characters up to U+00FF (ÿ) only.',
      'permissionsBoundary.0: "arn:${partition}:s3:::Ж/*" has a character that no policy of IAM can have. Use characters up to U+00FF (ÿ) only.',
    ],
  ],
  [
    'a policy that AWS attaches to its own roles only',
    {
      ...honest,
      users: [
        {
          name: '${userName}',
          groups: [],
          attach: [{ policy: 'honest-policy' }, { managed: 'aws-service-role/KafkaServiceRolePolicy' }],
        },
      ],
    },
    [
      'users.0.attach.1.managed: AWS attaches "aws-service-role/KafkaServiceRolePolicy" only to a role of its own, or to a session as root. Take it out: IAM refuses it for a user.',
    ],
  ],
  [
    'a service with a wildcard',
    withStatements([allow({ Action: 's*:GetObject' })]),
    [
      'policies.0.documents.0.Statement.0.Action: "s*:GetObject" has a wildcard in the service, which IAM refuses. Name each service.',
    ],
  ],
];

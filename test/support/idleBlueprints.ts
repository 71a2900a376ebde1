import type { Blueprint, StatementTemplate } from '../../catalog/blueprint.ts';
import { withStatements } from './honest.ts';

const allow = (rest: Omit<StatementTemplate, 'Effect'>): StatementTemplate => ({
  Effect: 'Allow',
  Resource: '*',
  ...rest,
});

const objects = 'arn:${partition}:s3:::${bucket}/*';

type Case = readonly [string, Blueprint, readonly string[]];

/** Blueprints with actions and resources that have no effect in their statement, each with what the check says. */
export const idleBlueprints: readonly Case[] = [
  [
    'an action on the wrong type of resource',
    withStatements([allow({ Action: 's3:GetObject', Resource: 'arn:${partition}:s3:::${bucket}' })]),
    [],
  ],
  [
    'one of two actions on the wrong type of resource',
    withStatements([allow({ Action: ['s3:GetObject', 's3:ListAllMyBuckets'], Resource: objects })]),
    [
      'policies.0.documents.0.Statement.0.Action.1: "s3:ListAllMyBuckets" has no effect here, because none of the resources of the statement is of a type that it takes. Take "s3:ListAllMyBuckets" out. To allow it, write a statement of its own for it, with the resource *.',
    ],
  ],
  [
    'a resource that no action takes',
    withStatements([
      allow({ Action: 's3:GetObject', Resource: [objects, 'arn:${partition}:sqs:*:${accountId}:queue'] }),
    ]),
    [
      'warning: policies.0.documents.0.Statement.0.Resource.1: no action of the statement takes the resource "arn:${partition}:sqs:*:${accountId}:queue". Correct the ARN, or take it out.',
    ],
  ],
  [
    'an action on a resource that another action takes',
    withStatements([
      allow({
        Action: ['iam:GetUser', 'iam:GetGroup'],
        Resource: 'arn:${partition}:iam::${accountId}:user/vault-*',
      }),
    ]),
    [
      'policies.0.documents.0.Statement.0.Action.1: "iam:GetGroup" has no effect here, because none of the resources of the statement is of a type that it takes. Take "iam:GetGroup" out. To allow it, write a statement of its own for it, with the resource arn:${Partition}:iam::${Account}:group/${GroupNameWithPath}.',
    ],
  ],
  [
    'an action without effect in the boundary, as a warning',
    withStatements(
      [allow({ Action: 's3:GetObject', Resource: objects })],
      [allow({ Action: ['s3:GetObject', 's3:ListAllMyBuckets'], Resource: objects })],
    ),
    [
      'warning: permissionsBoundary.0.Statement.0.Action.1: "s3:ListAllMyBuckets" has no effect here, because none of the resources of the statement is of a type that it takes. Take "s3:ListAllMyBuckets" out. To allow it, write a statement of its own for it, with the resource *.',
    ],
  ],
  [
    'an action that AWS may authorize on a list, as a warning',
    withStatements([
      allow({ Action: ['s3:ListAllMyBuckets', 's3:ListBucket'], Resource: 'arn:${partition}:s3:::*' }),
      allow({
        Action: ['dynamodb:ListTables', 'dynamodb:GetItem'],
        Resource: 'arn:${partition}:dynamodb:*:${accountId}:table/x*',
      }),
      allow({ Action: 'iam:ListRoles', Resource: 'arn:${partition}:iam::${accountId}:role/x/*' }),
      allow({
        Action: ['ec2:DescribeInstances', 'ec2:StopInstances'],
        Resource: 'arn:${partition}:ec2:*:${accountId}:instance/*',
      }),
    ]),
    [
      'warning: policies.0.documents.0.Statement.0.Action.0: "s3:ListAllMyBuckets" may have no effect here: AWS documents no resource for it but *. Write a statement of its own for it, with the resource *, or try it in an account.',
      'policies.0.documents.0.Statement.1.Action.0: "dynamodb:ListTables" has no effect here, because none of the resources of the statement is of a type that it takes. Take "dynamodb:ListTables" out. To allow it, write a statement of its own for it, with the resource *.',
      'warning: policies.0.documents.0.Statement.2.Action: "iam:ListRoles" may have no effect here: AWS documents no resource for it but *. Write a statement of its own for it, with the resource *, or try it in an account.',
      'policies.0.documents.0.Statement.3.Action.0: "ec2:DescribeInstances" has no effect here, because none of the resources of the statement is of a type that it takes. Take "ec2:DescribeInstances" out. To allow it, write a statement of its own for it, with the resource *.',
    ],
  ],
  [
    'an action that does not have a condition key, which others of the statement have',
    withStatements([
      allow({
        Action: ['iam:PassRole', 'iam:GetRole', 'iam:ListRoleTags'],
        Resource: 'arn:${partition}:iam::${accountId}:role/x',
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      }),
    ]),
    [
      'policies.0.documents.0.Statement.0.Condition.StringEquals.iam:PassedToService: "iam:GetRole", "iam:ListRoleTags" of this statement do not have the condition key "iam:PassedToService", so the statement does not apply to them. Take "iam:GetRole", "iam:ListRoleTags" out. To allow them, write a statement of their own for them, without the key.',
    ],
  ],
  ...[
    { StringEqualsIfExists: { 's3:prefix': 'a' } },
    { StringNotEquals: { 's3:prefix': 'a' } },
    { 'ForAllValues:StringEquals': { 's3:prefix': 'a' } },
    { Null: { 's3:prefix': 'true' } },
  ].map((Condition): Case => [
    `an action that a condition does not limit, as a warning: ${Object.keys(Condition).join()}`,
    withStatements([allow({ Action: ['s3:ListBucket', 's3:GetBucketTagging'], Condition })]),
    [
      `warning: policies.0.documents.0.Statement.0.Condition.${Object.keys(Condition).join()}.s3:prefix: "s3:GetBucketTagging" of this statement does not have the condition key "s3:prefix", so the condition does not limit it. If that is meant, write a statement of its own for it, without the key.`,
    ],
  ]),
];

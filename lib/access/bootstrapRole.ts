import type { Attachment, Blueprint } from '../../catalog/blueprint.ts';
import { ownTagKeys } from '../blueprints/tagRules.ts';
import { boundaryPrefix, tenantPath, type NameOwner } from '../core/names.ts';

/** A string with variables, which CloudFormation replaces. */
const sub = (text: string) => ({ 'Fn::Sub': text });
const iam = (resource: string) => sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${resource}`);

/**
 * Actions that read a user by name. They are allowed for every user name: for an absent or foreign user, IAM authorizes
 * the call for an ARN without Latchkey's path. If IAM denied the call, Latchkey could not tell a foreign user from an
 * absent one. The actions in `groupReads` are allowed for every group name for the same reason.
 */
const userReads = [
  'GetUser',
  'ListAttachedUserPolicies',
  'ListUserPolicies',
  'ListAccessKeys',
  'GetLoginProfile',
  'ListMFADevices',
  'ListSSHPublicKeys',
  'ListSigningCertificates',
  'ListServiceSpecificCredentials',
  'ListGroupsForUser',
];
const userChanges = [
  // Returns the current name of the user who has a key. A renamed user keeps its path, its unique ID and its keys.
  'GetAccessKeyLastUsed',
  'DeleteUser',
  // IAM also requires this action for a CreateUser call with tags. An update sets tags too.
  'TagUser',
  'DetachUserPolicy',
  'DeleteUserPolicy',
  'CreateAccessKey',
  'UpdateAccessKey',
  'DeleteAccessKey',
  'DeleteLoginProfile',
  'DeactivateMFADevice',
  'DeleteSSHPublicKey',
  'DeleteSigningCertificate',
  'DeleteServiceSpecificCredential',
];
const policyReads = ['GetPolicy', 'GetPolicyVersion', 'ListPolicyVersions', 'ListEntitiesForPolicy'];
const policyChanges = ['CreatePolicy', 'TagPolicy', 'DeletePolicy', 'DeletePolicyVersion'];
const groupReads = ['GetGroup', 'ListAttachedGroupPolicies', 'ListGroupPolicies'];
const groupChanges = [
  'CreateGroup',
  'DeleteGroup',
  'DetachGroupPolicy',
  'DeleteGroupPolicy',
  'AddUserToGroup',
  'RemoveUserFromGroup',
];

/**
 * Actions that Latchkey never calls. The policy denies them, so that they stay denied if somebody later allows more.
 */
const deniedActions = [
  'DeleteUserPermissionsBoundary',
  'PutRolePermissionsBoundary',
  'DeleteRolePermissionsBoundary',
  'PassRole',
  'CreateLoginProfile',
  'UpdateLoginProfile',
  'PutGroupPolicy',
  'PutUserPolicy',
  'CreatePolicyVersion',
  'SetDefaultPolicyVersion',
  'UpdateAssumeRolePolicy',
  'PutRolePolicy',
  'AttachRolePolicy',
  'DetachRolePolicy',
  'DeleteRolePolicy',
  'DeleteRole',
  'UpdateRole',
  'UpdateRoleDescription',
  'TagRole',
  'UntagRole',
];

/** Sets the permissions boundary of a user. */
const setBoundary = 'PutUserPermissionsBoundary';

/**
 * Returns the statements of the bootstrap role: the calls of provisioning, claim, rotation, update, rollback and offboarding.
 * `owner` and `boundaryArn` may contain variables, which CloudFormation replaces.
 */
export function bootstrapStatements(blueprint: Blueprint, owner: NameOwner, boundaryArn: unknown): unknown[] {
  const own = `${tenantPath(owner)}*`;
  const isOfAws = 'managed' in blueprint.permissionsBoundary;
  const policyArns = (attachments: readonly Attachment[]) => [
    ...attachments.flatMap((each) =>
      'managed' in each ? [sub(`arn:\${AWS::Partition}:iam::aws:policy/${each.managed}`)] : [],
    ),
    ...(attachments.some((each) => 'policy' in each) ? [iam(`policy${own}`)] : []),
  ];
  const forUsers = policyArns(blueprint.users.flatMap((user) => user.attach));
  const forGroups = policyArns(blueprint.groups.flatMap((group) => group.attach));
  const managed = [...forUsers, ...forGroups].filter((arn) => arn['Fn::Sub'].includes(':iam::aws:'));
  const boundaries = iam(`policy/${boundaryPrefix(owner)}*`);
  const withBoundary = { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } };
  return [
    allow('CreateUserBounded', ['CreateUser'], iam(`user${own}`), withBoundary),
    ...(forUsers.length === 0
      ? []
      : [
          // After an update of the stack, users keep its earlier boundary until an update of the onboarding has attached
          // their new policies. Only the tenant can make policies with these names, because they have no path.
          allow('AttachBounded', ['AttachUserPolicy'], iam(`user${own}`), {
            ArnLike: {
              'iam:PermissionsBoundary': isOfAws ? [boundaryArn, boundaries] : boundaries,
              'iam:PolicyARN': forUsers,
            },
          }),
        ]),
    allow('ChangeOwnUsers', userChanges, iam(`user${own}`)),
    // An update removes tags that only the earlier plan has. Those of Latchkey itself stay.
    allow(
      'UntagOwn',
      ['UntagUser', ...(blueprint.policies.length === 0 ? [] : ['UntagPolicy'])],
      [iam(`user${own}`), ...(blueprint.policies.length === 0 ? [] : [iam(`policy${own}`)])],
      {
        'ForAllValues:StringNotEqualsIgnoreCase': { 'aws:TagKeys': Object.values(ownTagKeys) },
        Null: { 'aws:TagKeys': 'false' },
      },
    ),
    allow('ReadUsersByName', userReads, iam('user/*')),
    // GetPolicy takes an ARN with the path, so Latchkey needs no GetPolicy permission for policies in other paths.
    allow('ReadBoundary', ['GetPolicy', 'GetPolicyVersion'], isOfAws ? boundaryArn : boundaries),
    ...(managed.length === 0 ? [] : [allow('ReadAttachedPolicies', ['GetPolicy'], managed)]),
    ...(blueprint.policies.length === 0
      ? []
      : [
          allow('ReadOwnPolicies', policyReads, iam(`policy${own}`)),
          allow('ChangeOwnPolicies', policyChanges, iam(`policy${own}`)),
          allow('FindPolicies', ['ListPolicies'], '*'),
        ]),
    ...(blueprint.groups.length === 0
      ? []
      : [
          allow('ChangeOwnGroups', groupChanges, iam(`group${own}`)),
          allow('AttachToOwnGroups', ['AttachGroupPolicy'], iam(`group${own}`), {
            ArnLike: { 'iam:PolicyARN': forGroups },
          }),
          allow('ReadGroupsByName', groupReads, iam('group/*')),
        ]),
    // An update moves users to the boundary to which the tenant has agreed last. Nothing else can set one, whatever else is
    // allowed.
    allow('SetBoundary', [setBoundary], iam(`user${own}`), withBoundary),
    {
      Sid: 'OnlyThisBoundary',
      Effect: 'Deny',
      Action: [action(setBoundary)],
      Resource: '*',
      Condition: { StringNotEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    },
    { Sid: 'OnlyOnOwnUsers', Effect: 'Deny', Action: [action(setBoundary)], NotResource: iam(`user${own}`) },
    { Sid: 'Never', Effect: 'Deny', Action: deniedActions.map(action), Resource: '*' },
    ...(isOfAws
      ? []
      : [
          {
            Sid: 'KeepBoundary',
            Effect: 'Deny',
            Action: ['DeletePolicy', 'DeletePolicyVersion'].map(action),
            Resource: boundaryArn,
          },
        ]),
  ];
}

function allow(sid: string, actions: readonly string[], resource: unknown, condition?: Record<string, unknown>) {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions.map(action),
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function action(name: string): string {
  return `iam:${name}`;
}

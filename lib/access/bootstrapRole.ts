import type { Attachment, Blueprint } from '../../catalog/blueprint.ts';

/** A string that CloudFormation fills in. */
const sub = (text: string) => ({ 'Fn::Sub': text });
const iam = (resource: string) => sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${resource}`);

/**
 * Reads by name go to every name of a user or group: for an absent or foreign one IAM authorizes the name without our
 * path, and the look that tells foreign from absent must not be denied itself.
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
  // Says what one of them is called by now: of a user that was renamed its path, its ID and its keys stay.
  'GetAccessKeyLastUsed',
  'DeleteUser',
  // A tagged create is authorized as this action too.
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

/** Nothing that Latchkey ever does: refused even where somebody later allows more. */
const never = [
  'PutUserPermissionsBoundary',
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

/** The statements of the bootstrap role: the calls of provisioning, claim, rotation, undo and offboarding, no more. */
export function bootstrapStatements(blueprint: Blueprint, namespace: string, boundaryArn: unknown): unknown[] {
  const own = `/${namespace}/${blueprint.name}/*`;
  const policyArns = (attachments: readonly Attachment[]) => [
    ...attachments.flatMap((each) =>
      'managed' in each ? [sub(`arn:\${AWS::Partition}:iam::aws:policy/${each.managed}`)] : [],
    ),
    ...(attachments.some((each) => 'policy' in each) ? [iam(`policy${own}`)] : []),
  ];
  const forUsers = policyArns(blueprint.users.flatMap((user) => user.attach));
  const forGroups = policyArns(blueprint.groups.flatMap((group) => group.attach));
  const managed = [...forUsers, ...forGroups].filter((arn) => arn['Fn::Sub'].includes(':iam::aws:'));
  const withBoundary = { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } };
  return [
    allow('CreateUserBounded', ['CreateUser'], iam(`user${own}`), withBoundary),
    ...(forUsers.length === 0
      ? []
      : [
          allow('AttachBounded', ['AttachUserPolicy'], iam(`user${own}`), {
            ...withBoundary,
            ArnLike: { 'iam:PolicyARN': forUsers },
          }),
        ]),
    allow('ChangeOwnUsers', userChanges, iam(`user${own}`)),
    allow('ReadUsersByName', userReads, iam('user/*')),
    // Policies are asked for by ARN, path included: no other name has to be read to tell foreign from absent.
    allow('ReadBoundary', ['GetPolicy'], iam(`policy/${namespace}-boundary-${blueprint.name}-*`)),
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
    { Sid: 'Never', Effect: 'Deny', Action: never.map(action), Resource: '*' },
    {
      Sid: 'KeepBoundary',
      Effect: 'Deny',
      Action: ['DeletePolicy', 'DeletePolicyVersion'].map(action),
      Resource: boundaryArn,
    },
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

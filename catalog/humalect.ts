import type { Blueprint } from './blueprint.ts';

const document = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'eks:*', Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['ssm:GetParameter', 'ssm:GetParameters'],
      Resource: [
        'arn:${partition}:ssm:*:${accountId}:parameter/aws/*',
        // The ARNs of AWS's public parameters contain no account ID.
        'arn:${partition}:ssm:*::parameter/aws/*',
      ],
    },
    { Effect: 'Allow', Action: ['kms:CreateGrant', 'kms:DescribeKey'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: [
        'iam:CreateInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:GetInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:GetRole',
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:AttachRolePolicy',
        'iam:PutRolePolicy',
        'iam:ListInstanceProfiles',
        'iam:AddRoleToInstanceProfile',
        'iam:ListInstanceProfilesForRole',
        'iam:PassRole',
        'iam:DetachRolePolicy',
        'iam:DeleteRolePolicy',
        'iam:GetRolePolicy',
        'iam:GetOpenIDConnectProvider',
        'iam:CreateOpenIDConnectProvider',
        'iam:DeleteOpenIDConnectProvider',
        'iam:TagOpenIDConnectProvider',
        'iam:ListAttachedRolePolicies',
        'iam:TagRole',
      ],
      Resource: [
        'arn:${partition}:iam::${accountId}:instance-profile/eksctl-*',
        'arn:${partition}:iam::${accountId}:role/eksctl-*',
        'arn:${partition}:iam::${accountId}:oidc-provider/*',
        'arn:${partition}:iam::${accountId}:role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup',
        'arn:${partition}:iam::${accountId}:role/eksctl-managed-*',
      ],
    },
    { Effect: 'Allow', Action: ['iam:GetRole'], Resource: ['arn:${partition}:iam::${accountId}:role/*'] },
    {
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole'],
      Resource: '*',
      Condition: {
        StringEquals: {
          'iam:AWSServiceName': ['eks.amazonaws.com', 'eks-nodegroup.amazonaws.com', 'eks-fargate.amazonaws.com'],
        },
      },
    },
    { Effect: 'Allow', Action: 'ecr:*', Resource: '*' },
    { Effect: 'Allow', Action: 'ec2:*', Resource: '*' },
    { Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' },
    { Effect: 'Allow', Action: 'cloudwatch:*', Resource: '*' },
    { Effect: 'Allow', Action: 'autoscaling:*', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'iam:CreateServiceLinkedRole',
      Resource: '*',
      Condition: {
        StringEquals: {
          'iam:AWSServiceName': [
            'autoscaling.amazonaws.com',
            'ec2scheduled.amazonaws.com',
            'elasticloadbalancing.amazonaws.com',
            'spot.amazonaws.com',
            'spotfleet.amazonaws.com',
            'transitgateway.amazonaws.com',
          ],
        },
      },
    },
    { Effect: 'Allow', Action: ['cloudformation:*'], Resource: '*' },
  ],
} as const;

export const humalect: Blueprint = {
  name: 'humalect',
  title: 'Humalect: Kubernetes clusters on EKS',
  source: 'Humalect documentation, AWS onboarding: the policy humalect-policy and the user humalect-user',
  parameters: {
    userName: { kind: 'name', of: 'user', default: 'humalect-user', description: 'Name of the IAM user.' },
    policyName: { kind: 'name', of: 'policy', default: 'humalect-policy', description: 'Name of the managed policy.' },
  },
  policies: [{ name: '${policyName}', documents: [document] }],
  groups: [],
  users: [{ name: '${userName}', groups: [], attach: [{ policy: '${policyName}' }] }],
  permissionsBoundary: [document],
  differences: [
    {
      guide: 'The account ID 123456789012 is to be replaced by hand, in seven places.',
      here: 'The account ID is filled in, in all seven.',
      why: "A place that is missed names somebody else's account.",
    },
    {
      guide: 'Every ARN starts with arn:aws.',
      here: "Every ARN is of the account's partition.",
      why: 'In China and GovCloud a statement about arn:aws matches nothing.',
    },
  ],
  notes: [
    'The policy is a managed one, as in the guide: its 2,182 characters are more than the 2,048 that inline policies of a user may have.',
    'The boundary does not limit a user with harmful intent: the user may create roles named eksctl-*, give them any policy (iam:PutRolePolicy, iam:AttachRolePolicy), and pass them to instances and stacks (iam:PassRole).',
  ],
};

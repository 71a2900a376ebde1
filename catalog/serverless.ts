import type { Blueprint } from './blueprint.ts';

const admin = {
  when: { permissions: 'admin' },
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

/**
 * The actions that `serverless deploy` and `serverless remove` of an ordinary service need. Two sources: the commands
 * that the CLI sends itself (osls 4.3.1, the maintained Serverless Framework 3:
 * lib/plugins/aws/{deploy,remove,info,lib}), and the calls that CloudFormation makes with the user's permissions for
 * the generated resources: `handlers.*.permissions` of AWS's resource schemas for S3::Bucket, S3::BucketPolicy,
 * IAM::Role, Lambda::Function, Lambda::Version, Logs::LogGroup, ApiGateway::Stage, ApiGatewayV2::Api and
 * ApiGatewayV2::Stage, without the actions that only unusual properties need. The actions of Events::Rule and
 * Lambda::Permission are those of serverless/serverless issue 1439. The tagging actions are needed because the CLI
 * gives every stack a STAGE tag, which CloudFormation adds to each resource.
 */
const deploy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'cloudformation:CreateChangeSet',
        'cloudformation:CreateStack',
        'cloudformation:DeleteChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeChangeSet',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStackResource',
        'cloudformation:DescribeStackResources',
        'cloudformation:DescribeStacks',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:GetTemplate',
        'cloudformation:ListStackResources',
        'cloudformation:TagResource',
        'cloudformation:UntagResource',
        'cloudformation:UpdateStack',
      ],
      Resource: 'arn:${partition}:cloudformation:*:${accountId}:stack/*',
    },
    {
      Effect: 'Allow',
      // These actions do not support resource-level permissions.
      Action: [
        'cloudformation:ValidateTemplate',
        'logs:DescribeIndexPolicies',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
      ],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: [
        's3:CreateBucket',
        's3:DeleteBucket',
        's3:DeleteBucketPolicy',
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:GetBucketPolicy',
        's3:GetBucketTagging',
        's3:GetEncryptionConfiguration',
        's3:GetObject',
        's3:GetObjectVersion',
        's3:ListBucket',
        's3:ListBucketVersions',
        's3:ListTagsForResource',
        's3:PutBucketPolicy',
        's3:PutBucketPublicAccessBlock',
        's3:PutBucketTagging',
        's3:PutBucketVersioning',
        's3:PutEncryptionConfiguration',
        's3:PutObject',
        's3:TagResource',
      ],
      // The name is `{stack}-serverlessdeploymentbucket-{random}`. If the stack's name is long, CloudFormation shortens
      // both names.
      Resource: 'arn:${partition}:s3:::*-serverlessdeploymentbuck*',
    },
    {
      Effect: 'Allow',
      Action: [
        'lambda:AddPermission',
        'lambda:CreateFunction',
        'lambda:DeleteFunction',
        'lambda:DeleteFunctionConcurrency',
        'lambda:GetFunction',
        'lambda:GetFunctionCodeSigningConfig',
        'lambda:GetFunctionConfiguration',
        'lambda:GetFunctionRecursionConfig',
        'lambda:GetPolicy',
        'lambda:GetProvisionedConcurrencyConfig',
        'lambda:GetRuntimeManagementConfig',
        'lambda:ListTags',
        'lambda:ListVersionsByFunction',
        'lambda:PublishVersion',
        'lambda:PutFunctionConcurrency',
        'lambda:RemovePermission',
        'lambda:TagResource',
        'lambda:UntagResource',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
      ],
      Resource: 'arn:${partition}:lambda:*:${accountId}:function:*',
    },
    {
      Effect: 'Allow',
      Action: [
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
        'iam:PutRolePolicy',
        'iam:TagRole',
        'iam:UntagRole',
      ],
      // The CLI generates one role, `{service}-{stage}-{region}-lambdaRole`.
      Resource: 'arn:${partition}:iam::${accountId}:role/*-lambdaRole',
    },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:${partition}:iam::${accountId}:role/*-lambdaRole',
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
    {
      Effect: 'Allow',
      Action: ['apigateway:DELETE', 'apigateway:GET', 'apigateway:PATCH', 'apigateway:POST', 'apigateway:PUT'],
      Resource: [
        'arn:${partition}:apigateway:*::/apis',
        'arn:${partition}:apigateway:*::/apis/*',
        'arn:${partition}:apigateway:*::/restapis',
        'arn:${partition}:apigateway:*::/restapis/*',
        'arn:${partition}:apigateway:*::/tags/*',
      ],
    },
    {
      Effect: 'Allow',
      Action: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:DeleteRetentionPolicy',
        'logs:GetDataProtectionPolicy',
        'logs:ListTagsForResource',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
      ],
      Resource: 'arn:${partition}:logs:*:${accountId}:log-group:/aws/lambda/*',
    },
    {
      Effect: 'Allow',
      Action: [
        'events:DeleteRule',
        'events:DescribeRule',
        'events:DisableRule',
        'events:EnableRule',
        'events:ListTagsForResource',
        'events:ListTargetsByRule',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
        'events:TagResource',
        'events:UntagResource',
      ],
      Resource: 'arn:${partition}:events:*:${accountId}:rule/*',
    },
  ],
} as const;

export const serverless: Blueprint = {
  name: 'serverless',
  title: 'Serverless Framework: deployments',
  source:
    'Serverless Framework documentation, "Provider account setup": Creating an administrative IAM User. For permissions deploy: the AWS calls of osls 4.3.1 (lib/plugins/aws) and the handler permissions of the CloudFormation resource schemas; compare serverless/serverless issue 1439',
  parameters: {
    permissions: {
      kind: 'choice',
      values: ['admin', 'deploy'],
      default: 'admin',
      description:
        'admin: AdministratorAccess, as the guide has it. deploy: what serverless deploy and remove of an ordinary service need.',
      boundary: { widest: 'admin' },
    },
    userName: { kind: 'name', of: 'user', default: 'serverless-admin', description: 'Name of the IAM user.' },
    policyName: {
      kind: 'name',
      of: 'policy',
      default: 'serverless-deploy',
      description: 'Name of the managed policy that permissions deploy makes.',
    },
    profile: {
      kind: 'label',
      default: 'default',
      description: 'Profile of ~/.aws/credentials to show the keys under.',
    },
    stage: { kind: 'label', default: 'dev', description: 'Stage of the service that the profile is for.' },
  },
  policies: [{ name: '${policyName}', documents: [deploy] }],
  groups: [],
  users: [
    {
      name: '${userName}',
      groups: [],
      attach: [
        { when: { permissions: 'admin' }, managed: 'AdministratorAccess' },
        { when: { permissions: 'deploy' }, policy: '${policyName}' },
      ],
    },
  ],
  permissionsBoundary: [admin, deploy],
  differences: [
    {
      guide: 'AdministratorAccess; less is recommended for production, without a list of what is needed.',
      here: 'permissions admin is AdministratorAccess; permissions deploy is such a list: CloudFormation, the deployment bucket, functions with their log groups and their role, REST and HTTP APIs, EventBridge rules.',
      why: 'What the guide recommends cannot be done without a list.',
    },
  ],
  notes: [
    'On the laptop of a person, no key has to be stored: aws login (AWS CLI 2.32 or newer) gives credentials for at most 12 hours to who can sign in to the console, and aws sso login to who signs in with IAM Identity Center. The person needs permissions of their own for that. This user is for programs that nobody signs in for, such as a pipeline that cannot assume a role.',
    'Not in deploy: VPCs, layers, container images, queues, streams, tables, buckets and topics of the service, Cognito, custom domains, API keys, access logs, roles with another name. A service with these needs admin.',
    'deploy is for all services of the account, since it knows no service by name.',
    'deploy has to create roles (named *-lambdaRole) and pass them to Lambda (iam:PassRole), and IAM cannot look into the policy it gives them (iam:PutRolePolicy): whoever holds the key can give a function, and so themselves, any permission. The boundary limits the user, but not such a role.',
    'deploy has to replace the code and the settings of functions (lambda:UpdateFunctionCode, lambda:UpdateFunctionConfiguration), of all in the account: whoever holds the key can do what the role of any function may do.',
    'With admin the boundary allows everything, so it limits nothing.',
  ],
};

import type { Blueprint } from './blueprint.ts';
import { amazonEC2FullAccess } from './managed/amazonEC2FullAccess.ts';

// The permissions boundary copies the statements of AWS's managed policies, because AWS may change its policies at any
// time.

/** The statements of AmazonEC2FullAccess and IAMReadOnlyAccess (version 4, of 2018-01-25). */
const stacks = [
  ...amazonEC2FullAccess,
  {
    Effect: 'Allow',
    Action: [
      'iam:GenerateCredentialReport',
      'iam:GenerateServiceLastAccessedDetails',
      'iam:Get*',
      'iam:List*',
      'iam:SimulateCustomPolicy',
      'iam:SimulatePrincipalPolicy',
    ],
    Resource: '*',
  },
] as const;

/**
 * The statements of AmazonRoute53FullAccess (version 7, of 2026-02-12) and AmazonRoute53DomainsFullAccess (version 1,
 * of 2015-02-06).
 */
const domains = [
  {
    Effect: 'Allow',
    Action: [
      'route53:*',
      'route53domains:*',
      'cloudfront:ListDistributions',
      'cloudfront:GetDistributionTenantByDomain',
      'cloudfront:GetConnectionGroup',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:GetMetricStatistics',
      'cloudwatch:GetMetricData',
      'ec2:DescribeVpcs',
      'ec2:DescribeVpcEndpoints',
      'ec2:DescribeRegions',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticbeanstalk:DescribeEnvironments',
      'es:ListDomainNames',
      'es:DescribeDomains',
      'lightsail:GetContainerServices',
      's3:ListBucket',
      's3:GetBucketLocation',
      's3:GetBucketWebsite',
      'sns:ListTopics',
      'sns:ListSubscriptionsByTopic',
      'tag:GetResources',
    ],
    Resource: '*',
  },
  { Effect: 'Allow', Action: 'apigateway:GET', Resource: 'arn:${partition}:apigateway:*::/domainnames' },
  { Effect: 'Allow', Action: ['route53:CreateHostedZone', 'route53domains:*'], Resource: '*' },
] as const;

export const koding: Blueprint = {
  name: 'koding',
  title: 'Koding: development stacks on EC2',
  source: 'Koding documentation, "Setup AWS IAM user": Step by step guide, and its closing note on Route53',
  parameters: {
    route53: {
      kind: 'flag',
      default: false,
      description: 'Whether stacks may use Route 53, to which domain registration belongs (partition aws only).',
      onlyIn: ['aws'],
      boundary: { widest: true },
    },
    userName: { kind: 'name', of: 'user', default: 'koding-user', description: 'Name of the IAM user.' },
    groupName: { kind: 'name', of: 'group', default: 'Developers', description: 'Name of the IAM group.' },
  },
  policies: [],
  groups: [
    {
      name: '${groupName}',
      attach: [
        { managed: 'AmazonEC2FullAccess' },
        { managed: 'IAMReadOnlyAccess' },
        { when: { route53: true }, managed: 'AmazonRoute53FullAccess' },
        { when: { route53: true }, managed: 'AmazonRoute53DomainsFullAccess' },
      ],
    },
  ],
  users: [{ name: '${userName}', groups: ['${groupName}'], attach: [] }],
  permissionsBoundary: [
    { when: { route53: true }, Version: '2012-10-17', Statement: [...stacks, ...domains] },
    { Version: '2012-10-17', Statement: stacks },
  ],
  differences: [
    {
      guide: 'The policies are given to a group Developers.',
      here: 'The group is always a new one. A group Developers that the account has already is left alone: choose another name with groupName.',
      why: 'The members of a group that is there would gain EC2 with it.',
    },
    {
      guide: 'For Route 53 the two policies are added to "the AWS IAM user/group".',
      here: 'They are attached to the group, and only where route53 is true, which only the partition aws takes.',
      why: 'The group has the other policies as well; Route 53 domain registration exists in the partition aws only.',
    },
    {
      guide: 'Koding is said to use S3, but neither of the required policies grants S3.',
      here: 'Nothing is granted for S3 beyond what the policies that the guide names have.',
      why: 'Whoever follows the guide grants no more either.',
    },
  ],
  notes: [
    'A group cannot have a permissions boundary in IAM. The user has one. Any other user that is added to the group gets its permissions without it.',
    'ec2:* reaches, by way of the instances it controls, what the roles of these instances may do.',
  ],
};

import type { Blueprint } from './blueprint.ts';

const anywhere = {
  when: { region: null },
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['ec2:*', 'iam:ListInstanceProfiles'], Resource: '*' }],
} as const;

const oneRegion = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'ec2:*', Resource: '*', Condition: { StringEquals: { 'ec2:Region': '${region}' } } },
    { Effect: 'Allow', Action: 'iam:ListInstanceProfiles', Resource: '*' },
  ],
} as const;

export const tutum: Blueprint = {
  name: 'tutum',
  title: 'Tutum: node clusters on EC2',
  source: 'Tutum Support, "Add AWS Account Credentials": Create tutum user in AWS IAM, Attach User Policy',
  parameters: {
    region: {
      kind: 'region',
      default: null,
      description: 'Limits EC2 to this region, for example us-west-2. Not given: every region.',
      ceiling: { widest: null },
    },
    userName: { kind: 'name', of: 'user', default: 'tutum', description: 'Name of the IAM user.' },
    policyName: { kind: 'name', of: 'policy', default: 'tutum-policy', description: 'Name of the managed policy.' },
  },
  policies: [{ name: '${policyName}', documents: [anywhere, oneRegion] }],
  groups: [],
  users: [{ name: '${userName}', groups: [], attach: [{ policy: '${policyName}' }] }],
  ceiling: [anywhere, oneRegion],
  notes: [
    "With a region, the guide puts one ec2:Region condition on ec2:* and iam:ListInstanceProfiles alike. IAM's calls carry no ec2:Region key, so that document denies the second call, which the guide promises. Here the condition stands on ec2:* alone.",
  ],
};

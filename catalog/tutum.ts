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
      boundary: { widest: null },
    },
    userName: { kind: 'name', of: 'user', default: 'tutum', description: 'Name of the IAM user.' },
    policyName: { kind: 'name', of: 'policy', default: 'tutum-policy', description: 'Name of the managed policy.' },
  },
  policies: [{ name: '${policyName}', documents: [anywhere, oneRegion] }],
  groups: [],
  users: [{ name: '${userName}', groups: [], attach: [{ policy: '${policyName}' }] }],
  permissionsBoundary: [anywhere, oneRegion],
  differences: [
    {
      guide: 'With a region, one ec2:Region condition stands on ec2:* and iam:ListInstanceProfiles alike.',
      here: 'The condition stands on ec2:* alone, and iam:ListInstanceProfiles is allowed without one.',
      why: "IAM's calls carry no ec2:Region key: the guide's document denies the call that its text promises.",
    },
  ],
  notes: ['ec2:* reaches, by way of the instances it controls, what the roles of these instances may do.'],
};

import type { Blueprint } from './blueprint.ts';
import { amazonEC2FullAccess } from './managed/amazonEC2FullAccess.ts';

export const cycle: Blueprint = {
  name: 'cycle',
  title: 'Cycle: infrastructure on EC2',
  source: 'Cycle documentation, "Configure AWS": Generating AWS IAM User for EC2',
  parameters: {
    userNames: {
      kind: 'userNames',
      min: 1,
      max: 10,
      description: 'Names of the IAM users, 1 to 10, no two alike but for case. Each gets a key of its own.',
    },
  },
  policies: [],
  groups: [],
  users: [{ name: '${userNames}', groups: [], attach: [{ managed: 'AmazonEC2FullAccess' }] }],
  ceiling: [{ Version: '2012-10-17', Statement: amazonEC2FullAccess }],
  notes: [
    'Programmatic access only, which is the one type of access that the guide requires: no user gets a password for the console.',
    'The guide e-mails each user from the console. Here all keys are in the one answer, for the vendor alone.',
    'ec2:* reaches, by way of the instances it controls, what the roles of these instances may do.',
  ],
};

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
      description:
        'Names of the IAM users, 1 to 10. No two may be the same or differ only in case. Each gets a key of its own.',
    },
  },
  policies: [],
  groups: [],
  users: [{ name: '${userNames}', groups: [], attach: [{ managed: 'AmazonEC2FullAccess' }] }],
  permissionsBoundary: [{ Version: '2012-10-17', Statement: amazonEC2FullAccess }],
  differences: [
    {
      guide: 'The console offers programmatic access, access to the console, or both; programmatic access is required.',
      here: 'Programmatic access only: no user gets a password for the console.',
      why: 'A password would be one more credential that the product does not need.',
    },
    {
      guide: 'Each user is sent an e-mail from the console.',
      here: 'Nobody is sent anything: all keys are in the one answer, for the vendor alone.',
      why: 'It is Cycle that uses the keys, and what is mailed is kept in mailboxes.',
    },
  ],
  notes: ['ec2:* reaches, by way of the instances it controls, what the roles of these instances may do.'],
};

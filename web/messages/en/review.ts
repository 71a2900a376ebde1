import { lists, plurals } from '../format.ts';
import type { Messages } from '../messages.ts';

const plural = plurals('en');
const list = lists('en');

/** The texts of the review, in English. */
export const review: Messages['review'] = {
  intro: (vendor) =>
    `Read what ${vendor} will get. Nothing changes in your account before you create a CloudFormation stack in the next step.`,
  who: 'Who asks',
  vendorAccount: 'Their AWS account',
  askedBy: 'Asked by',
  askedOn: 'Asked on',
  messageFrom: (name) => `Message from ${name}`,
  writtenByVendor: (vendor) => `This text was written by ${vendor}.`,
  writtenBySharer: (vendor) =>
    `Somebody shared this link with you and could change its message and the name of who asks. ${vendor} may not have written them.`,
  linkUntil: 'This link works until',
  yourAccount: 'Your AWS account',
  signIn: (account) => `You have to be signed in to account ${account}.`,
  purpose: 'What for',
  creates: 'What will be created',
  users: (count) => plural(count, '# IAM user', '# IAM users'),
  groups: (count) => plural(count, '# group', '# groups'),
  policies: (count) => plural(count, '# policy', '# policies'),
  managedPolicies: (count) => plural(count, '# AWS managed policy attached', '# AWS managed policies attached'),
  oneKeyEach: (count) =>
    plural(count, 'One access key. No password for the console.', 'One access key each. No password for the console.'),
  may: (users) => `What ${list(users)} may do`,
  mayEverything: 'Everything: every action of every AWS service, including services that AWS adds later.',
  fullAccess: 'full access',
  someAccess: (allowed, of) => `${plural(allowed, '# action', '# actions')} of ${of.toLocaleString('en')}`,
  levels: { list: 'list', read: 'read', write: 'write', 'permissions management': 'permissions', tagging: 'tags' },
  limit: 'only',
  actions: (count) => plural(count, 'Show the action', 'Show the # actions'),
  mayNot: 'What they may not do',
  mayNotConsole: 'Sign in to the AWS console: they have no password.',
  mayNotBeyond: (boundary) =>
    `Anything beyond the list above. The permissions boundary ${boundary} is the upper limit, and they cannot remove it.`,
  mayNotChange: (path) =>
    `The service that sets this up may not change users, groups or policies that are already there. It works only under the path ${path}.`,
  mayNotRole: (role, vendorAccount) =>
    `Nobody but account ${vendorAccount} may use the role ${role}, and only with the external ID that was made for you.`,
  withheld: (count) =>
    plural(
      count,
      'The policies name # more action that the boundary does not allow:',
      'The policies name # more actions that the boundary does not allow:',
    ),
  ceiling: 'Upper limit',
  ceilingText: (boundary) =>
    `The stack creates the permissions boundary ${boundary}. No user of this onboarding can ever have more than it allows, whatever policies somebody attaches.`,
  noCeiling: 'The permissions boundary allows everything here, so it is no limit.',
  risks: 'Risks',
  riskLevels: {
    administrative: 'Administrator',
    escalation: 'Can get more',
    accepted: 'Known risk',
    limited: 'Limited',
  },
  riskTexts: {
    administrative:
      'The keys allow everything in the account, including the creation of more keys. Whoever has them controls the account.',
    escalation: 'The keys allow a known way to get more permissions than the policies say:',
    limited: 'The keys are not administrative, and no published way to get more permissions works with them.',
    boundary:
      'The permissions boundary is no effective limit here: whoever has the keys can get all permissions, and so can whoever can use the role.',
    group:
      'A group cannot have a permissions boundary in IAM. Whoever can use the role can add any user of the account to this group, and that user gets the permissions of the group’s policies.',
    instances:
      'Whoever controls EC2 instances can run commands on them, and so gets the permissions of the roles of existing instances.',
  },
  exact: 'The exact policies and the template',
  exactIntro: 'What you read above is a summary of these documents.',
  policyOf: (name) => `Policy ${name}`,
  managedPolicy: (name, version) => `AWS managed policy ${name}${version === null ? '' : `, version ${version}`}`,
  boundaryDocument: (name) => `Permissions boundary ${name}`,
  rolePolicy: (name) => `Policy ${name} of the role`,
  trustPolicy: (name) => `Trust policy of the role ${name}`,
  template: 'CloudFormation template',
  openTemplate: 'Open the template',
  revoke: 'How to take the access back',
  revokeVendor: (vendor) => `Ask ${vendor} to offboard you. Everything that was created is then removed.`,
  revokeKeys: (users) =>
    `At any time, deactivate or delete the access keys of ${list(users)} in IAM. They stop at once.`,
  revokeStack: (stack, region) =>
    `Delete the stack ${stack}${region === undefined ? '' : ` in ${region}`}. Then the role is gone, and nothing new can be created. Have the users removed first, because the boundary cannot be deleted while they use it.`,
  cloudTrail: 'What CloudTrail will show',
  cloudTrailRole: 'The setup: calls such as CreateUser and CreateAccessKey, made by',
  cloudTrailUsers: 'The use of the keys: calls made by',
  next: 'Continue',
  cannotLaunch:
    'This link only shows the request. Whoever sent it to you can send another one with which you can go on.',
};

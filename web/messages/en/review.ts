import { lists, plurals } from '../format.ts';
import type { Messages } from '../messages.ts';

const plural = plurals('en');
const list = lists('en');
const coded = (names: readonly string[]) => list(names.map((name) => `\`${name}\``));

/** The texts of the review, in English. */
export const review: Messages['review'] = {
  intro: (vendor) =>
    `Check what ${vendor} asks for. Nothing changes in your account before you create a CloudFormation stack.`,
  onlyReads: 'With this link you can only read. To create the stack, ask its sender for another link.',
  notAdministrator: 'Not the administrator of the account?',
  sendLink: 'Send a link instead',
  vendor: 'Vendor',
  contact: 'Contact',
  askedOn: 'Asked on',
  vendorAccount: 'Vendor’s AWS account',
  compareAccount: (vendor) => `Compare this number with what ${vendor} has told you elsewhere.`,
  yourAccount: 'Your AWS account',
  stackHere: 'The stack is created in this account.',
  purpose: 'What for',
  setUpBy: 'Set up by',
  setUpByText: (vendor) => `Latchkey, a service that ${vendor} runs`,
  linkUntil: 'This link works until',
  messageFrom: (name) => `Message from ${name}`,
  writtenByVendor: (vendor) => `${vendor} wrote this message and the name. Nobody has verified them.`,
  writtenBySharer: (vendor) =>
    `Whoever shared this link with you may have changed this text and the name. They are not verified, and not always those of ${vendor}.`,
  may: (users) => `What the IAM ${users.length === 1 ? 'user' : 'users'} ${coded(users)} may do`,
  mayEverything: 'Everything: every action of every AWS service, including services that AWS adds later.',
  fullAccess: (levels) => `full access: ${list(levels)} actions.`,
  someAccess: (levels) => `${list(levels)} actions.`,
  level: (allowed, of, level) =>
    allowed === of
      ? `${of.toLocaleString('en')} ${level}`
      : `${allowed.toLocaleString('en')} of ${of.toLocaleString('en')} ${level}`,
  levels: {},
  everywhere: 'On all resources, including existing ones.',
  actions: (count) => plural(count, 'Show the action', 'Show the # actions'),
  roleMay: (vendor) => `What ${vendor} may do with the role`,
  roleWrites: (path, { groups, policies }) =>
    `Create, change and delete ${list(['users', ...(groups ? ['groups'] : []), ...(policies ? ['policies'] : []), 'access keys'])} under the IAM path \`${path}\`, also new keys later.`,
  roleReads: ({ groups, policies }) =>
    `Read, but not change, any IAM user${groups ? ' and group' : ''} of the account by name, and a user’s keys without their secrets${policies ? ', and list the policies of the account' : ''}.`,
  limits: 'Limits',
  noConsole: (users) =>
    users === 1
      ? 'The user cannot sign in to the AWS console: it has no password.'
      : 'The users cannot sign in to the AWS console: they have no passwords.',
  permissionsBoundary: (boundary, vendor) =>
    `A user can do only what both its policies and the permissions boundary \`${boundary}\` allow. Neither the keys nor the role of ${vendor} can change or remove the boundary.`,
  boundaryHasNoEffect: 'The permissions boundary is no effective limit here: see the risks.',
  outsidePath: (vendor, path, { groups }) =>
    `${vendor} cannot change users, groups or policies outside the IAM path \`${path}\`${groups ? ', except that it can add users to the group: see the risks.' : '.'}`,
  onlyVendor: (vendorAccount, role) =>
    `Only account ${vendorAccount} can assume the role \`${role}\`, and only with the external ID that was made for you.`,
  withheld: (count) =>
    plural(
      count,
      'The policies name # more action that the boundary does not allow',
      'The policies name # more actions that the boundary does not allow',
    ),
  risks: 'Risks',
  riskLevels: {
    administrative: 'Administrator',
    escalation: 'Can get more',
    accepted: 'Known risk',
    limited: 'Not administrative',
  },
  riskTexts: {
    administrative:
      'The keys allow everything in the account, including the creation of more keys. Whoever has them controls the account.',
    escalation: 'The keys allow a known way to get more permissions than the policies say:',
    limited:
      'Apart from the known risks above, no method of the published list of escalations gives these keys more permissions.',
    boundary:
      'The permissions boundary is no effective limit here: whoever has the keys can get all permissions, and so can whoever can use the role.',
    group:
      'A group cannot have a permissions boundary in IAM. Whoever can use the role can add any user of the account to this group, and that user gets the permissions of the group’s policies.',
    instances:
      'Whoever controls EC2 instances can run commands on them, and so gets the permissions of the roles of existing instances.',
  },
  creates: 'What will be created',
  byYou: (vendor, role, boundary) =>
    `By you, with the stack: the role \`${role}\` for ${vendor}, and the permissions boundary \`${boundary}\`.`,
  byVendor: (vendor) => `By ${vendor}, through the role:`,
  users: (count) => plural(count, '# IAM user', '# IAM users'),
  groups: (count) => plural(count, '# group', '# groups'),
  policies: (count) => plural(count, '# policy', '# policies'),
  managedPolicies: (count) => plural(count, '# AWS managed policy attached', '# AWS managed policies attached'),
  keysToVendor: (count, vendor) =>
    count === 1 ? `One access key. ${vendor} receives it.` : `One access key for each user. ${vendor} receives them.`,
  keysToTenant: (count) =>
    plural(
      count,
      'One access key. It is shown once, on this page.',
      'One access key for each user. They are shown once, on this page.',
    ),
  revoke: 'How to take the access back',
  revokeByVendor: (vendor, stack, region) =>
    `The usual way: ask ${vendor} to end the access. It removes the users, policies and keys. Then delete the stack \`${stack}\`${region === '' ? '' : ` in ${region}`}.`,
  revokeAlone: (vendor, users, path) =>
    `Without ${vendor}: in IAM, delete ${users.length === 1 ? 'the user' : 'the users'} ${coded(users)}, and then the stack. Keep this order: while a user has the permissions boundary, the stack cannot be deleted, and the role stays usable. What stays are policies and groups under \`${path}\`, which allow nobody anything by themselves: delete them too.`,
  revokeForNow: (vendor) =>
    `For a pause: deactivate the access keys in IAM. This works within seconds, but ${vendor} can activate keys again as long as the role exists. What was started with them, such as instances, keeps running.`,
  cloudTrail: 'What CloudTrail will show',
  cloudTrailRole: 'The setup: calls such as CreateUser and CreateAccessKey, made by',
  cloudTrailUsers: 'The use of the keys: calls made by',
  cloudTrailRegion: (region) => `IAM writes its events in the Region ${region}.`,
  exact: 'The exact policies and the template',
  exactIntro: 'What you read above is a summary of these documents.',
  policyOf: (name) => `Policy ${name}`,
  managedPolicy: (name, version) => `AWS managed policy ${name}${version === null ? '' : `, version ${version}`}`,
  boundaryDocument: (name) => `Permissions boundary ${name}`,
  rolePolicy: (name) => `Policy “${name}” of the role`,
  trustPolicy: (name) => `Trust policy of the role ${name}`,
  template: 'CloudFormation template',
  openTemplate: 'Open the template',
  next: 'Continue: create the stack',
};

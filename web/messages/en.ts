import { lists, plurals } from './format.ts';
import type { Messages } from './messages.ts';

const plural = plurals('en');
const list = lists('en');

/** English. */
export const en: Messages = {
  language: 'en',
  languageName: 'English',
  pageTitle: 'Connect your AWS account',
  title: (vendor) => `${vendor} asks for access to your AWS account`,
  titleAfterwards: (vendor) => `Access to your AWS account for ${vendor}`,
  loading: 'Loading…',
  busy: 'The service is busy or cannot be reached. Trying again.',
  chooseLanguage: 'Language',
  newTab: 'opens in a new tab',
  progress: 'Progress',
  stages: { review: 'Review', launch: 'Create the stack', setup: 'Set up', done: 'Done' },
  stageState: { done: 'done', current: 'current step' },
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying failed. Select the text and copy it.',
  show: 'Show',
  hide: 'Hide',
  sha256: 'SHA-256',
  inEnglish: 'AWS’s and the service’s own words are in English.',
  noLink: {
    title: 'This page needs a link',
    texts: [
      'Open the link that you got from the company that wants to connect your AWS account. The link ends with a long code after a # sign.',
      'If you opened it and see this text, the link was cut off on its way. Copy the whole link into the address bar.',
    ],
  },
  linkUsed: {
    title: 'Your access keys were created',
    texts: [
      'This page showed the keys once, and has then forgotten them and its link. Nobody can show the same keys again.',
      'To see what was set up, open the link that you got once more. If you did not store the keys, ask the company that sent the link to start again.',
    ],
  },
  linkEnded: {
    title: 'This link no longer works',
    texts: [
      'A link ends after some time, when its sender revokes it, and when the access is removed.',
      'Ask the person who sent it for a new one. What was already set up in your account is not changed by this.',
    ],
  },
  notOffered: (vendor) => ({
    title: `${vendor} no longer offers this`,
    texts: [
      'What this link asks for has changed since it was sent. Nothing was created in your account.',
      'Ask its sender for a new link.',
    ],
  }),
  review: {
    intro: (vendor) =>
      `Read what ${vendor} will get. Nothing changes in your account before you create a CloudFormation stack in the next step.`,
    who: 'Who asks',
    vendorAccount: 'Their AWS account',
    askedBy: 'Asked by',
    messageFrom: (name) => `Message from ${name}`,
    writtenByVendor: (vendor) => `This text was written by ${vendor}.`,
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
      plural(
        count,
        'One access key. No password for the console.',
        'One access key each. No password for the console.',
      ),
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
  },
  launch: {
    title: 'Create the stack in your account',
    intro: (vendor) =>
      `The stack creates a role that only ${vendor} can use, and the permissions boundary. This page notices by itself when the role is there.`,
    how: 'How do you want to create it?',
    console: 'AWS console',
    cli: 'AWS CLI',
    terraform: 'Terraform',
    consoleSteps: (account, region) => [
      `Sign in to account ${account} in the AWS console.`,
      `Open the link. The form is filled in, for the region ${region}.`,
      'Tick “I acknowledge that AWS CloudFormation might create IAM resources with custom names”, and choose “Create stack”.',
      'Come back to this page.',
    ],
    openConsole: 'Open the AWS console',
    cliIntro: (account) => `Run this with credentials of account ${account} that may create IAM roles and policies.`,
    terraformIntro: (account) =>
      `The same stack as a resource for Terraform. Apply it with credentials of account ${account}.`,
    exists: 'The stack is already there',
    existsText: 'CloudFormation then refuses to create it. Update it instead:',
    created: 'I have created the stack',
    back: 'Back to the review',
    waiting: 'Waiting for the stack',
    watching: 'This page looks by itself whether the role is there.',
    lookedAt: (time) => `Last looked at ${time}.`,
    checkNow: 'Look now',
    checking: 'Looking…',
    notYet: 'The role cannot be used yet. CloudFormation usually needs half a minute, and AWS some seconds more.',
    notYetHints: (account, stack, region) => [
      `Was the stack created in account ${account}? In another account it fails.`,
      `Does the stack ${stack} in ${region} show CREATE_COMPLETE? If not, its “Events” say why.`,
      'Does your organization forbid roles that other accounts use? Then its administrator has to allow this one.',
    ],
    updateHint: 'If the stack is there and complete, update it. This also corrects its external ID:',
    noStack: 'There is nothing to create at the moment. Ask the sender of the link.',
  },
  share: {
    title: 'Not the administrator?',
    intro:
      'Create a link for the person who may create the stack. With it they can read this page and create the stack, and never see keys.',
    make: 'Create a link for my administrator',
    making: 'Creating the link…',
    link: 'Link for your administrator',
    until: (time) => `It works until ${time}. It is shown only now.`,
    mail: 'Write an e-mail',
    mailSubject: (vendor) => `Please review: access to our AWS account for ${vendor}`,
    mailBody: (vendor, account, url, until) =>
      `Hello,\n\n${vendor} asks for access to our AWS account ${account}. This page says exactly what they would get, and how to allow it:\n\n${url}\n\nThe link works until ${until}. It never shows keys.\n`,
    hide: 'Done',
  },
  watch: {
    title: 'Setting up your account',
    undoing: 'Taking it back',
    removing: 'Removing the access',
    intro: 'You can leave this page open, or come back later with the same link.',
    undoingIntro: 'Something failed, so everything that was created is removed again.',
    removingIntro: 'Everything that was created is being removed from your account.',
    steps: 'Steps',
    step: (name) => step(name),
    states: { pending: 'waiting', running: 'running', done: 'done', failed: 'failed' },
    took: (seconds) => `${seconds.toLocaleString('en', { maximumFractionDigits: 1 })} s`,
    lag: 'AWS is still making your role known. This usually takes 10 seconds, sometimes some minutes. The setup goes on by itself.',
    lagSince: (time) => `Waiting since ${time}.`,
    lagUntil: (time) => `Tried again at ${time}.`,
    vendorClaims: (vendor) => ({
      title: `Everything is set up. ${vendor} now fetches the keys`,
      texts: ['This takes some seconds. There is nothing for you to do.'],
    }),
    otherClaims: {
      title: 'Everything is set up',
      texts: [
        'The person who sent you this link can now get the access keys. You have nothing more to do.',
        'You can close this page.',
      ],
    },
    claiming: {
      title: 'The keys are being created',
      texts: ['They appear where they were asked for: in another window, or at another person’s.'],
    },
  },
  claim: {
    title: 'Everything is set up',
    intro: (count) =>
      plural(count, 'One access key is created when you choose it.', '# access keys are created when you choose it.'),
    warning:
      'The secret is shown once, on this page, and stored nowhere. Have a password manager or a secrets store at hand first.',
    make: (count) => plural(count, 'Create and show the key', 'Create and show the keys'),
    making: 'Creating…',
    inFrame: 'For your safety, keys are shown only on a page of its own.',
    openOwnTab: 'Open this page in its own tab',
  },
  keys: {
    title: (count) => plural(count, 'Your access key', 'Your # access keys'),
    warning:
      'Store it now. This is the only time that the secret is shown. It is gone when you leave or reload the page.',
    user: 'User',
    accessKeyId: 'Access key ID',
    secretAccessKey: 'Secret access key',
    hidden: 'hidden',
    pending: 'AWS may need some seconds until it accepts this key.',
    downloadCsv: 'Download .csv',
    downloadCredentials: 'Download credentials file',
    forms: 'In the form of',
    shell: 'Shell',
    credentialsFile: 'Credentials file',
    json: 'JSON',
    stored: 'I have stored it. Remove it from this page',
    leave: 'The keys on this page are not stored yet.',
  },
  done: {
    toVendor: (vendor) => ({
      title: `Done. Your keys went to ${vendor}`,
      texts: ['Latchkey, the service behind this page, does not keep them.'],
    }),
    toTenant: {
      title: 'Done. Your keys were handed over',
      texts: [
        'They were shown once, and nobody can show them again.',
        'If they were not stored, ask the sender of the link to start again. The old keys are then removed.',
      ],
    },
    lost: {
      title: 'The keys were created, but did not arrive here',
      texts: [
        'Their answer was lost on its way, or another window got it. For your safety they are not shown a second time.',
        'Ask the sender of the link to start again. These keys are then removed, and nobody can use them.',
      ],
    },
    receipt: 'What is in your account now',
    resource: 'What',
    name: 'Name',
    state: 'State',
    resourceTypes: { user: 'User', group: 'Group', policy: 'Policy', 'access-key': 'Access key' },
    resourceStates: { made: 'created', removed: 'removed', left: 'left' },
    back: (vendor) => `Back to ${vendor}`,
    close: 'You can close this page.',
    expired: {
      title: 'This request has expired',
      texts: [
        'The stack was not created within seven days. Nothing was created by the service.',
        'If you still want to connect your account, ask the sender for a new link.',
      ],
    },
    removed: {
      title: 'The access was removed',
      texts: ['The users, policies and keys are gone. You can delete the stack now.'],
    },
  },
  problem: {
    failed: 'The setup failed',
    stopped: 'The setup has stopped',
    nothingLeft: 'Everything that was created has been removed again.',
    vendorActs: (vendor) => `${vendor} has to look at this. They were told.`,
    whatToDo: 'What to do',
    advice: {
      launch: {
        title: 'The role cannot be used yet',
        steps: ['Create the stack, or wait until CloudFormation shows CREATE_COMPLETE.', 'Then try again.'],
      },
      trust: {
        title: 'The role is open to others',
        steps: [
          'Somebody changed the trust policy of the role, so that it does not require your external ID any more. The service does not use such a role.',
          'Replace the trust policy by this one in IAM, or update the stack.',
          'Wait a minute, then try again.',
        ],
      },
      'update-stack': {
        title: 'The stack has to be updated',
        steps: ['The stack was created from an older template. Update it with this command.', 'Then try again.'],
      },
      'name-taken': {
        title: 'A name is already taken in your account',
        steps: [
          'A user, group or policy with this name exists, and the service did not create it, so it does not touch it.',
          'Find out what it is used for. Do not delete it on suspicion: its keys may be in use.',
          'If nobody needs it, remove or rename it, and try again. Otherwise ask for another name.',
        ],
      },
      denied: {
        title: 'A policy in your account or organization forbids a step',
        steps: [
          'The details say which action was denied, and by which kind of policy.',
          'If it is a service control policy, its administrator can exempt this role. Add this condition to the statement that denies:',
          'If the role’s own policy does not allow the action, update the stack. Then try again.',
        ],
      },
      'role-denied': {
        title: 'A policy of your organization forbids the role',
        steps: [
          'The role exists, but a service control or resource control policy does not let the vendor’s account use it.',
          'Its administrator can exempt this role. Add this condition to the statement that denies:',
          'Then try again.',
        ],
      },
      account: {
        title: 'AWS does not let this account be used yet',
        steps: [
          'The account may be new, suspended, or without a payment method. The AWS console says which.',
          'Then try again.',
        ],
      },
      quota: {
        title: 'A limit of your account is reached',
        steps: [
          'The details say which IAM quota is used up. Remove what nobody needs, or request a higher quota in Service Quotas.',
          'Then try again.',
        ],
      },
      changed: {
        title: 'Somebody changed what was created',
        steps: [
          'A user or policy of this setup was deleted or replaced. The details name it.',
          'Try again to have it created anew.',
        ],
      },
      blocked: {
        title: 'Something could not be removed',
        steps: [
          'It is in use, or a policy forbids its removal. The details name it.',
          'Free it, then tell the vendor.',
        ],
      },
      wait: {
        title: 'The service could not finish in time',
        steps: ['This is not your fault. Nothing in your account has to be changed.', 'Wait a minute, then try again.'],
      },
      vendor: {
        title: 'The vendor has to correct something',
        steps: [
          'This is not your fault. Nothing in your account has to be changed.',
          'Tell the vendor, and name the ID below.',
        ],
      },
    },
    trustDocument: 'Trust policy to paste',
    exemption: 'Condition to paste',
    actionsNeeded: 'Policy that the role needs',
    retry: 'Try again',
    retrying: 'Trying…',
    details: 'Details in the service’s words',
    request: 'ID for the vendor',
    left: 'What is left in your account',
    askVendor: (vendor) => `Ask ${vendor}`,
  },
  footer: { support: 'Support', privacy: 'Privacy' },
};

/** Returns a step in words. The names are the service's: lib/blueprints/plan.ts and lib/record/keySteps.ts. */
function step(name: string): string {
  const [verb = '', ...rest] = name.split(' ');
  const what = rest.join(' ');
  const verbs: Readonly<Record<string, string>> = {
    'create-policy': 'Create policy',
    'create-group': 'Create group',
    'create-user': 'Create user',
    'create-access-key': 'Create the access key of',
    'check-access-key': 'Check the access key of',
    attach: 'Attach',
    add: 'Add',
  };
  return Object.hasOwn(verbs, verb) ? `${verbs[verb] ?? ''} ${what}` : name;
}

import { plurals, seconds } from '../format.ts';
import type { Messages } from '../messages.ts';
import { problem } from './problem.ts';
import { review } from './review.ts';

const plural = plurals('en');

/** English. */
export const en: Messages = {
  language: 'en',
  pageTitle: 'Connect your AWS account',
  title: (vendor) => `${vendor} asks for access to your AWS account`,
  titleAfterwards: (vendor) => `${vendor}: access to your AWS account`,
  loading: 'Loading…',
  busy: 'The service is busy or cannot be reached. Trying again.',
  chooseLanguage: 'Language',
  newTab: 'opens in a new tab',
  progress: 'Progress',
  stages: { review: 'Review', launch: 'Create the stack', setup: 'Set up and keys', done: 'Done' },
  stageDone: 'done',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying failed. Select the text and copy it.',
  show: 'Show',
  hide: 'Hide',
  sha256: 'SHA-256',
  inEnglish: '',
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
      'This page showed the keys once. It no longer has them, nor your link. Nobody can show the same keys again.',
      'To see what was set up, open the link in your message again. If you did not store the keys, ask the company that sent the link to rotate them.',
    ],
  },
  linkEnded: {
    title: 'This link no longer works',
    texts: [
      'A link stops working when it expires, when its sender revokes it, or when the access is removed.',
      'Ask the person who sent it for a new one. A link that ends changes nothing in your account. If the access was removed, you can delete its stack.',
    ],
  },
  notOffered: (vendor) => ({
    title: `${vendor} no longer offers this`,
    texts: [
      'What this link asks for has changed since it was sent. The service has created nothing in your account. If you have created the stack, delete it.',
      'Ask its sender for a new link.',
    ],
  }),
  review,
  launch: {
    title: 'Create the stack in your account',
    intro: (vendor) =>
      `The stack creates a role that only ${vendor} can assume, and the permissions boundary. As soon as the role works, ${vendor} creates what you have reviewed, without asking again.`,
    how: 'How do you want to create it?',
    console: 'AWS console',
    cli: 'AWS CLI',
    terraform: 'Terraform',
    consoleSteps: (account, region) => [
      `Sign in to account ${account} in the AWS console.`,
      `Choose “Open the AWS console” below. The form is filled in; do not change anything. The Region is ${region}.`,
      'Tick “I acknowledge that AWS CloudFormation might create IAM resources with custom names”, and choose “Create stack”.',
      'Come back to this page. It continues by itself.',
    ],
    openConsole: 'Open the AWS console',
    cliIntro: (account) => `Run this with credentials of account ${account} that may create IAM roles and policies.`,
    terraformIntro: (account) =>
      `The same stack as a resource for Terraform. Apply it with credentials of account ${account}.`,
    exists: 'If CloudFormation says that the stack already exists',
    existsText: 'Then update it instead:',
    update: 'Update the stack (AWS CLI)',
    created: 'I have created it: check now',
    back: 'Back to the review',
    waiting: 'Waiting for the stack',
    watching: 'This page checks automatically whether the role works.',
    checkedAt: (time) => `Last checked at ${time}.`,
    checkNow: 'Check now',
    checking: 'Checking…',
    notYet: 'The role does not work yet. CloudFormation usually needs half a minute, and AWS a few seconds more.',
    stillNotYet: 'Still not working after two minutes?',
    notYetHints: (account, stack, region) => [
      `Was the stack created in account ${account}? In another account it fails.`,
      `Does the stack \`${stack}\` in ${region} show CREATE_COMPLETE? If not, its “Events” say why.`,
      'Does your organization forbid roles that other accounts use? Then its administrator has to allow this one.',
    ],
    updateHint:
      'If the stack is complete, update it. This corrects its parameters, such as the external ID. If the AWS CLI answers “No updates are to be performed”, the stack is right: check whether somebody changed the role in IAM. The command:',
    noStack: 'There is nothing to create at the moment. Ask the sender of the link.',
  },
  share: {
    title: 'Not the administrator?',
    intro:
      'Create a link for the person who may create the stack. With it they can read this page and create the stack, and never see keys.',
    make: 'Create a link for my administrator',
    making: 'Creating the link…',
    link: 'Link for your administrator',
    until: (time) => `It works until ${time}, as long as your own link.`,
    untilSoon: (time) =>
      `It works only until ${time}, as long as your own link. Ask for a new link if your administrator cannot act before.`,
    mail: 'Write an e-mail',
    mailSubject: (vendor) => `Please review: access to our AWS account for ${vendor}`,
    mailBody: (vendor, account, url, until) =>
      `Hello,\n\n${vendor} asks for access to our AWS account ${account}. This page says exactly what they would get, and how to allow it:\n\n${url}\n\nThe link works until ${until}. It never shows keys.\n`,
    hide: 'Hide the link',
  },
  watch: {
    title: 'Setting up your account',
    undoing: 'Undoing the setup',
    removing: 'Removing the access',
    intro: 'You can leave this page open, or come back later with the same link.',
    undoingIntro: 'Something failed, so the users, policies and keys that were created are removed again.',
    removingIntro: 'The users, policies and keys are being removed from your account.',
    steps: 'Steps',
    step: (name) => step(name),
    states: { pending: 'waiting', running: 'running', done: 'done', failed: 'failed' },
    runs: (step, place, of) => `Step ${place} of ${of}: ${step}`,
    took: seconds('en'),
    lag: 'AWS is still making your role known. This usually takes 10 seconds, sometimes a few minutes. The setup continues by itself.',
    lagSince: (time) => `Waiting since ${time}.`,
    lagUntil: (time) => `Next try at ${time}.`,
    vendorClaims: (vendor, keys) => ({
      title: 'Everything is set up',
      texts: [`${vendor} now fetches the ${plural(keys, 'key', 'keys')}. You can close this page.`],
    }),
    otherClaims: (keys) => ({
      title: 'Everything is set up',
      texts: [
        `The person who sent you this link can now get the access ${plural(keys, 'key', 'keys')}. You have nothing more to do.`,
        'You can close this page.',
      ],
    }),
    claiming: (keys) => ({
      title: plural(keys, 'The key is being created', 'The keys are being created'),
      texts: [
        plural(
          keys,
          'It is shown where somebody asked for it: in another window, or to another person.',
          'They are shown where somebody asked for them: in another window, or to another person.',
        ),
      ],
    }),
  },
  claim: {
    title: 'Everything is set up',
    intro: (count) =>
      plural(
        count,
        'The button creates one access key in IAM and shows it here.',
        'The button creates # access keys in IAM and shows them here.',
      ),
    warning:
      'The secret access key is shown only once, only on this page, and stored nowhere. Open your password manager or secrets store first.',
    make: (count) => plural(count, 'Create and show the key', 'Create and show the keys'),
    making: 'Creating… AWS needs a few seconds.',
    inFrame: 'For your safety, keys are shown only on a page of its own.',
    openOwnTab: 'Open this page in its own tab',
  },
  keys: {
    title: (count) => plural(count, 'Your access key', 'Your # access keys'),
    warning: (count) =>
      plural(
        count,
        'Store it now. This is the only time that the secret is shown. It is gone when you leave or reload the page.',
        'Store them now. This is the only time that the secrets are shown. They are gone when you leave or reload the page.',
      ),
    use: (vendor, count) =>
      count === 1 ? `Enter it where ${vendor} asks for it.` : `Enter them where ${vendor} asks for them.`,
    user: 'User',
    accessKeyId: 'Access key ID',
    secretAccessKey: 'Secret access key',
    hidden: 'hidden',
    pending: 'AWS may need a few seconds until it accepts this key.',
    downloadCsv: 'Download .csv file',
    downloadCredentials: 'Download credentials file',
    forms: 'Copy it as',
    shell: 'Shell (bash, zsh)',
    fish: 'fish',
    powershell: 'PowerShell',
    ini: 'Credentials file',
    configure: 'AWS CLI',
    dotenv: 'Docker (.env)',
    terraform: 'Terraform',
    history: 'A shell keeps what is pasted in its history, the secret too. Remove it there, or use the CSV file.',
    json: 'JSON',
    stored: (count) =>
      plural(count, 'I have stored it. Remove it from this page', 'I have stored them. Remove them from this page'),
  },
  done: {
    toVendor: (vendor, keys) => ({
      title: `Done. ${vendor} has the ${plural(keys, 'key', 'keys')}`,
      texts: [`Latchkey, the service behind this page, does not keep ${plural(keys, 'it', 'them')}.`],
    }),
    toTenant: (vendor, keys) => ({
      title: plural(keys, 'Done. Your key was shown', 'Done. Your keys were shown'),
      texts: [
        `${plural(keys, 'It was', 'They were')} shown once, and nobody can show ${plural(keys, 'it', 'them')} again.`,
        rotated(vendor, keys, 'Lost? Ask'),
      ],
    }),
    lost: (vendor, keys) => ({
      title: plural(
        keys,
        'The key was created, but did not arrive here',
        'The keys were created, but did not arrive here',
      ),
      texts: ['The answer was lost on its way, or another window got it.', rotated(vendor, keys, 'Ask')],
    }),
    updating: 'The permissions are being changed now. The keys go on working.',
    rotating: 'A key is being replaced now. Those that were handed over go on working.',
    receipt: 'What was created',
    receiptOfRemoval: 'What became of it',
    andStack: (stack, region) =>
      `In addition: the stack \`${stack}\`${region === '' ? '' : ` in ${region}`}, with its role and permissions boundary.`,
    resource: 'Type',
    name: 'ARN or ID',
    state: 'Status',
    resourceTypes: {
      user: 'User',
      group: 'Group',
      policy: 'Policy',
      'access-key': 'Access key',
      'permissions-boundary': 'Permissions boundary',
      'login-profile': 'Console password',
      'inline-policy': 'Inline policy',
      'attached-policy': 'Attached policy',
      'ssh-public-key': 'SSH public key',
      'signing-certificate': 'Signing certificate',
      'service-specific-credential': 'Service-specific credential',
      'mfa-device': 'MFA device',
      'group-membership': 'Group membership',
    },
    resourceStates: { made: 'created', removed: 'removed', left: 'left' },
    oldKeyStates: { retiring: 'replaced, still works', inactive: 'replaced, deactivated' },
    back: (vendor) => `Back to ${vendor}`,
    close: 'You can close this page.',
    expired: (stack, region) => ({
      title: 'This request has expired',
      texts: [
        `The role could not be used within seven days, so nothing was set up. If you have created the stack \`${stack}\`${region === '' ? '' : ` in ${region}`} meanwhile, delete it.`,
        'If you still want to connect your account, ask the sender for a new link.',
      ],
    }),
    removed: (stack, region) => ({
      title: 'The access was removed',
      texts: [
        `The users, policies and keys are removed. Now delete the stack \`${stack}\`${region === '' ? '' : ` in ${region}`}: it still contains the role.`,
      ],
    }),
    partlyRemoved: (stack, region) => ({
      title: 'The access was ended',
      texts: [
        `Not everything was removed: the table says what is left. To end it completely, remove that in IAM, then delete the stack \`${stack}\`${region === '' ? '' : ` in ${region}`}, which still contains the role.`,
      ],
    }),
  },
  problem,
  footer: { support: 'Support', privacy: 'Privacy' },
};

/** Returns how to get another key for one that is lost. The back end of the vendor gets the new one. */
function rotated(vendor: string, keys: number, ask: string): string {
  return keys === 1
    ? `${ask} ${vendor} to rotate it. ${vendor} can then give you a new one, and ends the old one.`
    : `${ask} ${vendor} to rotate them. ${vendor} can then give you new ones, and ends the old ones.`;
}

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
    'assume-role': 'Assume the role of the stack',
    'deactivate-access-keys': 'Deactivate the access keys',
    'remove-user': 'Remove user',
    'remove-group': 'Remove group',
    'remove-policy': 'Remove policy',
    attach: 'Attach',
    add: 'Add',
  };
  return Object.hasOwn(verbs, verb) ? `${verbs[verb] ?? ''} ${what}`.trim() : name;
}

import { plurals } from '../format.ts';
import type { Messages } from '../messages.ts';
import { problem } from './problem.ts';
import { review } from './review.ts';

const plural = plurals('en');

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
  review,
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
  problem,
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

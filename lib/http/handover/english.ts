import type { HandoverTexts } from './texts.ts';

export const english: HandoverTexts = {
  subject: (vendor, account) => `Access of ${vendor} to the AWS account ${account}`,
  hello: 'Hello,',
  phases: {
    asked: (vendor, account) =>
      `${vendor} asks for access to the AWS account ${account}. Nothing happens before somebody with administrator permissions creates a CloudFormation stack there.`,
    working: (vendor, account) => `The access of ${vendor} to the AWS account ${account} is being set up.`,
    ready: (vendor, account) =>
      `The access of ${vendor} to the AWS account ${account} is set up. The access keys are created when somebody fetches them.`,
    handedOver: (vendor, account) =>
      `The access of ${vendor} to the AWS account ${account} is set up, and the access keys were handed over. Nobody can show their secrets again.`,
    failed: (vendor, account) =>
      `The access of ${vendor} to the AWS account ${account} could not be set up completely.`,
    removed: (vendor, account) => `The access of ${vendor} to the AWS account ${account} is removed.`,
    expired: (vendor, account) =>
      `${vendor} asked for access to the AWS account ${account}. The stack was not created in time, so nothing was set up.`,
  },
  resources: 'This was created in the account:',
  noResources: 'Nothing was created in the account.',
  types: {
    user: 'User',
    group: 'Group',
    policy: 'Policy',
    'access-key': 'Access key',
    'permissions-boundary': 'Permissions boundary',
  },
  marks: { made: 'created', removed: 'removed', left: 'left' },
  whatToDo: 'What to do:',
  open: 'Open the link:',
  launch: (vendor, account) =>
    `Read what ${vendor} would get. Then create the stack in the account ${account}: the page says how.`,
  keys: {
    reader: () =>
      'When everything is set up, the page offers to create the access keys. It shows them once. Open your password manager or secrets store before, and store them there.',
    vendor: (vendor) => `${vendor} gets the access keys. You have nothing to store.`,
    sender: () => 'The person who sent you the link gets the access keys. You have nothing to store.',
    unknown: () => 'If the page then offers the access keys, it shows them once. Store them at once.',
  },
  linkGoesHere: '[put the link here before you send this]',
  until: (time) => `The link works until ${time}.`,
  noSecret: 'This message contains no secret access key. Never send one by e-mail.',
  reference: (id) => `Reference: ${id}`,
};

import type { Messages } from '../messages.ts';

/** The texts about problems, in English. */
export const problem: Messages['problem'] = {
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
      steps: ['It is in use, or a policy forbids its removal. The details name it.', 'Free it, then tell the vendor.'],
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
};

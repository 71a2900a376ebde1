import type { Messages } from '../messages.ts';

/** The texts about problems, in English. */
export const problem: Messages['problem'] = {
  failed: 'The setup failed',
  stopped: 'The setup has stopped',
  removalStopped: 'The removal has stopped',
  nothingLeft:
    'No users, policies or keys of this setup are in your account. If you do not want to go on, delete the stack with its role.',
  vendorActs: (vendor) => `The service has stopped here. ${vendor} continues after you tell them the ID below.`,
  whatToDo: 'What to do',
  advice: (vendor, role, canRetry) => {
    const tell = `tell ${vendor} the ID below.`;
    const again = canRetry ? 'Then try again.' : `Then ${tell}`;
    const afterAMinute = `Wait a minute. ${again}`;
    return {
      launch: {
        title: 'The role cannot be used yet',
        steps: [
          'If the stack is not there, create it in the console or with this command:',
          'If it is there, wait until CloudFormation shows CREATE_COMPLETE. If it already does, update it:',
          again,
        ],
      },
      lost: {
        title: 'The role can no longer be used',
        why: 'It was deleted, or its trust policy or a policy of your organization was changed.',
        steps: [
          `Restore what was changed. An update of the stack does not bring a deleted role back: ask ${vendor} how to restore it.`,
          again,
        ],
      },
      trust: {
        title: 'The role does not require the external ID',
        why: 'AWS let the service assume the role without your external ID, so others could use it too. The service does not use such a role.',
        steps: [`In IAM, replace the trust policy of the role \`${role}\` with this one:`, afterAMinute],
      },
      'update-stack': {
        title: 'The stack has to be updated',
        why: 'The stack was created from an older template.',
        steps: ['Update it with this command:', again],
      },
      'name-taken': {
        title: 'A name is already taken in your account',
        why: 'A user, group or policy with this name exists, and the service did not create it, so it does not touch it.',
        steps: [
          'Find out what it is used for. Do not delete it just because you do not know it: its access keys may be in use.',
          `If nobody needs it, delete it and ${canRetry ? 'try again.' : tell} Otherwise ask ${vendor} for another name.`,
        ],
      },
      denied: {
        title: 'A policy in your account or organization denies a step',
        steps: [
          'If the details name a service control policy, its administrator can exempt this role. If the statement that denies has a “Condition”, add only the part in it, otherwise all of this:',
          'If the role’s own policy does not allow the action, update the stack:',
          again,
        ],
      },
      'role-denied': {
        title: 'A policy denies the role',
        why: `The role exists, but a policy does not let the account of ${vendor} assume it. The details say which kind of policy. A service control policy is one of ${vendor}’s own organization: then tell ${vendor} the ID below.`,
        steps: [
          'If it is a resource control policy of your organization, or the trust policy of the role, exempt the account. Add this to the statement that denies:',
          again,
        ],
      },
      account: {
        title: 'This account cannot be used at AWS yet',
        steps: [
          'The account may be new, suspended, or without a payment method. The AWS console says which.',
          `When that is resolved, ${canRetry ? 'try again.' : tell}`,
        ],
      },
      quota: {
        title: 'A quota of your account is used up',
        steps: [
          'The details say which IAM quota. Remove what nobody needs, or request a higher quota in Service Quotas.',
          again,
        ],
      },
      changed: {
        title: 'Something of this setup was changed',
        why: 'A user or policy of this setup was deleted or replaced. The details name it.',
        steps: [canRetry ? 'Try again to have it created anew.' : `Find out who did that, and ${tell}`],
      },
      blocked: {
        title: 'Something could not be removed',
        steps: [`Remove what the details name, or allow its removal. Then tell ${vendor} the ID below.`],
      },
      wait: {
        title: 'The service could not finish',
        why: 'Nothing in your account has to be changed.',
        steps: [afterAMinute],
      },
      paused: {
        title: `${vendor} has paused this for now`,
        why: 'Nothing in your account has to be changed.',
        steps: [`The details give the reason. ${canRetry ? 'Try again later, or ask' : 'Ask'} ${vendor}.`],
      },
      vendor: {
        title: `${vendor} has to correct something`,
        why: 'Nothing in your account has to be changed.',
        steps: [`Tell ${vendor} the ID below.`],
      },
    };
  },
  trustDocument: 'Trust policy to paste',
  exemption: 'Condition to paste',
  actionsNeeded: 'What the role’s own policy allows',
  retry: 'Try again',
  retrying: 'Trying…',
  details: 'What AWS and the service say',
  request: 'ID for the vendor',
  left: 'What is left in your account',
};

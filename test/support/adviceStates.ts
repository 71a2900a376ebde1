import type { Stage } from '../../web/onboarding/state.ts';
import type { Advice } from '../../web/messages/messages.ts';
import { refuse, type TenantPageState } from './openState.ts';
import { ended, leftReceipt, problem, receiptWithoutKey, user } from './shownOnboardings.ts';

const role = 'arn:aws:iam::400000000001:role/latchkey-bootstrap-tutum-lpa2bdji';
const failed = (slug: string, detail: string) => ({
  stage: 'failed' as const,
  onboarding: { status: 'failed', problem: problem(slug, detail) },
});
/** @param there what of the onboarding is in the account */
const stopped = (slug: string, detail: string, there: object) => ({
  stage: 'stopped' as const,
  onboarding: { status: 'needs_attention', problem: problem(slug, detail), receipt: there },
});

type Row = TenantPageState & { readonly stage: Stage };

/** A state for each advice, in which the page gives it. A new one does not compile until it has a row. */
const rowOf: Readonly<Record<Advice, Row>> = {
  launch: {
    name: 'failed-launch',
    ...failed(
      'role-not-usable',
      `AWS does not allow Latchkey to assume ${role}. Launch the stack from the launch link.`,
    ),
  },
  lost: {
    name: 'stopped-lost',
    ...stopped(
      'access-lost',
      `AWS no longer allows Latchkey to assume ${role}. The role was deleted, or its trust policy or a policy of the organization was changed. Restore what was changed.`,
      receiptWithoutKey,
    ),
  },
  trust: {
    name: 'failed-trust',
    ...failed('trust-policy-open', 'The role can be assumed without the external ID.'),
  },
  'update-stack': {
    name: 'failed-update-stack',
    ...failed(
      'stack-outdated',
      'No permissions boundary in account 400000000001 allows everything that this onboarding needs.',
    ),
  },
  'name-taken': {
    name: 'failed-name',
    ...failed('foreign-resource', 'The account already has user arn:aws:iam::400000000008:user/tutum.'),
  },
  denied: {
    name: 'failed-denied',
    ...failed('access-denied', 'A service control policy denies iam:CreateUser.'),
  },
  'role-denied': {
    name: 'failed-role-denied',
    ...failed('role-denied', 'A resource control policy of the tenant’s organization denies the call.'),
  },
  account: {
    name: 'failed-account',
    ...failed(
      'account-not-ready',
      'AWS answered iam:CreateUser with OptInRequired: The AWS Access Key Id needs a subscription for the service.',
    ),
  },
  quota: {
    name: 'failed-quota',
    ...failed(
      'quota-exceeded',
      'AWS answered iam:CreateUser with LimitExceeded: Cannot exceed quota for UsersPerAccount: 5000.',
    ),
  },
  changed: {
    name: 'stopped-changed',
    ...stopped(
      'identity-changed',
      `The account no longer has the user ${user} that this onboarding created. It was deleted. No key was created.`,
      receiptWithoutKey,
    ),
  },
  blocked: {
    name: 'stopped',
    ...stopped('undo-blocked', 'The user tutum has a service-specific credential.', leftReceipt),
  },
  wait: {
    name: 'failed-wait',
    ...failed('aws-error', 'AWS answered iam:CreateUser with ServiceFailure: An internal error. Try again later.'),
  },
  paused: {
    name: 'claim-refused',
    stage: 'claim',
    onboarding: { status: 'ready', steps: ended },
    act: async (page) => {
      const detail =
        'Nothing was done. The operator of this service has stopped new onboardings, claims and links of all tenants: We look into a report.';
      await refuse(page, '**/credentials', 503, 'stopped', detail);
      await page.locator('.primary').click();
      await page.locator('.note.bad').waitFor();
    },
  },
  vendor: {
    name: 'failed-vendor',
    ...failed(
      'rejected-by-iam',
      'AWS answered iam:CreatePolicy with MalformedPolicyDocument: Syntax errors in policy.',
    ),
  },
};

/** A state for each advice, and what else a page with advice can look like. */
export const adviceStates: readonly (Row & { readonly advice?: string })[] = [
  ...Object.entries(rowOf).map(([advice, row]) => ({ ...row, advice })),
  {
    name: 'failed-changed',
    ...failed('identity-changed', `The account no longer has the user ${user}. It was deleted.`),
  },
  { name: 'failed-see-only', link: { may: ['see'] }, ...failed('access-denied', 'AWS denies iam:CreateUser.') },
];

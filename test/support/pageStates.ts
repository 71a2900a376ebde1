import type { Page } from 'playwright-core';
import type { OpenedPage } from './browser/openPage.ts';
import { linkIn } from './tenantPage.ts';
import type { TestStack } from './testStack.ts';

/**
 * A state of the tenant's page, for tests of its looks and for pictures. The service is real, but for the answers that a
 * state changes: so a state that AWS or time would have to bring about can be shown at once.
 */
export interface TenantPageState {
  readonly name: string;
  /** Fields of the onboarding in the service's answers. */
  readonly onboarding?: object;
  /** The link of the create. Default: the tenant gets the keys. */
  readonly link?: object;
  /** What the link's answers are instead, for a link that has ended and a service that does not answer. */
  readonly answer?: 'ended' | 'none';
  /** What a person does on the page. The names of buttons are numbers, because they differ in each language. */
  readonly act?: (page: Page) => Promise<void>;
}

const time = (seconds: number) => new Date(Date.UTC(2026, 0, 15, 9, 30, seconds)).toISOString();
const step = (name: string, status: string, startedAt: number, endedAt?: number) => ({
  name,
  status,
  startedAt: status === 'pending' ? null : time(startedAt),
  endedAt: endedAt === undefined ? null : time(endedAt),
});
const begun = [
  step('create-policy tutum-policy', 'done', 1, 2),
  step('create-user tutum', 'running', 2),
  step('attach tutum-policy to tutum', 'pending', 0),
];
const ended = [
  step('create-policy tutum-policy', 'done', 1, 2),
  step('create-user tutum', 'done', 2, 3),
  step('attach tutum-policy to tutum', 'done', 3, 4),
];
const user = 'arn:aws:iam::400000000001:user/latchkey/tutum/lpa2bdji/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum';
const receipt = {
  resources: [
    { type: 'user', arn: user, status: 'made' },
    { type: 'policy', arn: `${user.replace(':user/', ':policy/')}-policy`, status: 'made' },
    { type: 'access-key', arn: user, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', status: 'made' },
  ],
};
const rotatedReceipt = {
  resources: [
    ...receipt.resources,
    { type: 'access-key', arn: user, accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'made' },
  ],
};
const rotatedKeys = [
  { userName: 'tutum', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', state: 'retiring', handedOverAt: time(4) },
  { userName: 'tutum', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', state: 'handed_over', handedOverAt: time(30) },
];
const removedReceipt = { resources: receipt.resources.map((each) => ({ ...each, status: 'removed' })) };
const problem = (slug: string, detail: string) => ({
  type: `urn:latchkey:problem:${slug}`,
  title: slug,
  status: 409,
  detail,
  retryable: false,
});
const key = {
  userName: 'tutum',
  userArn: user,
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  verification: 'verified',
};

const press =
  (nth: number, from = '.primary') =>
  async (page: Page) => {
    await page.locator(from).nth(nth).click();
  };
const next = press(0);
const choose = (form: number) => async (page: Page) => {
  await next(page);
  await page.getByRole('radio').nth(form).click();
};
const shown = async (page: Page) => {
  await next(page);
  await page.locator('.secret button').nth(1).click();
};
const openAll = async (page: Page) => {
  for (const summary of await page.locator('summary').all()) await summary.click();
};

/** Every state of the page. */
export const pageStates: readonly TenantPageState[] = [
  { name: 'review' },
  { name: 'review-documents', act: openAll },
  { name: 'review-only', link: { may: ['see'] } },
  { name: 'launch-console', act: next },
  { name: 'launch-cli', act: choose(1) },
  { name: 'launch-terraform', act: choose(2) },
  {
    name: 'launch-shared',
    act: async (page) => {
      await next(page);
      await page.locator('.share button').click();
      await page.locator('.share pre').waitFor();
    },
  },
  {
    name: 'launch-not-yet',
    onboarding: { problem: problem('role-not-usable', 'AWS answered sts:AssumeRole with AccessDenied.') },
    act: async (page) => {
      await next(page);
      await page.locator('.actions button').first().click();
      await page.locator('.hints > summary').click();
    },
  },
  { name: 'working', onboarding: { status: 'provisioning', steps: begun } },
  {
    name: 'working-late',
    onboarding: {
      status: 'provisioning',
      steps: [],
      waiting: { reason: 'AWS answered sts:AssumeRole with AccessDenied.', since: time(1), until: time(12) },
    },
  },
  { name: 'undoing', onboarding: { status: 'rolling_back', steps: begun } },
  { name: 'vendor-claims', link: {}, onboarding: { status: 'ready', steps: ended } },
  {
    name: 'other-claims',
    link: { delivers: 'tenant', may: ['see', 'launch'] },
    onboarding: { status: 'ready', steps: ended },
  },
  { name: 'claim', onboarding: { status: 'ready', steps: ended } },
  { name: 'claiming', onboarding: { status: 'claiming', steps: ended } },
  { name: 'keys', onboarding: { status: 'ready', steps: ended, receipt }, act: next },
  { name: 'keys-shown', onboarding: { status: 'ready', steps: ended, receipt }, act: shown },
  { name: 'done-tenant', onboarding: { status: 'claimed', steps: ended, receipt } },
  { name: 'done-vendor', link: {}, onboarding: { status: 'claimed', steps: ended, receipt } },
  { name: 'done-rotating', link: {}, onboarding: { status: 'rotating', steps: ended, receipt } },
  {
    name: 'done-rotated',
    onboarding: { status: 'claimed', steps: ended, receipt: rotatedReceipt, accessKeys: rotatedKeys },
  },
  {
    name: 'failed-trust',
    onboarding: {
      status: 'failed',
      problem: problem('trust-policy-open', 'The role can be assumed without the external ID.'),
    },
  },
  {
    name: 'failed-name',
    onboarding: {
      status: 'failed',
      problem: problem('foreign-resource', 'The account already has user arn:aws:iam::400000000008:user/tutum.'),
    },
  },
  {
    name: 'failed-role-denied',
    onboarding: {
      status: 'failed',
      problem: problem('role-denied', 'A resource control policy of the tenant’s organization denies the call.'),
    },
  },
  {
    name: 'failed-denied',
    onboarding: {
      status: 'failed',
      problem: problem('access-denied', 'A service control policy denies iam:CreateUser.'),
    },
  },
  {
    name: 'stopped',
    onboarding: {
      status: 'needs_attention',
      problem: problem('undo-blocked', 'The user tutum has a service-specific credential.'),
      receipt: { resources: [{ type: 'user', arn: user, status: 'left', reason: 'It is in use.' }] },
    },
  },
  { name: 'expired', onboarding: { status: 'expired' } },
  { name: 'removed', onboarding: { status: 'offboarded', receipt: removedReceipt } },
  { name: 'link-ended', answer: 'ended' },
  { name: 'no-link', answer: 'none' },
];

/** Opens the page in a state. */
export async function openState(
  testStack: TestStack,
  { page }: Pick<OpenedPage, 'page'>,
  state: TenantPageState,
): Promise<void> {
  const { link = { delivers: 'tenant' }, onboarding = {}, answer, act } = state;
  const tenant = testStack.nextTenant();
  const message = 'We start and stop your build machines with it.\nThe keys end when you leave.';
  const created = await testStack.create(tenant, { link: { message, askedBy: 'Jo Doe, Platform team', ...link } });
  const { token } = linkIn(created);
  const { body } = await testStack.get(created.body.id);
  await page.route('**/v1/link/onboardings/*', (route) => route.fulfill({ json: { ...body, ...onboarding } }));
  await page.route('**/provision', (route) => route.fulfill({ json: { ...body, ...onboarding } }));
  await page.route('**/credentials', (route) =>
    route.fulfill({ json: { ...body, ...onboarding, status: 'claimed', credentials: [key] } }),
  );
  if (answer === 'ended')
    await page.route('**/v1/link/**', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem('unauthorized', 'This link has expired.')),
      }),
    );
  await page.goto(`${testStack.url}/onboard${answer === 'none' ? '' : `#${token}`}`);
  await page.locator('h2').first().waitFor();
  await act?.(page);
  // A button that was just pressed has the focus, and the pointer is above it.
  await page.mouse.move(0, 0);
}

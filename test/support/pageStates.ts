import type { Page } from 'playwright-core';
import type { Stage } from '../../web/onboarding/state.ts';
import { adviceStates } from './adviceStates.ts';
import { disconnect, refuse, type TenantPageState } from './openState.ts';
import { openAll } from './pageText.ts';
import {
  begun,
  ended,
  leftReceipt,
  problem,
  receipt,
  removedReceipt,
  rotatedKeys,
  rotatedReceipt,
  time,
} from './shownOnboardings.ts';

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
const share = (page: Page) => page.locator('.share button').click();
const note = (page: Page) => page.locator('.note.bad').waitFor();
/** Does what needs an answer, and stays while there is none. */
const unanswered = (calls: string, act: (page: Page) => Promise<void>) => async (page: Page) => {
  await page.route(calls, () => undefined);
  await act(page);
  await page.locator('[aria-disabled=true]').waitFor();
};

const delay = { reason: 'AWS answered sts:AssumeRole with AccessDenied.', since: time(1), until: time(12) };
const stopReason =
  'Nothing was done. The operator of this service has stopped new onboardings, claims and links of this tenant: We look into a report.';

/** The rows of each stage. A new stage does not compile until it has one. */
type Rows = readonly [TenantPageState, ...TenantPageState[]];

const rowsOf: Readonly<Record<Exclude<Stage, 'failed' | 'stopped'>, Rows>> = {
  'no-link': [{ name: 'no-link', instead: 'no-link' }],
  'link-ended': [{ name: 'link-ended', instead: 'ended' }],
  'link-used': [
    {
      name: 'link-used',
      onboarding: { status: 'ready', steps: ended, receipt },
      act: async (page) => {
        await next(page);
        await page.locator('.key').waitFor();
        await page.locator('.actions').last().getByRole('button').click();
        await page.reload();
        await page.locator('h2').waitFor();
      },
    },
  ],
  loading: [{ name: 'loading', instead: 'no-answer' }],
  'not-offered': [{ name: 'not-offered', review: { preview: null, template: null, stack: null } }],
  review: [
    { name: 'review' },
    {
      name: 'review-documents',
      act: async (page) => {
        await openAll(page);
      },
    },
    { name: 'review-only', link: { may: ['see'] } },
    { name: 'review-busy', act: disconnect },
  ],
  launch: [
    { name: 'launch-console', act: next },
    { name: 'launch-cli', act: choose(1) },
    { name: 'launch-terraform', act: choose(2) },
    { name: 'launch-no-stack', review: { stack: null }, act: next },
    {
      name: 'launch-shared',
      act: async (page) => {
        await next(page);
        await share(page);
        await page.locator('.share pre').waitFor();
      },
    },
    {
      name: 'launch-share-refused',
      act: async (page) => {
        await next(page);
        await refuse(page, '**/share', 503, 'stopped', stopReason);
        await share(page);
        await note(page);
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
    {
      name: 'launch-checking',
      act: unanswered('**/provision', async (page) => {
        await next(page);
        await page.locator('.actions button').first().click();
      }),
    },
  ],
  working: [
    { name: 'working', onboarding: { status: 'provisioning', steps: begun } },
    { name: 'working-late', onboarding: { status: 'provisioning', steps: [], waiting: delay } },
    { name: 'working-late-step', onboarding: { status: 'provisioning', steps: begun, waiting: delay } },
    { name: 'updating', onboarding: { status: 'updating', steps: begun } },
  ],
  undoing: [{ name: 'undoing', onboarding: { status: 'rolling_back', steps: begun } }],
  'vendor-claims': [{ name: 'vendor-claims', link: {}, onboarding: { status: 'ready', steps: ended } }],
  'other-claims': [
    {
      name: 'other-claims',
      link: { delivers: 'tenant', may: ['see', 'launch'] },
      onboarding: { status: 'ready', steps: ended },
    },
  ],
  claim: [
    { name: 'claim', onboarding: { status: 'ready', steps: ended } },
    {
      name: 'claim-in-frame',
      onboarding: { status: 'ready', steps: ended },
      // As the page for frames does: it shows no keys.
      act: (page) => page.evaluate('void (document.querySelector("latchkey-onboarding").claims = false)'),
    },
    {
      name: 'claim-made',
      onboarding: { status: 'ready', steps: ended },
      act: unanswered('**/credentials', next),
    },
  ],
  claiming: [{ name: 'claiming', onboarding: { status: 'claiming', steps: ended } }],
  keys: [
    { name: 'keys', onboarding: { status: 'ready', steps: ended, receipt }, act: next },
    { name: 'keys-shown', onboarding: { status: 'ready', steps: ended, receipt }, act: shown },
  ],
  'keys-lost': [{ name: 'keys-lost', onboarding: { status: 'ready', steps: ended, receipt }, keys: [], act: next }],
  'handed-over': [
    { name: 'done-tenant', onboarding: { status: 'claimed', steps: ended, receipt } },
    { name: 'done-vendor', link: {}, onboarding: { status: 'claimed', steps: ended, receipt } },
    { name: 'done-rotating', link: {}, onboarding: { status: 'rotating', steps: ended, receipt } },
    {
      name: 'done-rotated',
      onboarding: { status: 'claimed', steps: ended, receipt: rotatedReceipt, accessKeys: rotatedKeys },
    },
    {
      name: 'done-updating',
      link: {},
      onboarding: { status: 'updating', steps: ended, receipt, accessKeys: rotatedKeys.slice(1) },
    },
  ],
  expired: [{ name: 'expired', onboarding: { status: 'expired' } }],
  removing: [{ name: 'removing', onboarding: { status: 'offboarding', steps: ended, receipt } }],
  removed: [
    { name: 'removed', onboarding: { status: 'offboarded', receipt: removedReceipt } },
    { name: 'partly-removed', onboarding: { status: 'offboarded', receipt: leftReceipt } },
  ],
};

/** A state of the page, with the stage that it shows and the advice that it gives. */
interface ListedState extends TenantPageState {
  readonly stage: string;
  readonly advice?: string;
}

/** Every state of the page. */
export const pageStates: readonly ListedState[] = [
  ...Object.entries<Rows>(rowsOf).flatMap(([stage, rows]) => rows.map((row) => ({ ...row, stage }))),
  ...adviceStates,
];

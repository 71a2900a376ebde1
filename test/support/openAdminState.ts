import type { Page } from 'playwright-core';
import * as z from 'zod';
import type { Onboarding, OnboardingHealth } from '../../client/index.ts';
import type { Phase } from '../../web/admin/state.ts';
import { focused, signIn } from './adminPage.ts';
import type { OpenedPage } from './browser/openPage.ts';
import type { TestStack } from './testStack.ts';

/**
 * A state of the operators' page, for tests of its looks and for pictures. The service is real, but for the fields that a
 * state changes: so what AWS, an administrator or time would have to bring about can be shown at once.
 */
export interface AdminPageState {
  readonly name: string;
  /** How far the page is. Default: an operator has signed in. */
  readonly phase?: Phase;
  /** The part of the address after `#`. Default: that of an onboarding whose keys were handed over. */
  readonly hash?: string;
  readonly onboarding?: Partial<Onboarding>;
  readonly health?: Partial<OnboardingHealth>;
  /** Entries of the audit trail, after those of the service. */
  readonly trail?: readonly object[];
  /** Whether the deployment has a recipient key of the back end. Default: yes. */
  readonly operatorsRotate?: boolean;
  readonly act?: (page: Page) => Promise<void>;
}

const answerBody = z.looseObject({ events: z.array(z.looseObject({})).default([]) });

/** What the deployment answers to the question that the page asks first, so that it is in this phase. Undefined: the truth. */
const firstAnswer: Readonly<Record<Phase, { readonly status: number; readonly json: object } | 'never' | undefined>> = {
  checking: 'never',
  unreachable: { status: 503, json: {} },
  off: { status: 200, json: { status: 'ok', auth: 'sigv4' } },
  'signed-out': undefined,
  'signed-in': undefined,
};

/**
 * Opens the page in a state, for which it signs in unless the state is one before that.
 *
 * @param id an onboarding whose keys were handed over
 */
export async function openAdminState(
  stack: TestStack,
  id: string,
  opened: OpenedPage,
  {
    phase = 'signed-in',
    hash = `#/onboardings/${id}`,
    onboarding = {},
    health = {},
    trail = [],
    operatorsRotate = true,
    act,
  }: AdminPageState,
): Promise<void> {
  const { page } = opened;
  const answer = firstAnswer[phase];
  if (answer !== undefined)
    await page.route('**/v1/health', (route) => (answer === 'never' ? undefined : route.fulfill(answer)));
  if (phase !== 'signed-in') {
    await page.goto(`${stack.url}/admin${hash}`);
    await page
      .locator(phase === 'checking' ? 'main > p' : 'h2')
      .last()
      .waitFor();
    await act?.(page);
    return;
  }
  const change = async (pattern: string, to: (body: z.infer<typeof answerBody>) => object) => {
    await page.route(pattern, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: to(answerBody.parse(await answer.json())) });
    });
  };
  await change('**/v1/health', (body) => ({ ...body, operatorsRotate }));
  await change(`**/v1/onboardings/${id}`, (body) => ({ ...body, ...onboarding }));
  await change(`**/v1/onboardings/${id}/health?live=false`, (body) => ({ ...body, ...health }));
  await change(`**/v1/onboardings/${id}/events`, (body) => ({ events: [...body.events, ...trail] }));
  await signIn(opened, stack, hash);
  await focused(page, /./);
  await act?.(page);
  await page.mouse.move(0, 0);
}

import type { Page } from 'playwright-core';
import type { View } from '../../web/admin/address.ts';
import type { Phase } from '../../web/admin/state.ts';
import type { AdminPageState } from './openAdminState.ts';
import {
  drift,
  exposed,
  foreignKey,
  found,
  inForce,
  inactive,
  kept,
  looked,
  lost,
  newKey,
  oldKey,
  overdue,
  rotation,
} from './shownHealth.ts';

/** The rows of a view. A new view or phase does not compile until it has one. */
type Rows = readonly [AdminPageState, ...AdminPageState[]];

const dialog = (button: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').waitFor();
};

const rowsOfPhase: Readonly<Record<Exclude<Phase, 'signed-in'>, Rows>> = {
  checking: [{ name: 'checking', phase: 'checking' }],
  unreachable: [{ name: 'unreachable', phase: 'unreachable' }],
  off: [{ name: 'off', phase: 'off' }],
  'signed-out': [
    { name: 'sign-in', phase: 'signed-out' },
    {
      name: 'sign-in-refused',
      phase: 'signed-out',
      act: async (page) => {
        await page.locator('#token').fill('no-such-token');
        await page.locator('button.primary').click();
        await page.locator('[role=alert] .notice').waitFor();
      },
    },
  ],
};

const onboardingRows: Rows = [
  { name: 'claimed' },
  { name: 'offboard', act: dialog(/^Offboard/) },
  {
    name: 'offboard-leftovers',
    onboarding: { status: 'needs_attention' },
    act: async (page) => {
      await dialog(/^Offboard/)(page);
      await page.getByRole('checkbox').check();
    },
  },
  {
    name: 'drifted',
    operatorsRotate: false,
    onboarding: { accessKeys: [inForce, kept] },
    health: {
      ...found,
      result: 'drifted',
      items: drift,
      keys: [looked(newKey, { state: 'inactive' }), looked(oldKey)],
    },
    trail: [rotation],
  },
  {
    name: 'exposed',
    onboarding: { accessKeys: [overdue] },
    health: {
      ...found,
      result: 'drifted',
      items: drift,
      exposed,
      keys: [looked(newKey, { lastUsed: null }), looked(foreignKey, { madeBy: 'other' })],
    },
  },
  { name: 'access-lost', health: { ...found, result: 'access_lost', items: lost } },
  { name: 'rotating', onboarding: { status: 'rotating', accessKeys: [inForce] }, health: found },
  {
    name: 'reactivate',
    onboarding: { accessKeys: [inForce, inactive] },
    health: { ...found, exposed },
    act: dialog(/^Reactivate/),
  },
  {
    name: 'rotate',
    onboarding: { accessKeys: [overdue] },
    health: { ...found, exposed },
    act: dialog(/^Replace/),
  },
  {
    name: 'looking',
    health: { ...found, result: 'as_planned', items: drift.slice(0, 3) },
    act: async (page) => {
      // The look never ends.
      await page.route('**/health?live=true*', () => undefined);
      await page.getByRole('button', { name: 'Look now' }).click();
      await page.getByRole('progressbar').waitFor();
    },
  },
];

const rowsOfView: Readonly<Record<View['name'], Rows>> = {
  list: [
    { name: 'list', hash: '#/' },
    { name: 'list-to-rotate', hash: '#/?rotateWithin=100' },
    { name: 'list-empty', hash: '#/?tenantId=nobody' },
  ],
  steps: [{ name: 'steps', hash: '#/steps' }],
  stops: [{ name: 'stops', hash: '#/stops' }],
  onboarding: onboardingRows,
};

/** The states of the page before the sign-in, of each view, and of what depends on keys and on looks at the account. */
export const adminStates: readonly AdminPageState[] = [
  ...Object.values<Rows>(rowsOfPhase).flat(),
  ...Object.values<Rows>(rowsOfView).flat(),
];

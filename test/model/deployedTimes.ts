import { lagWindows } from '../../local/lagWindows.ts';

/** The deployed settings of time. In virtual time they do not slow down the tests. */
export const deployedTimes = {
  LATCHKEY_LEASE_MS: '60000',
  LATCHKEY_REQUEST_TIMEOUT_MS: '5000',
  LATCHKEY_MARGIN_MS: '5000',
  ...lagWindows(true, {}),
  LATCHKEY_WEBHOOK_URL: 'https://vendor.example/hook',
};

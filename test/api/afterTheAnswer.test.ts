import { warmUp } from '../model/scenario.ts';
import { apiToken } from '../model/calls.ts';
import { deployedTimes } from '../model/deployedTimes.ts';
import { openWorld } from '../model/world.ts';
import { sha256 } from '../support/sha256.ts';

beforeAll(warmUp);

const token = 'token-of-two-tenants';
const asTwoTenants = { authorization: `Bearer ${token}` };
const profiles = ['ob_00000000000000000000000001', 'ob_00000000000000000000000002'].map((onboarding) => ({
  onboarding,
}));

// In Lambda, a call in progress continues in the next invocation of the function, or never.
test.each([
  { what: 'several onboardings', method: 'POST', path: '/v1/profiles', body: { profiles }, headers: {} },
  { what: 'the lists of several tenants', method: 'GET', path: '/v1/onboardings', headers: asTwoTenants },
])(
  'if a read of $what fails, the answer waits until the other reads have ended',
  async ({ method, path, body, headers }) => {
    const world = openWorld(1, 'off', {
      environment: {
        ...deployedTimes,
        LATCHKEY_API_TOKEN_HASHES: `local=${sha256(apiToken)},two=${sha256(token)}:a|b`,
      },
    });
    const trouble = { at: 1, kind: 'denied' as const, ms: 0 };
    const { answer } = world.send(method, path, body, headers, { trouble });
    expect((await world.time.until(answer)).status).toBe(500);
    expect(world.callsAfterAnswer()).toEqual([]);
    world.close();
  },
);

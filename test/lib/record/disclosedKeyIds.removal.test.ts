import { deleteUnrecordedKeys } from '../../../lib/account/accessKeys.ts';
import { keyContextOfLook } from '../../../lib/account/keyContext.ts';
import type { RunContext } from '../../../lib/account/runContext.ts';
import { removeStrayKeys } from '../../../lib/account/strayKeys.ts';
import { planForRemoval } from '../../../lib/blueprints/blueprints.ts';
import { readConfig } from '../../../lib/gateways/config/config.ts';
import { buildDeps } from '../../../lib/gateways/deps.ts';
import { returnToClaimed } from '../../../lib/lifecycle/endRotation.ts';
import { offboard } from '../../../lib/lifecycle/offboard.ts';
import type { Leased } from '../../../lib/record/onboarding.ts';
import { teardown } from '../../../lib/removal/teardown.ts';
import { removeUndisclosedKeys } from '../../../lib/removal/undisclosedKeys.ts';
import { localEnvironment } from '../../../local/environment.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { claimed, provisioning, recordIn } from '../../support/records.ts';
import { silentAccount } from '../../support/silentAccount.ts';

const deps = {
  ...buildDeps(readConfig(localEnvironment('http://127.0.0.1:1', 'token', {}))),
  clock: fakeClock().clock,
};

/** The context of an attempt on a record, in an account that never responds. */
function attemptOn(record: Leased) {
  const { account, sent } = silentAccount();
  let current = record;
  const run: RunContext = {
    deps,
    account,
    ...planForRemoval(deps, record),
    access: {
      tenantId: 'acme',
      accountId: '111122223333',
      externalId: 'x',
      boundaries: {},
      proven: {},
      assumedRoles: [],
      version: 1,
    },
    boundaries: [],
    assumedAt: 0,
    sessionSince: 0,
    awsAheadMs: 0,
    assertTrustClosed: () => Promise.resolve(),
    deadline: Infinity,
    isRetry: true,
    inBackground: () => undefined,
    journal: {
      record: () => current,
      note: (change) => {
        current = change(current);
      },
      commit: (next) => Promise.resolve(next(current)),
      resolveCommit: () => Promise.resolve(undefined),
      close: () => Promise.resolve(),
      beforeCall: () => Promise.resolve(),
      check: () => undefined,
      signal: new AbortController().signal,
    },
  };
  return { run, sent };
}

/**
 * The functions that decide by the record which keys of a user they delete or deactivate. Those that get the ID of a key
 * need no such decision: `deleteWithoutLease` and `deleteHeldKeys`, whose keys nobody has received, and `changeKey` and
 * `endPrevious`, whose key a caller or its grace time ends.
 */
const removals: readonly (readonly [string, (run: RunContext) => Promise<unknown>])[] = [
  ['an offboarding', offboard],
  ['an undo', teardown],
  ['the removal of undisclosed keys', removeUndisclosedKeys],
  ['the undo of a claim', (run) => deleteUnrecordedKeys(run, 'tutum')],
];

test.each(removals)('in an unknown status, %s throws and makes no AWS call', async (_, remove) => {
  const { run, sent } = attemptOn(Object.assign(provisioning(), { status: 'resting' }));
  await expect(remove(run)).rejects.toThrow(TypeError);
  expect(sent).toEqual([]);
});

test.each(removals)('in a known status, %s makes an AWS call', async (_, remove) => {
  const { run, sent } = attemptOn(provisioning());
  await Promise.allSettled([remove(run)]);
  expect(sent).not.toEqual([]);
});

test('in an unknown status, the end of an unfinished rotation throws and makes no AWS call', async () => {
  const rotating = recordIn('rotating');
  if (rotating.status !== 'rotating') throw new Error(`it is ${rotating.status}`);
  const known = attemptOn(rotating);
  await Promise.allSettled([returnToClaimed(known.run)]);
  expect(known.sent).not.toEqual([]);
  const unknown = attemptOn(Object.assign(rotating, { status: 'resting' }));
  await expect(returnToClaimed(unknown.run)).rejects.toThrow('does not continue in resting');
  expect(unknown.sent).toEqual([]);
});

test('in an unknown status, the reconcile of disclosed keys throws and makes no AWS call', async () => {
  const { account, sent } = silentAccount();
  const unknown = Object.assign(claimed(), { status: 'resting' });
  const look = (record: typeof unknown) =>
    removeStrayKeys(keyContextOfLook({ deps, account, deadline: Infinity, recent: [] }, record), record);
  await expect(look(unknown)).rejects.toThrow(TypeError);
  expect(sent).toEqual([]);
  await expect(look(claimed())).rejects.toThrow('getUser is not answered');
});

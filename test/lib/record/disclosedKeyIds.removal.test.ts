import { deleteUnrecordedKeys } from '../../../lib/account/accessKeys.ts';
import type { RunContext } from '../../../lib/account/runContext.ts';
import { removeStrayKeys } from '../../../lib/account/strayKeys.ts';
import { planForRemoval } from '../../../lib/blueprints/blueprints.ts';
import { readConfig } from '../../../lib/gateways/config/config.ts';
import { buildDeps } from '../../../lib/gateways/deps.ts';
import { offboard } from '../../../lib/lifecycle/offboard.ts';
import type { Leased } from '../../../lib/record/onboarding.ts';
import { teardown } from '../../../lib/removal/teardown.ts';
import { removeUndisclosedKeys } from '../../../lib/removal/undisclosedKeys.ts';
import { localEnvironment } from '../../../local/environment.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { claimed, provisioning } from '../../support/records.ts';
import { silentAccount } from '../../support/silentAccount.ts';

const deps = {
  ...buildDeps(readConfig(localEnvironment('http://127.0.0.1:1', 'token', {}))),
  clock: fakeClock().clock,
};

/** A turn at a record, in an account that answers nothing. */
function turnAt(record: Leased) {
  const { account, sent } = silentAccount();
  let current = record;
  const run: RunContext = {
    deps,
    account,
    ...planForRemoval(deps, record),
    access: { tenantId: 'acme', accountId: '111122223333', externalId: 'x', boundaries: {}, proven: {}, letIn: [], version: 1 },
    boundaryArn: '',
    deadline: Infinity,
    isRetry: true,
    inBackground: () => undefined,
    journal: {
      record: () => current,
      note: (change) => {
        current = change(current);
      },
      commit: (next) => Promise.resolve(next(current)),
      landed: () => Promise.resolve(undefined),
      close: () => Promise.resolve(),
      beforeCall: () => Promise.resolve(),
      check: () => undefined,
      signal: new AbortController().signal,
    },
  };
  return { run, sent };
}

/** What deletes keys of a turn's users, or turns them off. */
const removals: readonly (readonly [string, (run: RunContext) => Promise<unknown>])[] = [
  ['an offboarding', offboard],
  ['an undo', teardown],
  ['the removal of keys that nobody has seen', removeUndisclosedKeys],
  ['a claim that is given up', (run) => deleteUnrecordedKeys(run, 'tutum')],
];

test.each(removals)(
  'in a status that nobody has thought of, %s throws, and sends nothing to the account',
  async (_, remove) => {
    const { run, sent } = turnAt(Object.assign(provisioning(), { status: 'rotating' }));
    await expect(remove(run)).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  },
);

test.each(removals)('in a status that is known, %s does send something', async (_, remove) => {
  const { run, sent } = turnAt(provisioning());
  await Promise.allSettled([remove(run)]);
  expect(sent).not.toEqual([]);
});

test('so does the later look at keys that were handed out', async () => {
  const { account, sent } = silentAccount();
  const unknown = Object.assign(claimed(), { status: 'rotating' });
  await expect(removeStrayKeys(deps, unknown, account, Infinity)).rejects.toThrow(TypeError);
  expect(sent).toEqual([]);
  await expect(removeStrayKeys(deps, claimed(), account, Infinity)).rejects.toThrow('getUser is not answered');
});

import { LeaseLost } from '../../lib/core/controlFlowErrors.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { requestOffboard } from '../../lib/requests/requestOffboard.ts';
import { resume } from '../../lib/lifecycle/resume.ts';
import { dueAt } from '../../lib/record/dueTimes.ts';
import { makeLookDue } from '../support/lookLater.ts';
import { inventory, keyOf } from '../support/testStack.ts';
import { refusalOf } from '../support/sandboxClients.ts';
import { iamPathOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 300 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const UserName = 'tutum';

async function claimed() {
  const tenant = await testStack.newTenant();
  const answer = await testStack.create(tenant);
  return { tenant, id: answer.body.id, key: keyOf(answer) };
}

test('a trust policy without the external ID condition stops neither an offboarding nor a reconcile', async () => {
  const { tenant, id } = await claimed();
  const openTenant = await claimed();
  for (const each of [tenant, openTenant.tenant])
    await testStack.openTrust(each, ({ Condition: _, ...statement }) => statement);
  // New deps have no cached result of the check of the trust policy.
  const ownDeps = testStack.deps();
  const ended = await testStack.run(
    requestOffboard(ownDeps, await testStack.read(id), false, ownDeps.clock.monotonic() + 15_000),
  );
  expect(ended.status).toBe('offboarded');
  await makeLookDue(testStack, openTenant.id);
  const reconciled = await testStack.run(resume(ownDeps, openTenant.id, ownDeps.clock.monotonic() + 15_000));
  expect(reconciled?.status).toBe('claimed');
  expect(dueAt(await testStack.read(openTenant.id))).toBeUndefined();
});

describe('an offboarding that is interrupted', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(cleanups.splice(0).map((cleanUp) => cleanUp()));
  });

  test('is ended by a worker if its process dies; the keys are deleted, and a reconcile is scheduled', async () => {
    const { tenant, id, key } = await claimed();
    const ownDeps = testStack.deps();
    const death = Promise.withResolvers<never>();
    let moves = 0;
    const store: typeof ownDeps.store = {
      ...ownDeps.store,
      move: (before, after) => (moves++ === 0 ? ownDeps.store.move(before, after) : death.promise),
    };
    const tenantAccounts: typeof ownDeps.tenantAccounts = {
      ...ownDeps.tenantAccounts,
      assume: async (...question) => ({
        ...(await ownDeps.tenantAccounts.assume(...question)),
        removeFromUser: () => death.promise,
      }),
    };
    const record = await testStack.read(id);
    const interrupted = requestOffboard(
      { ...ownDeps, store, tenantAccounts },
      record,
      false,
      ownDeps.clock.monotonic() + 15_000,
    );
    cleanups.push(async () => {
      death.reject(new LeaseLost('dead'));
      await testStack.run(interrupted).catch(() => undefined);
    });
    await testStack.untilCalled(tenant, 'iam:UpdateAccessKey');
    await testStack.until(id, 'offboarding');
    await endLease(id);
    const ended = await testStack.until(id, 'offboarded');
    expect((await refusalOf(testStack.stsWith(key).getCallerIdentity({}))).code).toBe('InvalidClientTokenId');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
    expect(ended.dueTimes.reconcile).toBeGreaterThan(testStack.now() + 14 * 60_000);
    expect(dueAt(ended)).toBe(ended.dueTimes.reconcile);
  });

  test('is left to the worker if AWS throttles it, and the worker ends it', async () => {
    const { tenant, id } = await claimed();
    await testStack.fault({ operation: 'iam:DeleteUser', kind: 'throttle' });
    const ownDeps = testStack.deps();
    const unfinished = await testStack.run(
      requestOffboard(ownDeps, await testStack.read(id), false, ownDeps.clock.monotonic() + 1200),
    );
    expect(unfinished.status).toBe('offboarding');
    await testStack.clearFaults();
    await testStack.until(id, 'offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });

  test.each(['lose-answer', 'fail-after', 'fail-before', 'throttle'] as const)(
    'retries after %s and ends in the same request',
    async (kind) => {
      const { tenant, id } = await claimed();
      for (const operation of ['iam:UpdateAccessKey', 'iam:DeleteAccessKey', 'iam:DeletePolicy'])
        await testStack.fault({ operation, kind, times: 1 });
      const answer = await testStack.offboard(id);
      expect([answer.status, answer.body.status]).toEqual([200, 'offboarded']);
      expect(await inventory(testStack, tenant)).toEqual(nothing);
    },
  );
});

test('an offboarding waits while IAM still lists our deleted user as an entity of the policy', async () => {
  const { tenant, id } = await claimed();
  const ownDeps = testStack.deps();
  let lists = 0;
  const tenantAccounts: typeof ownDeps.tenantAccounts = {
    ...ownDeps.tenantAccounts,
    assume: async (...question) => {
      const account = await ownDeps.tenantAccounts.assume(...question);
      const policyArn = `arn:aws:iam::${tenant.accountId}:policy${iamPathOf(tenant, id)}tutum-policy`;
      const before = await account.listEntitiesForPolicy(policyArn);
      return {
        ...account,
        listEntitiesForPolicy: (arn) => (lists++ < 2 ? Promise.resolve(before) : account.listEntitiesForPolicy(arn)),
      };
    },
  };
  const record = await testStack.read(id);
  const ended = await testStack.run(
    requestOffboard({ ...ownDeps, tenantAccounts }, record, false, ownDeps.clock.monotonic() + 8000),
  );
  expect([ended.status, lists]).toEqual(['offboarded', 3]);
  expect(await inventory(testStack, tenant)).toEqual(nothing);
});

test('the reconcile removes a user whose create took effect after the undo and the DELETE', async () => {
  const tenant = await testStack.newTenant();
  const root = testStack.root(tenant);
  await root.createUser({ UserName });
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  await root.deleteUser({ UserName });
  expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  expect((await testStack.read(id)).dueTimes.reconcile).toBeGreaterThan(testStack.now() + 14 * 60_000);
  await root.createUser({ UserName, Path: iamPathOf(tenant, id) });
  const record = await reconcile(id);
  expect([record.status, record.dueTimes]).toEqual(['offboarded', {}]);
  expect(await inventory(testStack, tenant)).toEqual(nothing);
});

/** Ends the lease of the process that works on the onboarding. */
const endLease = (id: string): Promise<void> =>
  testStack.changeRecord(id, (record) => {
    if (!('lease' in record)) throw new Error(`nobody works on ${id}`);
    const past = testStack.now() - 60_000;
    return {
      dueTimes: { ...record.dueTimes, lease: past },
      dueAt: past,
      lease: { ...record.lease, expiresAt: past },
    };
  });

/** Makes the reconcile due now, runs it, and returns the record after it. */
async function reconcile(id: string): Promise<Onboarding> {
  await makeLookDue(testStack, id);
  const ownDeps = testStack.deps();
  return testStack.eventually(async () => {
    await testStack.run(resume(ownDeps, id, ownDeps.clock.monotonic() + 15_000));
    const record = await testStack.read(id);
    return dueAt(record) === undefined ? record : undefined;
  }, `nobody looked at ${id}`);
}

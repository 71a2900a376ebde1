import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { LeaseLost } from '../../lib/core/controlFlowErrors.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { requestOffboard } from '../../lib/requests/requestOffboard.ts';
import { resume } from '../../lib/lifecycle/resume.ts';
import { eventually } from '../support/eventually.ts';
import { makeLookDue } from '../support/lookLater.ts';
import { inventory, keyOf, startTestStack, type TestStack } from '../support/testStack.ts';
import { refusalOf } from '../support/sandboxClients.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 300 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const nothing = { users: [], policies: [] };
const UserName = 'tutum';
const deps = () => buildDeps(readConfig(process.env));

async function claimed() {
  const tenant = await testStack.newTenant();
  const answer = await testStack.create(tenant);
  return { tenant, id: answer.body.id, key: keyOf(answer) };
}

test('a trust policy that stands open does not stop a removal, nor the later look', async () => {
  const { tenant, id } = await claimed();
  const open = await claimed();
  for (const each of [tenant, open.tenant])
    await testStack.openTrust(each, ({ Condition: _, ...statement }) => statement);
  // Deps of its own remember no closed door.
  const own = deps();
  const ended = await requestOffboard(own, await testStack.read(id), false, own.clock.monotonic() + 15_000);
  expect(ended.status).toBe('offboarded');
  await makeLookDue(testStack, open.id);
  const looked = await resume(own, open.id, own.clock.monotonic() + 15_000);
  expect(looked?.status).toBe('claimed');
  expect((await testStack.read(open.id)).dueAt).toBeUndefined();
});

describe('an offboarding that does not come to its end', () => {
  const burials: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(burials.splice(0).map((bury) => bury()));
  });

  test('because its process dies is ended by a worker; the keys were dead by then, and the account is looked at once more', async () => {
    const { tenant, id, key } = await claimed();
    const own = deps();
    const death = Promise.withResolvers<never>();
    let moves = 0;
    const store: typeof own.store = {
      ...own.store,
      move: (before, after) => (moves++ === 0 ? own.store.move(before, after) : death.promise),
    };
    const tenantAccounts: typeof own.tenantAccounts = {
      ...own.tenantAccounts,
      assume: async (...question) => ({
        ...(await own.tenantAccounts.assume(...question)),
        removeFromUser: () => death.promise,
      }),
    };
    const record = await testStack.read(id);
    const dead = requestOffboard({ ...own, store, tenantAccounts }, record, false, own.clock.monotonic() + 15_000);
    burials.push(async () => {
      death.reject(new LeaseLost('dead'));
      await dead.catch(() => undefined);
    });
    await testStack.untilCalled(tenant, 'iam:UpdateAccessKey');
    await testStack.until(id, 'offboarding');
    await endLease(id);
    const ended = await testStack.until(id, 'offboarded');
    expect((await refusalOf(testStack.stsWith(key).getCallerIdentity({}))).code).toBe('InvalidClientTokenId');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
    expect(ended.reconcileAt).toBeGreaterThan(Date.now() + 14 * 60_000);
    expect(ended.dueAt).toBe(ended.reconcileAt);
  });

  test('because AWS throttles it is put down for the worker, who ends it', async () => {
    const { tenant, id } = await claimed();
    await testStack.fault({ operation: 'iam:DeleteUser', kind: 'throttle' });
    const own = deps();
    const parked = await requestOffboard(own, await testStack.read(id), false, own.clock.monotonic() + 1200);
    expect(parked.status).toBe('offboarding');
    await testStack.clearFaults();
    await testStack.until(id, 'offboarded');
    expect(await inventory(testStack, tenant)).toEqual(nothing);
  });

  test.each(['lose-answer', 'fail-after', 'fail-before', 'throttle'] as const)(
    'because of %s is done in the same request where AWS answers again in time',
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

test('a list that still shows our own user to hold the policy, though it is gone, is waited for', async () => {
  const { tenant, id } = await claimed();
  const own = deps();
  let looks = 0;
  const tenantAccounts: typeof own.tenantAccounts = {
    ...own.tenantAccounts,
    assume: async (...question) => {
      const account = await own.tenantAccounts.assume(...question);
      const policyArn = `arn:aws:iam::${tenant.accountId}:policy/latchkey/tutum/${id}/tutum-policy`;
      const before = await account.listEntitiesForPolicy(policyArn);
      return {
        ...account,
        listEntitiesForPolicy: (arn) => (looks++ < 2 ? Promise.resolve(before) : account.listEntitiesForPolicy(arn)),
      };
    },
  };
  const record = await testStack.read(id);
  const ended = await requestOffboard({ ...own, tenantAccounts }, record, false, own.clock.monotonic() + 8000);
  expect([ended.status, looks]).toEqual(['offboarded', 3]);
  expect(await inventory(testStack, tenant)).toEqual(nothing);
});

test('a create that lands after the undo and the DELETE is undone by the later look that both had promised', async () => {
  const tenant = await testStack.newTenant();
  const root = testStack.root(tenant);
  await root.createUser({ UserName });
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  await root.deleteUser({ UserName });
  expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  expect((await testStack.read(id)).reconcileAt).toBeGreaterThan(Date.now() + 14 * 60_000);
  await root.createUser({ UserName, Path: `/latchkey/tutum/${id}/` });
  const record = await looked(id);
  expect([record.status, record.reconcileAt, record.dueAt]).toEqual(['offboarded', undefined, undefined]);
  expect(await inventory(testStack, tenant)).toEqual(nothing);
});

/** The lease of whoever works on it is over. */
async function endLease(id: string): Promise<void> {
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueAt = :past, #lease.expiresAt = :past',
      ExpressionAttributeNames: { '#lease': 'lease' },
      ExpressionAttributeValues: { ':past': Date.now() - 60_000 },
    }),
  );
}

/** Makes the later look due now, takes it, and says what became of it. */
async function looked(id: string): Promise<Onboarding> {
  await makeLookDue(testStack, id);
  const own = deps();
  return eventually(async () => {
    await resume(own, id, own.clock.monotonic() + 15_000);
    const record = await testStack.read(id);
    return record.dueAt === undefined ? record : undefined;
  }, `nobody looked at ${id}`);
}

import * as z from 'zod';
import { deployedTimes } from '../model/deployedTimes.ts';
import { lookedAt, workOn } from '../support/dailyLooks.ts';
import { tenantFor } from '../support/onboarded.ts';
import type { Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/** What a tenant notices of the daily looks: which calls reach its account, and how many a second. */
let testStack: VirtualStack;
beforeAll(async () => {
  const environment = { ...deployedTimes, LATCHKEY_DAILY_LOOK: 'on' };
  testStack = await startVirtualStack({ worker: false, sweepEveryMs: 0, environment });
});
afterAll(() => {
  testStack.close();
});

const created = async (tenant: Tenant, body: object = {}) => (await testStack.create(tenant, body)).body.id;
const callsSchema = z.object({ calls: z.array(z.object({ operation: z.string(), at: z.string() })) });
/** The calls to STS and IAM since the last look, with AssumeRole, which the tenant's CloudTrail shows as well. */
const callsOfLook = async () => {
  const { calls } = callsSchema.parse(await testStack.sandbox('GET', 'calls'));
  await testStack.sandbox('DELETE', 'calls');
  return calls.filter(({ operation }) => /^(iam|sts):/.test(operation));
};

test('looks send at most one call a second to an account, also for many users and for two onboardings at once', async () => {
  const userNames = Array.from({ length: 10 }, (_, n) => `user-${String(n)}`);
  const tenant = await tenantFor(testStack, 'cycle');
  const one = await created(tenant, { blueprint: 'cycle', parameters: { userNames } });
  const other = await created(tenant, { blueprint: 'cycle', parameters: { userNames: ['another'] } });
  await testStack.pass(3_600_000);
  // Both are due at the same time, and two workers take them.
  const health = testStack.now();
  const due = [one, other];
  for (const id of due) await testStack.changeRecord(id, ({ dueTimes }) => ({ dueTimes: { ...dueTimes, health } }));
  await callsOfLook();
  await Promise.all(due.map((id) => workOn(testStack, id)));
  const looks = async () => (await Promise.all(due.map(testStack.read))).filter((each) => each.health !== undefined);
  // One of them was put off, because the other one was in progress.
  expect(await looks()).toHaveLength(1);
  for (const id of due) if ((await testStack.read(id)).health === undefined) await lookedAt(testStack, id);
  expect(await looks()).toHaveLength(2);
  const calls = await callsOfLook();
  // Each of the two looks assumes the role and tries its trust policy.
  expect(calls.filter(({ operation }) => operation === 'sts:AssumeRole')).toHaveLength(6);
  const times = calls.map(({ at }) => Date.parse(at));
  expect(times.length).toBeGreaterThan(60);
  for (const [index, at] of times.entries()) {
    const before = times[index - 1];
    if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(999);
  }
});

test('daily looks try the trust policy once a week, and assume the role once in each other night', async () => {
  const id = await created(await testStack.newTenant());
  const assumed: number[] = [];
  for (let night = 0; night < 16; night += 1) {
    await callsOfLook();
    await lookedAt(testStack, id);
    assumed.push((await callsOfLook()).filter(({ operation }) => operation === 'sts:AssumeRole').length);
  }
  const week = [3, 1, 1, 1, 1, 1, 1];
  expect(assumed).toEqual([...week, ...week, ...week.slice(0, 2)]);
});

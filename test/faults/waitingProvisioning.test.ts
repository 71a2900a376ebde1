import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';

const second = 1000;
const minute = 60 * second;
const later = { prefer: 'respond-async' };

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

/** Creates an onboarding that waits for IAM, with a user in the account. */
const newWaiting = async () => {
  scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(9999));
  const { http, id = '' } = await scenario.waitFor(scenario.create());
  expect([http, scenario.record(id).status]).toEqual([202, 'provisioning']);
  expect(scenario.record(id).waiting).toBeDefined();
  return id;
};

describe('a provisioning that waits for its next attempt', () => {
  test('can be deleted: what it has created is removed, and it ends offboarded', async () => {
    const id = await newWaiting();
    expect(scenario.users()).toHaveLength(1);
    const response = await scenario.waitFor(scenario.offboard(id));
    expect([response.http, response.status, scenario.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
    expect(await scenario.violations()).toEqual([]);
    expect(scenario.record(id).status).toBe('offboarded');
  });

  test('can be deleted asynchronously; a worker then ends it', async () => {
    const id = await newWaiting();
    const { answer } = scenario.world.send('DELETE', `/v1/onboardings/${id}`, undefined, later);
    expect((await scenario.time.until(answer)).status).toBe(202);
    expect(await scenario.violations()).toEqual([]);
    expect([scenario.record(id).status, scenario.tenant.hasOurs()]).toEqual(['offboarded', false]);
  });

  test('can be deleted: the time that the offboarding may wait for AWS begins with the DELETE', async () => {
    const id = await newWaiting();
    await scenario.pass(30 * second);
    const before = scenario.time.now();
    scenario.world.refusals.add('iam:DeleteUser', 'ConcurrentModification', 'x'.repeat(999));
    expect((await scenario.waitFor(scenario.offboard(id))).http).toBe(202);
    const record = scenario.record(id);
    expect('lease' in record && record.lease.since).toBeGreaterThanOrEqual(before);
    scenario.world.refusals.clear();
    await scenario.settle();
    expect(scenario.record(id).status).toBe('offboarded');
  });

  test('is offboarded at once if it has nothing in the account, even if the role is refused', async () => {
    // Latchkey has assumed the role before, so that it waits if STS refuses the role.
    const { id: first = '' } = await scenario.waitFor(scenario.create());
    await scenario.waitFor(scenario.offboard(first));
    await scenario.pass(60 * minute);
    await scenario.tenant.refuse();
    const { http, id = '' } = await scenario.waitFor(scenario.create());
    expect([http, scenario.record(id).status]).toEqual([202, 'provisioning']);
    const response = await scenario.waitFor(scenario.offboard(id));
    expect([response.http, response.status]).toEqual([200, 'offboarded']);
    expect(await scenario.violations()).toEqual([]);
  });

  test('ends only once if a worker continues it at the same time as the DELETE', async () => {
    const id = await newWaiting();
    const [work] = [scenario.world.workOn(id)];
    const response = await scenario.waitFor(scenario.offboard(id));
    await scenario.time.until(work);
    expect([200, 202, 409]).toContain(response.http);
    scenario.world.refusals.clear();
    expect(await scenario.violations()).toEqual([]);
    expect(scenario.record(id).status).toBe(response.http === 409 ? 'ready' : 'offboarded');
  });
});

test('a DELETE is 409 while a process works on the provisioning', async () => {
  const created = scenario.create({}, {}, { trouble: { at: 'iam:CreateUser', kind: 'freezes', ms: 5 * second } });
  await scenario.time.until(created.process.frozen);
  const { id } = scenario.one();
  const response = await scenario.waitFor(scenario.offboard(id));
  expect([response.http, response.problem]).toEqual([409, 'in-progress']);
  expect((await scenario.waitFor(created)).keys).toHaveLength(1);
});

test('a DELETE is 409 while a worker works on a provisioning that waited before', async () => {
  const id = await newWaiting();
  scenario.world.refusals.clear();
  const work = scenario.world.workOn(id, { trouble: { at: 'iam:AttachUserPolicy', kind: 'freezes', ms: 5 * second } });
  await scenario.pass(second);
  const response = await scenario.waitFor(scenario.offboard(id));
  expect([response.http, response.problem]).toEqual([409, 'in-progress']);
  await scenario.time.until(work);
});

test('onboardings that wait for AWS do not count for the tenant cap, until a worker continues them', async () => {
  const id = await newWaiting();
  const { store } = scenario.world.deps;
  const count = () => scenario.time.until(store.inFlight(scenario.tenant.tenantId, 20));
  expect(await count()).toBe(0);
  void scenario.world.workOn(id, { trouble: { at: 'iam:GetUser', kind: 'freezes', ms: second } });
  await scenario.pass(3 * second);
  expect(await count()).toBe(1);
});

test('a worker whose clock is 300 ms behind takes the message of an onboarding that is due', async () => {
  scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(9999));
  const { id = '' } = await scenario.waitFor(scenario.create());
  scenario.world.refusals.clear();
  const { lease: at = 0 } = scenario.record(id).dueTimes;
  await scenario.pass(Math.max(0, at - scenario.time.now()));
  const { done } = await scenario.time.until(scenario.world.workOn(id, { skewMs: -300 }));
  await scenario.time.until(done);
  expect(scenario.record(id).status).toBe('ready');
});

import * as z from 'zod';
import { receiptOf } from '../../lib/record/receipt.ts';
import { eventsOf } from '../model/invariants.ts';
import { workFor } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';
import { sampledRows, testsAllRows } from '../support/sampledRows.ts';

const hour = 3_600_000;
/** Less than half of the size that DynamoDB allows for an item, and more than the largest record of these tests. */
const smallBytes = 150 * 1024;

let scenario: Scenario;
beforeAll(warmUp);
afterEach(() => scenario.close());

const largest = () => scenario.world.watched.largest();
const events = (id: string) => eventsOf(scenario.world, scenario.record(id));
const receivedIds = () => [...new Set(scenario.world.vendor.received.map((each) => each.id))];
const eventIds = (id: string) => events(id).map((each) => each.id);
const link = z.object({ id: z.string(), link: z.object({ token: z.string() }) });

/** Sends a request and returns its status and text. */
const request = async (method: string, path: string, token?: string) => {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return scenario.time.until(scenario.world.send(method, path, undefined, headers).answer);
};

/** Provisions a failed onboarding this many times, each time with an outcome that differs from the one before. */
async function failOften(id: string, times: number): Promise<void> {
  const { refusals } = scenario.world;
  for (let n = 0; n < times; n += 1) {
    refusals.add('iam:CreatePolicy', n % 2 === 0 ? 'InvalidInput' : 'OptInRequired', 'x');
    const before = scenario.time.now();
    await scenario.waitFor(scenario.provision(id));
    // The onboarding does not wait for the receiver.
    expect(scenario.time.now() - before).toBeLessThan(30_000);
    expect(scenario.record(id).status).toBe('failed');
    refusals.clear();
  }
}

async function newFailed(): Promise<string> {
  scenario.world.refusals.add('iam:CreatePolicy', 'OptInRequired', 'x');
  const { onboarding = '' } = await scenario.waitFor(scenario.create());
  scenario.world.refusals.clear();
  return onboarding;
}

describe('an onboarding of ten users that cannot be removed, with long names and groups', () => {
  const tenNames = Array.from({ length: 10 }, (_, n) => `user-${String(n)}-`.padEnd(64, 'u'));

  const newBlocked = async (userNames = tenNames) => {
    scenario = await openScenario({ blueprint: 'cycle', parameters: { userNames } });
    const { id = '' } = await scenario.waitFor(scenario.create({ userNames }));
    for (let n = 0; n < 2; n += 1) {
      const GroupName = `group-${String(n)}-`.padEnd(128, 'g');
      await scenario.time.until(scenario.iam('CreateGroup', { GroupName }));
      for (const UserName of userNames)
        await scenario.time.until(scenario.iam('AddUserToGroup', { GroupName, UserName }));
    }
    scenario.tenant.accept();
    return id;
  };

  test('has a record that stops growing after 22 DELETEs while the receiver is down, and one event for all of them', async () => {
    // A DELETE of ten users takes most of the CPU time of this file. Whether the record stops growing does not depend on
    // their number.
    const id = await newBlocked(testsAllRows ? tenNames : tenNames.slice(0, 3));
    scenario.world.vendor.fail(Infinity);
    const remove = async (times: number) => {
      for (let n = 0; n < times; n += 1) {
        const { http, problem } = await scenario.waitFor(scenario.offboard(id));
        expect([http, problem]).toEqual([409, 'undo-blocked']);
      }
      return largest();
    };
    // The record keeps 20 entries of the audit trail. Only numbers in them have more digits later.
    const bytes = await remove(22);
    expect(bytes).toBeLessThan(smallBytes);
    expect(await remove(6)).toBeLessThan(bytes + 200);
    expect(events(id).map(({ type }) => type)).toEqual(['onboarding.claimed', 'onboarding.needs_attention']);
    scenario.world.vendor.fail(0);
    expect(await scenario.violations()).toEqual([]);
    expect(receivedIds()).toEqual(eventIds(id));
  }, 240_000);

  test('has a record of limited size although somebody attaches 400 policies to the users, and is offboarded when they leave the groups', async () => {
    const id = await newBlocked();
    const Version = '2012-10-17';
    const PolicyDocument = JSON.stringify({ Version, Statement: { Effect: 'Deny', Action: '*', Resource: '*' } });
    let bytes = 0;
    for (let round = 0; round < 5; round += 1) {
      if (round === 2) bytes = largest();
      for (const UserName of tenNames) {
        for (let n = 0; n < 8; n += 1) {
          const PolicyName = `policy-${String(round)}-${String(n)}-`.padEnd(128, 'p');
          await scenario.time.until(scenario.iam('PutUserPolicy', { UserName, PolicyName, PolicyDocument }));
        }
      }
      expect((await scenario.waitFor(scenario.offboard(id))).problem).toBe('undo-blocked');
    }
    expect(largest()).toBeLessThan(smallBytes);
    // The audit trail is not full yet. The names of 240 policies have 31 KB.
    expect(largest()).toBeLessThan(bytes + 2000);
    for (let n = 0; n < 2; n += 1) {
      const GroupName = `group-${String(n)}-`.padEnd(128, 'g');
      for (const UserName of tenNames)
        await scenario.time.until(scenario.iam('RemoveUserFromGroup', { GroupName, UserName }));
    }
    scenario.tenant.accept();
    expect((await scenario.waitFor(scenario.offboard(id))).status).toBe('offboarded');
    const counts = receiptOf(scenario.record(id))
      .filter(({ type }) => type === 'inline-policy')
      .map(({ count = 1, status }) => (status === 'removed' ? count : 0));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400);
    expect(await scenario.violations()).toEqual([]);
  }, 240_000);

  test('has a short problem, and a receipt with each ARN and its reason', async () => {
    const id = await newBlocked();
    await scenario.waitFor(scenario.offboard(id));
    const record = scenario.record(id);
    expect('problem' in record && record.problem?.detail.length).toBeLessThan(2000);
    expect('problem' in record && record.problem?.detail).toContain(
      `10 resources may still be in the account: the receipt in GET /v1/onboardings/${id} lists them.`,
    );
    const left = record.resources.filter(({ status }) => status === 'left');
    expect(left.map(({ reason }) => reason?.includes('which Latchkey did not create'))).toEqual(Array(10).fill(true));
  });
});

test('if a link holder provisions again and again without launching the stack, the record stops growing after 40 requests', async () => {
  scenario = await openScenario({ isLaunched: false });
  const { tenantId, accountId, blueprint } = scenario.tenant;
  const body = { tenantId, accountId, blueprint, parameters: {} };
  const created = await scenario.time.until(scenario.world.send('POST', '/v1/onboardings', body).answer);
  const { id, link: held } = link.parse(JSON.parse(created.text));
  let bytes = 0;
  for (let n = 0; n < 70; n += 1) {
    if (n === 40) bytes = largest();
    expect((await request('POST', `/v1/onboardings/${id}/provision`, held.token)).status).toBeLessThan(300);
  }
  expect(scenario.record(id).status).toBe('awaiting_access');
  expect(largest()).toBeLessThan(16 * 1024);
  expect(largest()).toBeLessThan(bytes + 200);
}, 120_000);

test('if the receiver is down for an hour, the events of 30 different outcomes wait, and the receiver then gets all of them in order', async () => {
  scenario = await openScenario();
  scenario.world.vendor.fail(Infinity);
  const id = await newFailed();
  await failOften(id, 30);
  await workFor(scenario.world, 60);
  expect(scenario.record(id).events.length).toBeLessThan(22);
  expect(largest()).toBeLessThan(smallBytes);
  scenario.world.vendor.fail(0);
  expect(await scenario.violations()).toEqual([]);
  expect(events(id).map(({ state }) => state)).toEqual(Array(31).fill('delivered'));
  expect(receivedIds()).toEqual(eventIds(id));
}, 120_000);

test('if the receiver is down for three days, the onboarding goes on, and every event can be delivered afterwards', async () => {
  scenario = await openScenario();
  scenario.world.vendor.fail(Infinity);
  const id = await newFailed();
  const endsAt = scenario.time.now() + 72 * hour;
  while (scenario.time.now() < endsAt) {
    await failOften(id, 2);
    await scenario.pass(4 * hour);
    await workFor(scenario.world, 1);
  }
  expect(scenario.record(id).events.filter(({ state }) => state === 'pending').length).toBeLessThan(22);
  expect(largest()).toBeLessThan(smallBytes);
  scenario.world.vendor.fail(0);
  await scenario.settle();
  await scenario.pass(24 * hour);
  await scenario.settle();
  const givenUp = events(id).filter(({ state }) => state === 'dead');
  expect([givenUp.length > 0, events(id).filter(({ state }) => state === 'pending')]).toEqual([true, []]);
  for (const { id: webhookId } of givenUp)
    expect((await request('POST', `/v1/onboardings/${id}/deliveries/${webhookId}/redeliver`)).status).toBe(202);
  await scenario.settle();
  expect(receivedIds().toSorted()).toEqual(eventIds(id).toSorted());
  const listed = await request('GET', `/v1/onboardings/${id}/deliveries`);
  expect(listed.text.match(/"state":"delivered"/g)).toHaveLength(eventIds(id).length);
  expect(largest()).toBeLessThan(smallBytes);
}, 240_000);

test.each(sampledRows([1, 2, 3, 4, 5, 6], 1))(
  'a process that dies at its %i. write while events move out of the record loses no event',
  async (at) => {
    scenario = await openScenario();
    scenario.world.vendor.fail(Infinity);
    const id = await newFailed();
    await failOften(id, 25);
    scenario.world.refusals.add('iam:CreatePolicy', 'InvalidInput', 'x');
    const dying = scenario.provision(id);
    // The answers to the writes before are lost.
    for (let n = 1; n < at; n += 1) dying.process.addTrouble({ at: 'dynamodb:PutItem', kind: 'fails after', ms: 0 });
    dying.process.addTrouble({ at: 'dynamodb:PutItem', kind: 'dies', ms: 0 });
    await scenario.time.until(Promise.race([dying.response, dying.process.frozen, scenario.time.sleep(20_000)]));
    await workFor(scenario.world, 5);
    scenario.world.refusals.clear();
    await failOften(id, 3);
    scenario.world.vendor.fail(0);
    expect(await scenario.violations()).toEqual([]);
    expect(receivedIds()).toEqual(eventIds(id));
  },
);

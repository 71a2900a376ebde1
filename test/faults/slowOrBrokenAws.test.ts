import { drain } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { sampledRows } from '../support/sampledRows.ts';

const second = 1000;
const minute = 60 * second;
const later = { prefer: 'respond-async' };

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

const statuses = () => scenario.records().map(({ status }) => status);

describe.each(sampledRows([2, 5, 10, 15], 2))('if new resources become visible up to %i s late', (seconds) => {
  beforeEach(() => {
    scenario.world.appearLate(seconds * second);
  });

  test('a create succeeds, or is postponed and a worker finishes it', async () => {
    const response = await scenario.waitFor(scenario.create());
    expect([201, 202]).toContain(response.http);
    expect(await scenario.violations()).toEqual([]);
    expect(statuses()).toEqual([response.http === 201 ? 'claimed' : 'ready']);
    expect([scenario.users().length, scenario.keyIds().length]).toEqual([1, response.keys.length]);
  });

  test('a claim gives one key, at once or when it is retried', async () => {
    const { id = '' } = await scenario.waitFor(scenario.create({}, later));
    await drain(scenario.world);
    await scenario.settle();
    expect(scenario.record(id).status).toBe('ready');
    const response = await scenario.waitFor(scenario.claim(id));
    const again = response.keys.length === 1 ? [] : (await scenario.waitFor(scenario.claim(id))).keys;
    expect([...response.keys, ...again]).toHaveLength(1);
    expect(await scenario.violations()).toEqual([]);
  });

  test('a rollback and an offboarding leave nothing', async () => {
    await scenario.waitFor(
      scenario.create({}, {}, { trouble: { at: 'sts:GetCallerIdentity', kind: 'denied', ms: 0 } }),
    );
    const other = { userName: 'other', policyName: 'other-policy' };
    const { id = '' } = await scenario.waitFor(scenario.create(other));
    await drain(scenario.world);
    await scenario.waitFor(scenario.offboard(id));
    expect(await scenario.violations()).toEqual([]);
    const { status } = scenario.record(id);
    if (status !== 'offboarded') await scenario.waitFor(scenario.offboard(id));
    expect(await scenario.violations()).toEqual([]);
    expect(statuses().sort()).toEqual(['failed', 'offboarded']);
    expect(scenario.users()).toEqual([]);
  });
});

describe('a refusal that is temporary', () => {
  test.each([
    ['iam:AttachUserPolicy', 'NoSuchEntity', 'x.x.x'],
    ['iam:AttachUserPolicy', 'NoSuchEntity', 'xxxx'],
    ['iam:CreateUser', 'NoSuchEntity', 'xx'],
    ['iam:CreateAccessKey', 'NoSuchEntity', 'xx'],
    // IAM refuses a resource that it does not find yet; it finds it when Latchkey checks.
    ['iam:AttachUserPolicy', 'AccessDenied', 'x'],
    ['iam:CreateAccessKey', 'AccessDenied', 'xx'],
    ['iam:AttachUserPolicy', 'AccessDenied', 'xxx'],
    // The role's own policy is not in force yet, right after the stack was launched.
    ['iam:CreateUser', 'AccessDenied', 'x'],
    ['iam:CreatePolicy', 'AccessDenied', 'xx'],
    ['sts:GetCallerIdentity', 'InvalidClientTokenId', 'xxx.x.xxx.x'],
    ['iam:AttachUserPolicy', 'ConcurrentModification', 'xxxx'],
    ['iam:CreateUser', 'ConcurrentModification', 'xx'],
  ] as const)('of %s, with %s in the pattern %s, is retried within the create', async (operation, code, pattern) => {
    scenario.world.refusals.add(operation, code, pattern);
    const response = await scenario.waitFor(scenario.create());
    expect([response.http, response.keys.length, scenario.keyIds().length]).toEqual([201, 1, 1]);
    expect(await scenario.violations()).toEqual([]);
  });

  test.each([
    ['iam:ListAccessKeys', 'NoSuchEntity'],
    ['iam:GetUser', 'NoSuchEntity'],
    ['iam:CreateAccessKey', 'NoSuchEntity'],
    ['sts:GetCallerIdentity', 'InvalidClientTokenId'],
  ] as const)('of %s, with %s, is retried within the claim or by a second claim', async (operation, code) => {
    const id = await scenario.newReady();
    scenario.world.refusals.add(operation, code, 'x.x');
    const first = await scenario.waitFor(scenario.claim(id));
    await scenario.settle();
    const again = first.keys.length === 1 ? [] : (await scenario.waitFor(scenario.claim(id))).keys;
    expect([...first.keys, ...again]).toHaveLength(1);
    expect(await scenario.violations()).toEqual([]);
  });

  test('with ConcurrentModification, for longer than a request may take, postpones the create, and a worker finishes it', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(999));
    const response = await scenario.waitFor(scenario.create());
    expect([response.http, response.status]).toEqual([202, 'provisioning']);
    scenario.world.refusals.clear();
    await scenario.settle();
    expect(statuses()).toEqual(['ready']);
    expect(await scenario.violations()).toEqual([]);
  });
});

describe('EntityTemporarilyUnmodifiable postpones for minutes', () => {
  const code = 'EntityTemporarilyUnmodifiable';

  test('a create, which then succeeds', async () => {
    scenario.world.refusals.add('iam:CreateUser', code, 'x');
    const response = await scenario.waitFor(scenario.create());
    const { id, dueTimes } = scenario.one();
    expect([response.http, response.status]).toEqual([202, 'provisioning']);
    expect((dueTimes.lease ?? 0) - scenario.time.now()).toBeGreaterThan(2 * minute);
    await drain(scenario.world);
    expect(scenario.record(id).status).toBe('provisioning');
    await scenario.settle();
    expect(scenario.record(id).status).toBe('ready');
    expect(await scenario.violations()).toEqual([]);
  });

  test('an offboarding, which then succeeds', async () => {
    const { id = '' } = await scenario.waitFor(scenario.create());
    scenario.world.refusals.add('iam:DeleteUser', code, 'xx');
    const response = await scenario.waitFor(scenario.offboard(id));
    expect([response.http, response.status]).toEqual([202, 'offboarding']);
    expect((scenario.record(id).dueTimes.lease ?? 0) - scenario.time.now()).toBeGreaterThan(2 * minute);
    expect(await scenario.violations()).toEqual([]);
    expect([statuses(), scenario.users()]).toEqual([['offboarded'], []]);
  });
});

describe.each([
  ['behind', -5 * minute],
  ['ahead', 5 * minute],
])('a process whose clock is five minutes %s', (_, skewMs) => {
  test.each(['iam:AttachUserPolicy', 'iam:CreateAccessKey', 'sts:GetCallerIdentity'])(
    'and that dies at %s is taken over by a process whose clock is right',
    async (at) => {
      const first = scenario.create({}, {}, { skewMs, trouble: { at, kind: 'dies', ms: 0 } });
      await scenario.time.until(first.process.frozen);
      expect(await scenario.violations()).toEqual([]);
      expect([statuses(), scenario.keyIds()]).toEqual([['ready'], []]);
    },
  );

  test('and a process whose clock is right create one user between them, and no undisclosed key', async () => {
    // The freeze lets the other process start while this one is at work.
    const first = scenario.create(
      {},
      {},
      { skewMs, trouble: { at: 'iam:AttachUserPolicy', kind: 'freezes', ms: 20 * second } },
    );
    await scenario.time.until(first.process.frozen);
    await scenario.time.until(scenario.world.sweep());
    await drain(scenario.world);
    const response = await scenario.waitFor(first);
    // With this skew a process may send a call without its lease, so that this check is off: only the condition of the
    // write to the record stops it.
    expect(await scenario.violations(false)).toEqual([]);
    expect(statuses()).toEqual([response.keys.length === 1 ? 'claimed' : 'ready']);
    expect([scenario.users().length, scenario.keyIds().length]).toEqual([1, response.keys.length]);
  });

  test('claims, and the later look keeps a key that an administrator created', async () => {
    const id = await scenario.newReady();
    const response = await scenario.waitFor(
      scenario.claim(id, { skewMs, trouble: { at: 'iam:CreateAccessKey', kind: 'answer lost', ms: 0 } }),
    );
    expect(response.keys).toHaveLength(1);
    await scenario.pass(minute);
    await scenario.tenant.createForeignKey('tutum');
    expect(scenario.keyIds()).toHaveLength(2);
    expect(await scenario.violations()).toEqual([]);
    expect(scenario.keyIds()).toHaveLength(2);
  });
});

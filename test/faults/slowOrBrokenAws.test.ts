import { drain } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const second = 1000;
const minute = 60 * second;
const later = { prefer: 'respond-async' };

let scenario: Scenario;
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

const statuses = () => scenario.records().map(({ status }) => status);

describe.each([2, 5, 10, 15])('what is made can be seen up to %i s later', (seconds) => {
  beforeEach(() => {
    scenario.world.appearLate(seconds * second);
  });

  test('a create waits for it, or leaves that to a worker', async () => {
    const said = await scenario.hear(scenario.create());
    expect([201, 202]).toContain(said.http);
    expect(await scenario.broken()).toEqual([]);
    expect(statuses()).toEqual([said.http === 201 ? 'claimed' : 'ready']);
    expect([scenario.users().length, scenario.keyIds().length]).toEqual([1, said.keys.length]);
  });

  test('a claim right after it gives one key, or none and a reason to come again', async () => {
    const { id = '' } = await scenario.hear(scenario.create({}, later));
    await drain(scenario.world);
    await scenario.settle();
    expect(scenario.record(id).status).toBe('ready');
    const said = await scenario.hear(scenario.claim(id));
    const again = said.keys.length === 1 ? [] : (await scenario.hear(scenario.claim(id))).keys;
    expect([...said.keys, ...again]).toHaveLength(1);
    expect(await scenario.broken()).toEqual([]);
  });

  test('an undo and an offboarding leave nothing, though they see it late', async () => {
    await scenario.hear(scenario.create({}, {}, { trouble: { at: 'sts:GetCallerIdentity', kind: 'denied', ms: 0 } }));
    const other = { userName: 'other', policyName: 'other-policy' };
    const { id = '' } = await scenario.hear(scenario.create(other));
    await drain(scenario.world);
    await scenario.hear(scenario.offboard(id));
    expect(await scenario.broken()).toEqual([]);
    const { status } = scenario.record(id);
    if (status !== 'offboarded') await scenario.hear(scenario.offboard(id));
    expect(await scenario.broken()).toEqual([]);
    expect(statuses().sort()).toEqual(['failed', 'offboarded']);
    expect(scenario.users()).toEqual([]);
  });
});

describe('an answer that comes and goes', () => {
  test.each([
    ['iam:AttachUserPolicy', 'NoSuchEntity', 'x.x.x'],
    ['iam:AttachUserPolicy', 'NoSuchEntity', 'xxxx'],
    ['iam:CreateUser', 'NoSuchEntity', 'xx'],
    ['iam:CreateAccessKey', 'NoSuchEntity', 'xx'],
    // Refused by a name that IAM did not know yet, and knew by the time it was looked at.
    ['iam:AttachUserPolicy', 'AccessDenied', 'x'],
    ['iam:CreateAccessKey', 'AccessDenied', 'xx'],
    ['iam:AttachUserPolicy', 'AccessDenied', 'xxx'],
    // The role's own policy, right after the stack was launched.
    ['iam:CreateUser', 'AccessDenied', 'x'],
    ['iam:CreatePolicy', 'AccessDenied', 'xx'],
    ['sts:GetCallerIdentity', 'InvalidClientTokenId', 'xxx.x.xxx.x'],
    ['iam:AttachUserPolicy', 'ConcurrentModification', 'xxxx'],
    ['iam:CreateUser', 'ConcurrentModification', 'xx'],
  ] as const)('from %s, %s by %s, is waited for', async (operation, code, pattern) => {
    scenario.world.refusals.add(operation, code, pattern);
    const said = await scenario.hear(scenario.create());
    expect([said.http, said.keys.length, scenario.keyIds().length]).toEqual([201, 1, 1]);
    expect(await scenario.broken()).toEqual([]);
  });

  test.each([
    ['iam:ListAccessKeys', 'NoSuchEntity'],
    ['iam:GetUser', 'NoSuchEntity'],
    ['iam:CreateAccessKey', 'NoSuchEntity'],
    ['sts:GetCallerIdentity', 'InvalidClientTokenId'],
  ] as const)('from %s, %s, in a claim is waited for, or asked for again', async (operation, code) => {
    const id = await scenario.newReady();
    scenario.world.refusals.add(operation, code, 'x.x');
    const first = await scenario.hear(scenario.claim(id));
    await scenario.settle();
    const again = first.keys.length === 1 ? [] : (await scenario.hear(scenario.claim(id))).keys;
    expect([...first.keys, ...again]).toHaveLength(1);
    expect(await scenario.broken()).toEqual([]);
  });

  test('ConcurrentModification without end is five tries, and then a worker', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'xxxxx');
    const said = await scenario.hear(scenario.create());
    expect([said.http, said.status]).toEqual([202, 'provisioning']);
    await scenario.settle();
    expect(statuses()).toEqual(['ready']);
    expect(await scenario.broken()).toEqual([]);
  });
});

describe('EntityTemporarilyUnmodifiable puts off by minutes', () => {
  const code = 'EntityTemporarilyUnmodifiable';

  test('what makes, which is then made', async () => {
    scenario.world.refusals.add('iam:CreateUser', code, 'x');
    const said = await scenario.hear(scenario.create());
    const [{ id, dueAt = 0 } = { id: '' }] = scenario.records();
    expect([said.http, said.status]).toEqual([202, 'provisioning']);
    expect(dueAt - scenario.time.now()).toBeGreaterThan(2 * minute);
    await drain(scenario.world);
    expect(scenario.record(id).status).toBe('provisioning');
    await scenario.settle();
    expect(scenario.record(id).status).toBe('ready');
    expect(await scenario.broken()).toEqual([]);
  });

  test('what removes, which is then removed', async () => {
    const { id = '' } = await scenario.hear(scenario.create());
    scenario.world.refusals.add('iam:DeleteUser', code, 'xx');
    const said = await scenario.hear(scenario.offboard(id));
    expect([said.http, said.status]).toEqual([202, 'offboarding']);
    expect((scenario.record(id).dueAt ?? 0) - scenario.time.now()).toBeGreaterThan(2 * minute);
    expect(await scenario.broken()).toEqual([]);
    expect([statuses(), scenario.users()]).toEqual([['offboarded'], []]);
  });
});

describe.each([
  ['behind', -5 * minute],
  ['ahead', 5 * minute],
])('a process whose clock is five minutes %s', (_, skewMs) => {
  test.each(['iam:AttachUserPolicy', 'iam:CreateAccessKey', 'sts:GetCallerIdentity'])(
    'and that dies at %s is followed by one with the right time',
    async (at) => {
      const first = scenario.create({}, {}, { skewMs, trouble: { at, kind: 'dies', ms: 0 } });
      await scenario.time.until(first.process.frozen);
      expect(await scenario.broken()).toEqual([]);
      expect([statuses(), scenario.keyIds()]).toEqual([['ready'], []]);
    },
  );

  test('and one with the right time that works on the same: one user, and no key that nobody holds', async () => {
    // Slow, so that the other comes into the midst of it.
    const first = scenario.create(
      {},
      {},
      { skewMs, trouble: { at: 'iam:AttachUserPolicy', kind: 'freezes', ms: 20 * second } },
    );
    await scenario.time.until(first.process.frozen);
    await scenario.time.until(scenario.world.sweep());
    await drain(scenario.world);
    const said = await scenario.hear(first);
    // Who comes too early is kept off by the record alone, which says at once that another has it.
    expect(await scenario.broken(false)).toEqual([]);
    expect(statuses()).toEqual([said.keys.length === 1 ? 'claimed' : 'ready']);
    expect([scenario.users().length, scenario.keyIds().length]).toEqual([1, said.keys.length]);
  });

  test('claims, and the later look leaves what is others’ alone', async () => {
    const id = await scenario.newReady();
    const said = await scenario.hear(
      scenario.claim(id, { skewMs, trouble: { at: 'iam:CreateAccessKey', kind: 'answer lost', ms: 0 } }),
    );
    expect(said.keys).toHaveLength(1);
    await scenario.pass(minute);
    await scenario.tenant.hangKey('tutum');
    expect(scenario.keyIds()).toHaveLength(2);
    expect(await scenario.broken()).toEqual([]);
    expect(scenario.keyIds()).toHaveLength(2);
  });
});

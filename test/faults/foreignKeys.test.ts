import { drain } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { iamPathOf } from '../support/tenantNames.ts';

const minute = 60_000;

let scenario: Scenario;
const reopen = useScenario((opened) => {
  scenario = opened;
});

/** Ways in which an onboarding becomes `ready` without a CreateAccessKey by Latchkey. */
const ways: readonly (readonly [string, () => Promise<string>])[] = [
  ['that was created asynchronously', () => scenario.newReady()],
  [
    'that waited for its stack',
    async () => {
      await reopen({ isLaunched: false });
      const { id = '' } = await scenario.waitFor(scenario.create());
      await scenario.tenant.launch();
      await scenario.waitFor(scenario.provision(id));
      return id;
    },
  ],
  [
    'that had failed before',
    async () => {
      await scenario.tenant.createForeignUser('tutum');
      const { onboarding: id = '' } = await scenario.waitFor(scenario.create());
      await scenario.tenant.deleteForeignUser('tutum');
      await scenario.waitFor(scenario.provision(id));
      return id;
    },
  ],
];

test.each(ways)(
  "a key that the account's administrator created before the claim stays, for an onboarding %s",
  async (_, toReady) => {
    const id = await toReady();
    expect(scenario.record(id).status).toBe('ready');
    await scenario.pass(minute);
    await scenario.tenant.createForeignKey('tutum');
    // Until after the later look, if one is due.
    await scenario.settle();
    await scenario.pass(20 * minute);
    const theirs = scenario.keyIds();
    expect(theirs).toHaveLength(1);
    const response = await scenario.waitFor(scenario.claim(id));
    expect(new Set(scenario.keyIds())).toEqual(
      new Set([...theirs, ...response.keys.map(({ accessKeyId }) => accessKeyId)]),
    );
    expect(response.keys).toHaveLength(1);
    expect(await scenario.violations()).toEqual([]);
  },
);

test('a rollback keeps the key of a user that an administrator created with the name and path of our deleted user', async () => {
  scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
  const { id = '' } = await scenario.waitFor(scenario.create());
  await scenario.iam('DeleteUser', { UserName: 'tutum' });
  await scenario.iam('CreateUser', { UserName: 'tutum', Path: iamPathOf(scenario.tenant, id) });
  await scenario.tenant.createForeignKey('tutum');
  const theirs = scenario.keyIds();
  scenario.world.refusals.add('sts:AssumeRole', 'OptInRequired', 'x');
  await scenario.pass(4 * minute);
  await scenario.time.until(scenario.world.sweep());
  await drain(scenario.world);
  expect(scenario.record(id).status).toBe('failed');
  expect([theirs.length, scenario.keyIds()]).toEqual([1, theirs]);
  await scenario.settle();
  expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['failed', theirs]);
});

describe('a user of ours that an administrator has moved or renamed', () => {
  test.each(['tutum', 'serverless'])(
    'to another path, of %s, is reported as left, with its current ARN',
    async (blueprint) => {
      await reopen({ blueprint });
      const { id = '' } = await scenario.waitFor(scenario.create());
      const [user] = scenario.users();
      await scenario.iam('UpdateUser', { UserName: user?.name ?? '', NewPath: '/people/' });
      scenario.tenant.accept();
      await scenario.pass(60 * minute);
      const response = await scenario.waitFor(scenario.offboard(id));
      expect([response.http, response.problem]).toEqual([409, 'undo-blocked']);
      const record = scenario.record(id);
      expect(record.resources.find(({ type }) => type === 'user')).toMatchObject({
        status: 'left',
        reason: expect.stringContaining(`:user/people/${user?.name ?? ''}`),
      });
      expect('problem' in record && record.problem?.detail).toContain(
        'An access key of a user in this list may be active',
      );
      await scenario.iam('UpdateUser', {
        UserName: user?.name ?? '',
        NewPath: iamPathOf(scenario.tenant, id, blueprint),
      });
      expect((await scenario.waitFor(scenario.offboard(id))).status).toBe('offboarded');
      expect(scenario.tenant.hasOurs()).toBe(false);
    },
  );

  test.each([
    ['tutum', 0],
    ['tutum', 60],
    ['koding', 0],
    ['serverless', 60],
  ])(
    'to another name, of %s, %i minutes after its creation, is found by its key and removed',
    async (blueprint, minutes) => {
      await reopen({ blueprint });
      const { id = '' } = await scenario.waitFor(scenario.create());
      const [user] = scenario.users();
      await scenario.iam('UpdateUser', { UserName: user?.name ?? '', NewUserName: 'somebody-new' });
      await scenario.pass(minutes * minute);
      const response = await scenario.waitFor(scenario.offboard(id));
      expect([response.http, response.status, scenario.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
      expect(scenario.tenant.account().users.map(({ name }) => name)).toEqual(['somebody']);
      expect(await scenario.violations()).toEqual([]);
    },
  );

  test('to another name is removed, and a foreign user that has its old name stays', async () => {
    const { id = '' } = await scenario.waitFor(scenario.create());
    await scenario.iam('UpdateUser', { UserName: 'tutum', NewUserName: 'somebody-new' });
    await scenario.iam('CreateUser', { UserName: 'tutum' });
    scenario.tenant.accept();
    const response = await scenario.waitFor(scenario.offboard(id));
    expect([response.http, response.status, scenario.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
    expect(scenario.tenant.account().users.map(({ name }) => name)).toContain('tutum');
    expect(await scenario.violations()).toEqual([]);
  });

  test('to another name, before a key was disclosed, is reported with a reason that says that it may still exist', async () => {
    const id = await scenario.newReady();
    await scenario.iam('UpdateUser', { UserName: 'tutum', NewUserName: 'somebody-new' });
    await scenario.iam('DetachUserPolicy', {
      UserName: 'somebody-new',
      PolicyArn: `arn:aws:iam::123456789012:policy${iamPathOf(scenario.tenant, id)}tutum-policy`,
    });
    await scenario.pass(60 * minute);
    await scenario.waitFor(scenario.offboard(id));
    const user = scenario.record(id).resources.find(({ type }) => type === 'user');
    expect(user?.reason).toContain(`under the path ${iamPathOf(scenario.tenant, id)}, and its keys work`);
  });
});

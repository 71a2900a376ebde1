import { drain } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const minute = 60_000;

let scenario: Scenario;
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

/** Ways to `ready` on which no key of ours was ever asked for. */
const ways: readonly (readonly [string, () => Promise<string>])[] = [
  ['asked for asynchronously', () => scenario.newReady()],
  [
    'that waited for its stack',
    async () => {
      scenario.close();
      scenario = await openScenario({ isLaunched: false });
      const { id = '' } = await scenario.hear(scenario.create());
      await scenario.tenant.launch();
      await scenario.hear(scenario.provision(id));
      return id;
    },
  ],
  [
    'that had failed before',
    async () => {
      await scenario.tenant.putInTheWay('tutum');
      const { onboarding: id = '' } = await scenario.hear(scenario.create());
      await scenario.tenant.clearTheWay('tutum');
      await scenario.hear(scenario.provision(id));
      return id;
    },
  ],
];

test.each(ways)(
  "a key that the account's administrator made before the claim stays, by an onboarding %s",
  async (_, toReady) => {
    const id = await toReady();
    expect(scenario.record(id).status).toBe('ready');
    await scenario.pass(minute);
    await scenario.tenant.hangKey('tutum');
    // Past the later look, where there is one.
    await scenario.settle();
    await scenario.pass(20 * minute);
    const theirs = scenario.keyIds();
    expect(theirs).toHaveLength(1);
    const said = await scenario.hear(scenario.claim(id));
    expect(new Set(scenario.keyIds())).toEqual(
      new Set([...theirs, ...said.keys.map(({ accessKeyId }) => accessKeyId)]),
    );
    expect(said.keys).toHaveLength(1);
    expect(await scenario.broken()).toEqual([]);
  },
);

test('a user that somebody made anew in the place of ours, path and all, keeps its key while ours is given up', async () => {
  scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
  const { id = '' } = await scenario.hear(scenario.create());
  await scenario.iam('DeleteUser', { UserName: 'tutum' });
  await scenario.iam('CreateUser', { UserName: 'tutum', Path: `/latchkey/tutum/${id}/` });
  await scenario.tenant.hangKey('tutum');
  const theirs = scenario.keyIds();
  scenario.world.refusals.add('sts:AssumeRole', 'OptInRequired', 'x');
  // Its next turn; the later look takes what it finds under the path for a late call of ours.
  await scenario.pass(4 * minute);
  await scenario.time.until(scenario.world.sweep());
  await drain(scenario.world);
  expect(scenario.record(id).status).toBe('failed');
  expect([theirs.length, scenario.keyIds()]).toEqual([1, theirs]);
});

describe('a user of ours that its administrator has moved', () => {
  test.each(['tutum', 'serverless'])(
    'of %s, is not said to be removed, and named where it is now',
    async (blueprint) => {
      scenario.close();
      scenario = await openScenario({ blueprint });
      const { id = '' } = await scenario.hear(scenario.create());
      const [user] = scenario.users();
      await scenario.iam('UpdateUser', { UserName: user?.name ?? '', NewPath: '/people/' });
      scenario.tenant.accept();
      await scenario.pass(60 * minute);
      const said = await scenario.hear(scenario.offboard(id));
      expect([said.http, said.problem]).toEqual([409, 'undo-blocked']);
      const record = scenario.record(id);
      expect(record.resources.find(({ type }) => type === 'user')).toMatchObject({
        status: 'left',
        reason: expect.stringContaining(`:user/people/${user?.name ?? ''}`),
      });
      expect('problem' in record && record.problem?.detail).toContain(
        'An access key of one of these users may be active',
      );
      await scenario.iam('UpdateUser', { UserName: user?.name ?? '', NewPath: `/latchkey/${blueprint}/${id}/` });
      expect((await scenario.hear(scenario.offboard(id))).status).toBe('offboarded');
      expect(scenario.tenant.hasOurs()).toBe(false);
    },
  );

  test.each([
    ['tutum', 0],
    ['tutum', 60],
    ['koding', 0],
    ['serverless', 60],
  ])(
    'to another name, of %s, %i minutes after it was made, is found by its key and removed',
    async (blueprint, minutes) => {
      scenario.close();
      scenario = await openScenario({ blueprint });
      const { id = '' } = await scenario.hear(scenario.create());
      const [user] = scenario.users();
      await scenario.iam('UpdateUser', { UserName: user?.name ?? '', NewUserName: 'somebody-new' });
      await scenario.pass(minutes * minute);
      const said = await scenario.hear(scenario.offboard(id));
      expect([said.http, said.status, scenario.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
      expect(scenario.tenant.account().users.map(({ name }) => name)).toEqual(['somebody']);
      expect(await scenario.broken()).toEqual([]);
    },
  );

  test('to another name, and its old name somebody else’s: that one stays', async () => {
    const { id = '' } = await scenario.hear(scenario.create());
    await scenario.iam('UpdateUser', { UserName: 'tutum', NewUserName: 'somebody-new' });
    await scenario.iam('CreateUser', { UserName: 'tutum' });
    scenario.tenant.accept();
    const said = await scenario.hear(scenario.offboard(id));
    expect([said.http, said.status, scenario.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
    expect(scenario.tenant.account().users.map(({ name }) => name)).toContain('tutum');
    expect(await scenario.broken()).toEqual([]);
  });

  test('and of which no key was handed out, is said to be gone, or to live on under another name', async () => {
    const id = await scenario.newReady();
    await scenario.iam('UpdateUser', { UserName: 'tutum', NewUserName: 'somebody-new' });
    await scenario.iam('DetachUserPolicy', {
      UserName: 'somebody-new',
      PolicyArn: `arn:aws:iam::123456789012:policy/latchkey/tutum/${id}/tutum-policy`,
    });
    await scenario.pass(60 * minute);
    await scenario.hear(scenario.offboard(id));
    const user = scenario.record(id).resources.find(({ type }) => type === 'user');
    expect(user?.reason).toContain(`under the path /latchkey/tutum/${id}/, and its keys work`);
  });
});

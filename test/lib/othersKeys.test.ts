import { drain } from '../model/settle.ts';
import { openScene, warmUp, type Scene } from '../model/scene.ts';

const minute = 60_000;

let scene: Scene;
beforeAll(warmUp);
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

/** Ways to `ready` on which no key of ours was ever asked for. */
const ways: readonly (readonly [string, () => Promise<string>])[] = [
  ['asked for asynchronously', () => scene.newReady()],
  [
    'that waited for its stack',
    async () => {
      scene.close();
      scene = await openScene({ isLaunched: false });
      const { id = '' } = await scene.hear(scene.create());
      await scene.tenant.launch();
      await scene.hear(scene.provision(id));
      return id;
    },
  ],
  [
    'that had failed before',
    async () => {
      await scene.tenant.putInTheWay('tutum');
      const { onboarding: id = '' } = await scene.hear(scene.create());
      await scene.tenant.clearTheWay('tutum');
      await scene.hear(scene.provision(id));
      return id;
    },
  ],
];

test.each(ways)(
  "a key that the account's administrator made before the claim stays, by an onboarding %s",
  async (_, toReady) => {
    const id = await toReady();
    expect(scene.record(id).status).toBe('ready');
    await scene.pass(minute);
    await scene.tenant.hangKey('tutum');
    // Past the later look, where there is one.
    await scene.settle();
    await scene.pass(20 * minute);
    const theirs = scene.keyIds();
    expect(theirs).toHaveLength(1);
    const said = await scene.hear(scene.claim(id));
    expect(new Set(scene.keyIds())).toEqual(new Set([...theirs, ...said.keys.map(({ accessKeyId }) => accessKeyId)]));
    expect(said.keys).toHaveLength(1);
    expect(await scene.broken()).toEqual([]);
  },
);

test('a user that somebody made anew in the place of ours, path and all, keeps its key while ours is given up', async () => {
  scene.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
  const { id = '' } = await scene.hear(scene.create());
  await scene.iam('DeleteUser', { UserName: 'tutum' });
  await scene.iam('CreateUser', { UserName: 'tutum', Path: `/latchkey/tutum/${id}/` });
  await scene.tenant.hangKey('tutum');
  const theirs = scene.keyIds();
  scene.world.refusals.add('sts:AssumeRole', 'OptInRequired', 'x');
  // Its next turn; the later look takes what it finds under the path for a late call of ours.
  await scene.pass(4 * minute);
  await scene.time.until(scene.world.sweep());
  await drain(scene.world);
  expect(scene.record(id).status).toBe('failed');
  expect([theirs.length, scene.keyIds()]).toEqual([1, theirs]);
});

describe('a user of ours that its administrator has moved', () => {
  test.each(['tutum', 'serverless'])(
    'of %s, is not said to be removed, and named where it is now',
    async (blueprint) => {
      scene.close();
      scene = await openScene({ blueprint });
      const { id = '' } = await scene.hear(scene.create());
      const [user] = scene.users();
      await scene.iam('UpdateUser', { UserName: user?.name ?? '', NewPath: '/people/' });
      scene.tenant.accept();
      await scene.pass(60 * minute);
      const said = await scene.hear(scene.offboard(id));
      expect([said.http, said.problem]).toEqual([409, 'undo-blocked']);
      const record = scene.record(id);
      expect(record.resources.find(({ type }) => type === 'user')).toMatchObject({
        status: 'left',
        reason: expect.stringContaining(`:user/people/${user?.name ?? ''}`),
      });
      expect('problem' in record && record.problem?.detail).toContain('An access key of such a user may be active');
      await scene.iam('UpdateUser', { UserName: user?.name ?? '', NewPath: `/latchkey/${blueprint}/${id}/` });
      expect((await scene.hear(scene.offboard(id))).status).toBe('offboarded');
      expect(scene.tenant.hasOurs()).toBe(false);
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
      scene.close();
      scene = await openScene({ blueprint });
      const { id = '' } = await scene.hear(scene.create());
      const [user] = scene.users();
      await scene.iam('UpdateUser', { UserName: user?.name ?? '', NewUserName: 'somebody-new' });
      await scene.pass(minutes * minute);
      const said = await scene.hear(scene.offboard(id));
      expect([said.http, said.status, scene.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
      expect(scene.tenant.account().users.map(({ name }) => name)).toEqual(['somebody']);
      expect(await scene.broken()).toEqual([]);
    },
  );

  test('to another name, and its old name somebody else’s: that one stays', async () => {
    const { id = '' } = await scene.hear(scene.create());
    await scene.iam('UpdateUser', { UserName: 'tutum', NewUserName: 'somebody-new' });
    await scene.iam('CreateUser', { UserName: 'tutum' });
    scene.tenant.accept();
    const said = await scene.hear(scene.offboard(id));
    expect([said.http, said.status, scene.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
    expect(scene.tenant.account().users.map(({ name }) => name)).toContain('tutum');
    expect(await scene.broken()).toEqual([]);
  });

  test('and of which no key was handed out, is said to be gone, or to live on under another name', async () => {
    const id = await scene.newReady();
    await scene.iam('UpdateUser', { UserName: 'tutum', NewUserName: 'somebody-new' });
    await scene.iam('DetachUserPolicy', {
      UserName: 'somebody-new',
      PolicyArn: `arn:aws:iam::123456789012:policy/latchkey/tutum/${id}/tutum-policy`,
    });
    await scene.pass(60 * minute);
    await scene.hear(scene.offboard(id));
    const user = scene.record(id).resources.find(({ type }) => type === 'user');
    expect(user?.reason).toContain(`below the path /latchkey/tutum/${id}/, and its keys work`);
  });
});

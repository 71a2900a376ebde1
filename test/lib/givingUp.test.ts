import * as z from 'zod';
import { drain } from '../model/settle.ts';
import { openScene, warmUp, type Scene } from '../model/scene.ts';

const minute = 60_000;

let scene: Scene;
beforeAll(warmUp);
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const one = () => {
  const [record] = scene.records();
  if (record === undefined) throw new Error('no record');
  return record;
};
const problemOf = () => {
  const record = one();
  return 'problem' in record ? record.problem : undefined;
};
/** Worker and sweep for so long, in minutes, a sweep each minute. */
const workFor = async (minutes: number) => {
  for (let each = 0; each < minutes; each += 1) {
    await drain(scene.world);
    await scene.pass(minute);
    await scene.time.until(scene.world.sweep());
  }
};

describe('a provisioning that is given up leaves nothing, and no key that nobody holds', () => {
  test('where what it waits for never comes, though its last turn has used up its time', async () => {
    scene.world.refusals.add('iam:AttachUserPolicy', 'NoSuchEntity', 'x'.repeat(99_999));
    const said = await scene.hear(scene.create());
    expect([said.http, scene.keyIds()]).toEqual([202, []]);
    // Most of its turns are behind it.
    const before = one();
    const after = { ...before, turns: 10, version: before.version + 1 };
    await scene.time.until(scene.world.deps.store.move(before, after));
    await workFor(10);
    expect([one().status, scene.tenant.hasOurs()]).toEqual(['failed', false]);
    expect(await scene.broken()).toEqual([]);
  });

  test('where the trust policy is seen open on a later turn', async () => {
    scene.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    expect((await scene.hear(scene.create())).http).toBe(202);
    const RoleName = 'latchkey-bootstrap-tutum';
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999988887777:root' }, Action: 'sts:AssumeRole' }],
    });
    await scene.iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument });
    scene.tenant.accept();
    // Longer than a door that was seen closed is believed to be.
    await scene.pass(61 * minute);
    await scene.settle();
    expect([one().status, problemOf()?.slug]).toEqual(['failed', 'trust-policy-open']);
    expect([await scene.broken(), scene.tenant.hasOurs()]).toEqual([[], false]);
  });

  test('where the boundary is gone on a later turn', async () => {
    scene.world.refusals.add('iam:CreateUser', 'EntityTemporarilyUnmodifiable', 'x');
    expect((await scene.hear(scene.create())).http).toBe(202);
    const [boundary] = scene.tenant.account().policies.filter(({ name }) => name.includes('-boundary-'));
    await scene.iam('DeletePolicy', { PolicyArn: `arn:aws:iam::123456789012:policy/${boundary?.name ?? ''}` });
    scene.tenant.accept();
    await scene.settle();
    expect([one().status, problemOf()?.slug]).toEqual(['failed', 'stack-outdated']);
    expect([await scene.broken(), scene.tenant.hasOurs()]).toEqual([[], false]);
  });

  test.each(['OptInRequired', 'RegionDisabledException', 'InvalidClientTokenId'] as const)(
    'where AssumeRole says %s on a later turn: at once where it passes, else for a person',
    async (code) => {
      scene.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
      await scene.hear(scene.create());
      scene.world.refusals.add('sts:AssumeRole', code, 'x');
      await scene.settle();
      expect([one().status, problemOf()?.slug]).toEqual(['failed', 'account-not-ready']);
      expect([await scene.broken(), scene.tenant.hasOurs()]).toEqual([[], false]);
    },
  );
});

describe('while AWS keeps an onboarding from going on', () => {
  const stuck = () => scene.world.refusals.add('iam:AttachUserPolicy', 'NoSuchEntity', 'x'.repeat(99_999));

  test('no key lives that nobody holds, though its process died right after it was made', async () => {
    stuck();
    const first = scene.create({}, {}, { trouble: { at: 'iam:CreateAccessKey', kind: 'dies', ms: 0 } });
    await scene.time.until(first.process.frozen);
    expect(scene.keyIds()).toHaveLength(1);
    await workFor(3);
    expect([one().status, scene.keyIds()]).toEqual(['provisioning', []]);
  });

  test('it says what it waits for, and until when; and no more once it goes on', async () => {
    stuck();
    const { id = '' } = await scene.hear(scene.create());
    await workFor(2);
    const look = async () => {
      const { text } = await scene.time.until(scene.world.send('GET', `/v1/onboardings/${id}`).answer);
      return z
        .looseObject({ waiting: z.object({ reason: z.string(), until: z.string() }).optional() })
        .parse(JSON.parse(text));
    };
    const { waiting } = await look();
    expect(waiting?.reason).toContain('tutum');
    expect(Date.parse(waiting?.until ?? '')).toBe(Math.round(one().dueAt ?? 0));
    scene.world.refusals.clear();
    await scene.settle();
    expect([one().status, (await look()).waiting]).toEqual(['ready', undefined]);
  });

  test('it is taken on ever more seldom, for a minute at most, and leaves the workers to others', async () => {
    stuck();
    await scene.hear(scene.create());
    const turns: number[] = [];
    const startedAt = scene.time.now();
    let busyMs = 0;
    while (scene.time.now() - startedAt < 20 * minute) {
      const before = scene.time.now();
      const taken = scene.world.takeWork();
      if (taken !== undefined) {
        await scene.time.until(taken);
        turns.push(before);
        busyMs += scene.time.now() - before;
        expect(scene.time.now() - before).toBeLessThan(minute);
      }
      await scene.pass(1000);
      await scene.time.until(scene.world.sweep());
    }
    expect(turns.length).toBeGreaterThan(4);
    expect(turns.length).toBeLessThan(12);
    expect(busyMs / (scene.time.now() - startedAt)).toBeLessThan(0.4);
  });
});

test('a key that no list shows yet when its claim is given up is removed by the later look', async () => {
  const id = await scene.newReady();
  scene.world.appearLate(2000);
  // As the key is tried: there is one, and nobody sees it.
  scene.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  for (let tries = 0; tries < 6; tries += 1) {
    await scene.hear(scene.claim(id));
    scene.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  }
  expect(await scene.broken()).toEqual([]);
  expect([scene.record(id).status, scene.keyIds()]).toEqual(['ready', []]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'nor does one live that no list shows yet when its create is put down, by course %i',
  async (seed) => {
    scene.close();
    scene = await openScene({ seed });
    scene.world.appearLate(15_000);
    scene.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(5));
    const said = await scene.hear(scene.create());
    expect(await scene.broken()).toEqual([]);
    expect(scene.keyIds()).toEqual(said.keys.map(({ accessKeyId }) => accessKeyId));
  },
);

describe('a blueprint that the deployed catalogue has lost', () => {
  const lose = () => {
    const { deps } = scene.world;
    Object.assign(deps, { catalog: deps.catalog.filter(({ name }) => name !== 'tutum') });
  };

  test('ends a provisioning, with the reason, and leaves nothing', async () => {
    scene.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    await scene.hear(scene.create());
    lose();
    await scene.settle();
    expect([one().status, problemOf()?.slug, scene.tenant.hasOurs()]).toEqual(['failed', 'unknown-blueprint', false]);
  });

  test('is no obstacle to an offboarding', async () => {
    const { id = '' } = await scene.hear(scene.create());
    lose();
    const said = await scene.hear(scene.offboard(id));
    expect([said.http, said.status, scene.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
  });
});

test('a call of an earlier try that lands late is looked for, though the role is refused by the time of the next try', async () => {
  scene.world.refusals.add('iam:CreatePolicy', 'AccessDenied', 'xxxx');
  const trouble = { at: 'iam:CreateUser', kind: 'lands late', ms: 10 * minute } as const;
  await scene.hear(scene.create({}, {}, { trouble }));
  const { id } = one();
  await scene.tenant.refuse();
  const again = await scene.hear(scene.provision(id));
  expect([again.problem, one().status]).toEqual(['role-not-usable', 'failed']);
  await scene.tenant.trustAgain();
  await scene.hear(scene.offboard(id));
  await scene.pass(60 * minute);
  expect([await scene.broken(), scene.users()]).toEqual([[], []]);
});

describe('what IAM refuses for good', () => {
  const rows = [
    ['iam:CreateUser', 'LimitExceeded', 409, 'quota-exceeded'],
    ['iam:CreatePolicy', 'LimitExceeded', 409, 'quota-exceeded'],
    ['iam:AttachUserPolicy', 'LimitExceeded', 409, 'quota-exceeded'],
    ['iam:CreatePolicy', 'MalformedPolicyDocument', 422, 'rejected-by-iam'],
    ['iam:CreateUser', 'InvalidInput', 422, 'rejected-by-iam'],
    ['iam:AttachUserPolicy', 'PolicyNotAttachable', 422, 'rejected-by-iam'],
    ['iam:AttachUserPolicy', 'NeverHeardOf', 502, 'aws-error'],
    ['sts:AssumeRole', 'OptInRequired', 409, 'account-not-ready'],
    ['sts:AssumeRole', 'RegionDisabledException', 409, 'account-not-ready'],
    ['sts:AssumeRole', 'InvalidClientTokenId', 409, 'account-not-ready'],
  ] as const;

  test.each(rows)('%s: %s is %i %s, said once, and all of it is undone', async (at, code, http, slug) => {
    scene.world.refusals.add(at, code, 'x'.repeat(9));
    const said = await scene.hear(scene.create());
    expect([said.http, said.problem]).toEqual([http, slug]);
    expect(problemOf()?.detail).toContain(`${at}: ${code}`);
    const asked = scene.world.calls.filter(({ operation }) => operation === at).length;
    expect(asked).toBeLessThanOrEqual(at === 'sts:AssumeRole' ? 3 : 1);
    scene.world.refusals.clear();
    expect([await scene.broken(), one().status, scene.tenant.hasOurs()]).toEqual([[], 'failed', false]);
  });

  test.each([
    ['iam:CreateAccessKey', 'EntityTemporarilyUnmodifiable', 'x', 180],
    ['iam:CreateAccessKey', 'NoSuchEntity', 'x'.repeat(999), 5],
  ] as const)(
    'a claim that %s keeps from its key (%s) is 202: to be asked again, in minutes where it takes minutes',
    async (at, code, pattern, seconds) => {
      const id = await scene.newReady();
      scene.world.refusals.add(at, code, pattern);
      const startedAt = scene.time.now();
      const { answer } = scene.world.send('POST', `/v1/onboardings/${id}/credentials`);
      const { status, headers, text } = await scene.time.until(answer);
      expect(scene.time.now() - startedAt).toBeLessThan(25_000);
      const { location, 'retry-after': retryAfter } = headers;
      expect([status, location, Number(retryAfter)]).toEqual([202, `/v1/onboardings/${id}`, seconds]);
      expect(JSON.parse(text)).toMatchObject({
        credentials: null,
        credentialsReason: expect.stringContaining('claim again'),
      });
      scene.world.refusals.clear();
      await scene.settle();
      expect(scene.record(id).status).toBe('ready');
      expect((await scene.hear(scene.claim(id))).keys).toHaveLength(1);
      expect(await scene.broken()).toEqual([]);
    },
  );
});

test('two hundred onboardings that nobody can finish do not keep the sweep from the one that somebody can', async () => {
  const { id = '' } = await scene.hear(scene.create());
  const base = scene.record(id);
  const { store } = scene.world.deps;
  for (let each = 0; each < 250; each += 1) {
    const other = { ...base, id: `ob_${String(each).padStart(26, '9')}`, dueAt: 1, schema: 1 as const };
    await scene.time.until(store.insert(other));
  }
  const young = { userName: 'young', policyName: 'young-policy' };
  const { id: youngId = '' } = await scene.hear(scene.create(young, { prefer: 'respond-async' }));
  // Its message is lost.
  scene.world.work.take();
  await scene.pass(minute);
  await scene.time.until(scene.world.sweep());
  expect(scene.world.work.all().map((message) => message.id)).toContain(youngId);
}, 30_000);

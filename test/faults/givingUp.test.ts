import * as z from 'zod';
import { drain } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const minute = 60_000;

let scenario: Scenario;
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

const one = () => {
  const [record] = scenario.records();
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
    await drain(scenario.world);
    await scenario.pass(minute);
    await scenario.time.until(scenario.world.sweep());
  }
};

describe('a provisioning that is given up leaves nothing, and no key that nobody holds', () => {
  test('where what it waits for never comes, though its last turn has used up its time', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'NoSuchEntity', 'x'.repeat(99_999));
    const said = await scenario.hear(scenario.create());
    expect([said.http, scenario.keyIds()]).toEqual([202, []]);
    // Most of its turns are behind it.
    const before = one();
    const after = { ...before, attemptsSinceIdle: 10, version: before.version + 1 };
    await scenario.time.until(scenario.world.deps.store.move(before, after));
    await workFor(10);
    expect([one().status, scenario.tenant.hasOurs()]).toEqual(['failed', false]);
    expect(await scenario.broken()).toEqual([]);
  });

  test('where the trust policy is seen open on a later turn', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    expect((await scenario.hear(scenario.create())).http).toBe(202);
    const RoleName = 'latchkey-bootstrap-tutum';
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999988887777:root' }, Action: 'sts:AssumeRole' }],
    });
    await scenario.iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument });
    scenario.tenant.accept();
    // Longer than a door that was seen closed is believed to be.
    await scenario.pass(61 * minute);
    await scenario.settle();
    expect([one().status, problemOf()?.slug]).toEqual(['failed', 'trust-policy-open']);
    expect([await scenario.broken(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });

  test('where the boundary is gone on a later turn', async () => {
    scenario.world.refusals.add('iam:CreateUser', 'EntityTemporarilyUnmodifiable', 'x');
    expect((await scenario.hear(scenario.create())).http).toBe(202);
    const [boundary] = scenario.tenant.account().policies.filter(({ name }) => name.includes('-boundary-'));
    await scenario.iam('DeletePolicy', { PolicyArn: `arn:aws:iam::123456789012:policy/${boundary?.name ?? ''}` });
    scenario.tenant.accept();
    await scenario.settle();
    expect([one().status, problemOf()?.slug]).toEqual(['failed', 'stack-outdated']);
    expect([await scenario.broken(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });

  test.each(['OptInRequired', 'RegionDisabledException', 'InvalidClientTokenId'] as const)(
    'where AssumeRole says %s on a later turn: at once where it passes, else for a person',
    async (code) => {
      scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
      await scenario.hear(scenario.create());
      scenario.world.refusals.add('sts:AssumeRole', code, 'x');
      await scenario.settle();
      expect([one().status, problemOf()?.slug]).toEqual(['failed', 'account-not-ready']);
      expect([await scenario.broken(), scenario.tenant.hasOurs()]).toEqual([[], false]);
    },
  );
});

describe('while AWS keeps an onboarding from going on', () => {
  const stuck = () => scenario.world.refusals.add('iam:AttachUserPolicy', 'NoSuchEntity', 'x'.repeat(99_999));

  test('no key lives that nobody holds, though its process died right after it was made', async () => {
    stuck();
    const first = scenario.create({}, {}, { trouble: { at: 'iam:CreateAccessKey', kind: 'dies', ms: 0 } });
    await scenario.time.until(first.process.frozen);
    expect(scenario.keyIds()).toHaveLength(1);
    await workFor(3);
    expect([one().status, scenario.keyIds()]).toEqual(['provisioning', []]);
  });

  test('it says what it waits for, and until when; and no more once it goes on', async () => {
    stuck();
    const { id = '' } = await scenario.hear(scenario.create());
    await workFor(2);
    const look = async () => {
      const { text } = await scenario.time.until(scenario.world.send('GET', `/v1/onboardings/${id}`).answer);
      return z
        .looseObject({ waiting: z.object({ reason: z.string(), until: z.string() }).optional() })
        .parse(JSON.parse(text));
    };
    const { waiting } = await look();
    expect(waiting?.reason).toContain('tutum');
    expect(Date.parse(waiting?.until ?? '')).toBe(Math.round(one().dueAt ?? 0));
    scenario.world.refusals.clear();
    await scenario.settle();
    expect([one().status, (await look()).waiting]).toEqual(['ready', undefined]);
  });

  test('it is taken on ever more seldom, for a minute at most, and leaves the workers to others', async () => {
    stuck();
    await scenario.hear(scenario.create());
    const turns: number[] = [];
    const startedAt = scenario.time.now();
    let busyMs = 0;
    while (scenario.time.now() - startedAt < 20 * minute) {
      const before = scenario.time.now();
      const taken = scenario.world.takeWork();
      if (taken !== undefined) {
        await scenario.time.until(taken);
        turns.push(before);
        busyMs += scenario.time.now() - before;
        expect(scenario.time.now() - before).toBeLessThan(minute);
      }
      await scenario.pass(1000);
      await scenario.time.until(scenario.world.sweep());
    }
    expect(turns.length).toBeGreaterThan(4);
    expect(turns.length).toBeLessThan(12);
    expect(busyMs / (scenario.time.now() - startedAt)).toBeLessThan(0.4);
  });
});

test('a key that no list shows yet when its claim is given up is removed by the later look', async () => {
  const id = await scenario.newReady();
  scenario.world.appearLate(2000);
  // As the key is tried: there is one, and nobody sees it.
  scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  for (let tries = 0; tries < 6; tries += 1) {
    await scenario.hear(scenario.claim(id));
    scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  }
  expect(await scenario.broken()).toEqual([]);
  expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'nor does one live that no list shows yet when its create is put down, by run %i',
  async (seed) => {
    scenario.close();
    scenario = await openScenario({ seed });
    scenario.world.appearLate(15_000);
    scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(5));
    const said = await scenario.hear(scenario.create());
    expect(await scenario.broken()).toEqual([]);
    expect(scenario.keyIds()).toEqual(said.keys.map(({ accessKeyId }) => accessKeyId));
  },
);

describe('a blueprint that the deployed catalogue has lost', () => {
  const lose = () => {
    const { deps } = scenario.world;
    Object.assign(deps, { catalog: deps.catalog.filter(({ name }) => name !== 'tutum') });
  };

  test('ends a provisioning, with the reason, and leaves nothing', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    await scenario.hear(scenario.create());
    lose();
    await scenario.settle();
    expect([one().status, problemOf()?.slug, scenario.tenant.hasOurs()]).toEqual([
      'failed',
      'unknown-blueprint',
      false,
    ]);
  });

  test('is no obstacle to an offboarding', async () => {
    const { id = '' } = await scenario.hear(scenario.create());
    lose();
    const said = await scenario.hear(scenario.offboard(id));
    expect([said.http, said.status, scenario.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
  });
});

test('a call of an earlier try that lands late is looked for, though the role is refused by the time of the next try', async () => {
  scenario.world.refusals.add('iam:CreatePolicy', 'AccessDenied', 'xxxx');
  const trouble = { at: 'iam:CreateUser', kind: 'lands late', ms: 10 * minute } as const;
  await scenario.hear(scenario.create({}, {}, { trouble }));
  const { id } = one();
  await scenario.tenant.refuse();
  const again = await scenario.hear(scenario.provision(id));
  expect([again.problem, one().status]).toEqual(['role-not-usable', 'failed']);
  await scenario.tenant.trustAgain();
  await scenario.hear(scenario.offboard(id));
  await scenario.pass(60 * minute);
  expect([await scenario.broken(), scenario.users()]).toEqual([[], []]);
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
    scenario.world.refusals.add(at, code, 'x'.repeat(9));
    const said = await scenario.hear(scenario.create());
    expect([said.http, said.problem]).toEqual([http, slug]);
    expect(problemOf()?.detail).toContain(`${at} with ${code}`);
    const asked = scenario.world.calls.filter(({ operation }) => operation === at).length;
    expect(asked).toBeLessThanOrEqual(at === 'sts:AssumeRole' ? 3 : 1);
    scenario.world.refusals.clear();
    expect([await scenario.broken(), one().status, scenario.tenant.hasOurs()]).toEqual([[], 'failed', false]);
  });

  test.each([
    ['iam:CreateAccessKey', 'EntityTemporarilyUnmodifiable', 'x', 180],
    ['iam:CreateAccessKey', 'NoSuchEntity', 'x'.repeat(999), 5],
  ] as const)(
    'a claim that %s keeps from its key (%s) is 202: to be asked again, in minutes where it takes minutes',
    async (at, code, pattern, seconds) => {
      const id = await scenario.newReady();
      scenario.world.refusals.add(at, code, pattern);
      const startedAt = scenario.time.now();
      const { answer } = scenario.world.send('POST', `/v1/onboardings/${id}/credentials`);
      const { status, headers, text } = await scenario.time.until(answer);
      expect(scenario.time.now() - startedAt).toBeLessThan(25_000);
      const { location, 'retry-after': retryAfter } = headers;
      expect([status, location, Number(retryAfter)]).toEqual([202, `/v1/onboardings/${id}`, seconds]);
      expect(JSON.parse(text)).toMatchObject({
        credentials: null,
        credentialsReason: expect.stringContaining('Claim again'),
      });
      scenario.world.refusals.clear();
      await scenario.settle();
      expect(scenario.record(id).status).toBe('ready');
      expect((await scenario.hear(scenario.claim(id))).keys).toHaveLength(1);
      expect(await scenario.broken()).toEqual([]);
    },
  );
});

test('two hundred onboardings that nobody can finish do not keep the sweep from the one that somebody can', async () => {
  const { id = '' } = await scenario.hear(scenario.create());
  const base = scenario.record(id);
  const { store } = scenario.world.deps;
  for (let each = 0; each < 250; each += 1) {
    const other = { ...base, id: `ob_${String(each).padStart(26, '9')}`, dueAt: 1, schema: 1 as const };
    await scenario.time.until(store.insert(other));
  }
  const young = { userName: 'young', policyName: 'young-policy' };
  const { id: youngId = '' } = await scenario.hear(scenario.create(young, { prefer: 'respond-async' }));
  // Its message is lost.
  scenario.world.work.take();
  await scenario.pass(minute);
  await scenario.time.until(scenario.world.sweep());
  expect(scenario.world.work.all().map((message) => message.id)).toContain(youngId);
}, 30_000);

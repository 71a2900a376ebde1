import { dueAt } from '../../lib/record/dueTimes.ts';
import * as z from 'zod';
import { workFor as work } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { sampledRows } from '../support/sampledRows.ts';

const minute = 60_000;

let scenario: Scenario;
const reopen = useScenario((opened) => {
  scenario = opened;
});

const workFor = (minutes: number) => work(scenario.world, minutes);

describe('a provisioning that is given up leaves no resource and no undisclosed key', () => {
  test('if the user never becomes visible to AttachUserPolicy', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'NoSuchEntity', 'x'.repeat(99_999));
    const response = await scenario.waitFor(scenario.create());
    expect([response.http, scenario.keyIds()]).toEqual([202, []]);
    const { entityLagMs } = scenario.world.settings;
    await workFor(entityLagMs / minute - 2);
    expect(scenario.one().status).toBe('provisioning');
    await workFor(4);
    expect([scenario.one().status, scenario.tenant.hasOurs()]).toEqual(['failed', false]);
    expect(scenario.problem()?.detail).toContain('iam:AttachUserPolicy with NoSuchEntity');
    expect(await scenario.violations()).toEqual([]);
  });

  test('if a later attempt finds the trust policy open', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    expect((await scenario.waitFor(scenario.create())).http).toBe(202);
    const RoleName = roleNameOf(scenario.tenant);
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999988887777:root' }, Action: 'sts:AssumeRole' }],
    });
    await scenario.iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument });
    scenario.tenant.accept();
    // Longer than the result of the trust probe is cached.
    await scenario.pass(61 * minute);
    await scenario.settle();
    expect([scenario.one().status, scenario.problem()?.slug]).toEqual(['failed', 'trust-policy-open']);
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });

  test('if a later attempt finds the permissions boundary deleted', async () => {
    scenario.world.refusals.add('iam:CreateUser', 'EntityTemporarilyUnmodifiable', 'x');
    expect((await scenario.waitFor(scenario.create())).http).toBe(202);
    const [boundary] = scenario.tenant.account().policies.filter(({ name }) => name.includes('-boundary-'));
    await scenario.iam('DeletePolicy', { PolicyArn: `arn:aws:iam::123456789012:policy/${boundary?.name ?? ''}` });
    scenario.tenant.accept();
    await scenario.settle();
    expect([scenario.one().status, scenario.problem()?.slug]).toEqual(['failed', 'stack-outdated']);
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });

  test('if AssumeRole answers OptInRequired once in a later attempt', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    await scenario.waitFor(scenario.create());
    scenario.world.refusals.add('sts:AssumeRole', 'OptInRequired', 'x');
    await scenario.settle();
    expect([scenario.one().status, scenario.problem()?.slug]).toEqual(['failed', 'account-not-ready']);
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });
});

describe('an onboarding that waits for AWS', () => {
  const refuseToAttach = () => scenario.world.refusals.add('iam:AttachUserPolicy', 'NoSuchEntity', 'x'.repeat(99_999));

  test('has no undisclosed key, even if its process crashed right after CreateAccessKey', async () => {
    refuseToAttach();
    const first = scenario.create({}, {}, { trouble: { at: 'iam:CreateAccessKey', kind: 'dies', ms: 0 } });
    await scenario.time.until(first.process.frozen);
    expect(scenario.keyIds()).toHaveLength(1);
    await workFor(3);
    expect([scenario.one().status, scenario.keyIds()]).toEqual(['provisioning', []]);
  });

  test('shows what it waits for, and until when; and shows it no longer when it is ready', async () => {
    refuseToAttach();
    const { id = '' } = await scenario.waitFor(scenario.create());
    await workFor(2);
    const look = async () => {
      const { text } = await scenario.time.until(scenario.world.send('GET', `/v1/onboardings/${id}`).answer);
      return z
        .looseObject({ waiting: z.object({ reason: z.string(), until: z.string() }).optional() })
        .parse(JSON.parse(text));
    };
    const { waiting } = await look();
    expect(waiting?.reason).toContain('AWS answered iam:AttachUserPolicy with NoSuchEntity: the model says so');
    expect(Date.parse(waiting?.until ?? '')).toBe(Math.round(dueAt(scenario.one()) ?? 0));
    scenario.world.refusals.clear();
    await scenario.settle();
    expect([scenario.one().status, (await look()).waiting]).toEqual(['ready', undefined]);
  });

  test('is retried at growing intervals, for less than a minute each time, and uses less than 40% of the time of a worker', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(99_999));
    await scenario.waitFor(scenario.create());
    const attempts: number[] = [];
    const startedAt = scenario.time.now();
    let busyMs = 0;
    while (scenario.time.now() - startedAt < 20 * minute) {
      const before = scenario.time.now();
      const taken = scenario.world.takeWork();
      if (taken !== undefined) {
        await scenario.time.until(taken);
        attempts.push(before);
        busyMs += scenario.time.now() - before;
        expect(scenario.time.now() - before).toBeLessThan(minute);
      }
      await scenario.pass(1000);
      await scenario.time.until(scenario.world.sweep());
    }
    expect(attempts.length).toBeGreaterThan(4);
    expect(attempts.length).toBeLessThan(12);
    expect(busyMs / (scenario.time.now() - startedAt)).toBeLessThan(0.4);
  });
});

test('the later look removes a key that ListAccessKeys did not show yet when its claim was given up', async () => {
  const id = await scenario.newReady();
  scenario.world.appearLate(2000);
  // GetCallerIdentity is the check of the new key: at this time the key exists, and no list shows it.
  scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  for (let tries = 0; tries < 6; tries += 1) {
    await scenario.waitFor(scenario.claim(id));
    scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  }
  expect(await scenario.violations()).toEqual([]);
  expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
});

test.each(sampledRows([1, 2, 3, 4, 5, 6, 7, 8], 3))(
  'no undisclosed key stays if no list showed it yet when its create was postponed, run %i',
  async (seed) => {
    await reopen({ seed });
    scenario.world.appearLate(15_000);
    scenario.world.refusals.add('iam:AttachUserPolicy', 'ConcurrentModification', 'x'.repeat(999));
    expect((await scenario.waitFor(scenario.create())).http).toBe(202);
    scenario.world.refusals.clear();
    expect([await scenario.violations(), scenario.one().status, scenario.keyIds()]).toEqual([[], 'ready', []]);
  },
);

describe('a blueprint that was removed from the deployed catalogue', () => {
  const removeBlueprint = () => {
    const { deps } = scenario.world;
    Object.assign(deps, { catalog: deps.catalog.filter(({ name }) => name !== 'tutum') });
  };

  test('makes a provisioning fail with unknown-blueprint and leaves nothing', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    await scenario.waitFor(scenario.create());
    removeBlueprint();
    await scenario.settle();
    expect([scenario.one().status, scenario.problem()?.slug, scenario.tenant.hasOurs()]).toEqual([
      'failed',
      'unknown-blueprint',
      false,
    ]);
  });

  test('can still be offboarded', async () => {
    const { id = '' } = await scenario.waitFor(scenario.create());
    removeBlueprint();
    const response = await scenario.waitFor(scenario.offboard(id));
    expect([response.http, response.status, scenario.tenant.hasOurs()]).toEqual([200, 'offboarded', false]);
  });
});

test('the later look removes a user that an earlier create made late, even if the role could not be assumed by a provision in between', async () => {
  scenario.world.refusals.add('iam:CreatePolicy', 'MalformedPolicyDocument', 'x');
  const trouble = { at: 'iam:CreateUser', kind: 'carried out late', ms: 10 * minute } as const;
  await scenario.waitFor(scenario.create({}, {}, { trouble }));
  const { id } = scenario.one();
  await scenario.tenant.refuse();
  // Latchkey has assumed the role before, so that the refusal is not final at once.
  expect((await scenario.waitFor(scenario.provision(id))).http).toBe(202);
  const startedAt = scenario.time.now();
  while (scenario.one().status === 'provisioning') await workFor(1);
  expect(scenario.time.now() - startedAt).toBeGreaterThan(scenario.world.settings.lostAccessMs - minute);
  expect(scenario.time.now() - startedAt).toBeLessThan(scenario.world.settings.lostAccessMs + 3 * minute);
  expect([scenario.problem()?.slug, scenario.one().status]).toEqual(['role-not-usable', 'failed']);
  await scenario.tenant.trustAgain();
  await scenario.waitFor(scenario.offboard(id));
  await scenario.pass(60 * minute);
  expect([await scenario.violations(), scenario.users()]).toEqual([[], []]);
});

describe('a refusal by AWS that a retry does not change', () => {
  const rows = [
    ['iam:CreateUser', 'LimitExceeded', 409, 'quota-exceeded'],
    ['iam:CreatePolicy', 'LimitExceeded', 409, 'quota-exceeded'],
    ['iam:AttachUserPolicy', 'LimitExceeded', 409, 'quota-exceeded'],
    ['iam:CreatePolicy', 'MalformedPolicyDocument', 422, 'rejected-by-iam'],
    ['iam:CreateUser', 'InvalidInput', 422, 'rejected-by-iam'],
    ['iam:AttachUserPolicy', 'PolicyNotAttachable', 422, 'rejected-by-iam'],
    ['iam:AttachUserPolicy', 'NeverHeardOf', 502, 'aws-error'],
    ['sts:AssumeRole', 'OptInRequired', 409, 'account-not-ready'],
  ] as const;

  test.each(rows)(
    'of %s, with %s, is %i %s without a retry, and everything is rolled back',
    async (at, code, http, slug) => {
      scenario.world.refusals.add(at, code, 'x'.repeat(9));
      const response = await scenario.waitFor(scenario.create());
      expect([response.http, response.problem]).toEqual([http, slug]);
      expect(scenario.problem()?.detail).toContain(`${at} with ${code}`);
      const asked = scenario.world.calls.filter(({ operation }) => operation === at).length;
      expect(asked).toBeLessThanOrEqual(at === 'sts:AssumeRole' ? 3 : 1);
      scenario.world.refusals.clear();
      expect([await scenario.violations(), scenario.one().status, scenario.tenant.hasOurs()]).toEqual([
        [],
        'failed',
        false,
      ]);
    },
  );

  test.each([
    ['iam:CreateAccessKey', 'EntityTemporarilyUnmodifiable', 'x', 180],
    ['iam:CreateAccessKey', 'NoSuchEntity', 'x'.repeat(999), 10],
  ] as const)(
    'a claim whose %s is refused with %s is 202, with a Retry-After that suits the code',
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
      expect((await scenario.waitFor(scenario.claim(id))).keys).toHaveLength(1);
      expect(await scenario.violations()).toEqual([]);
    },
  );
});

test('250 onboardings that stay due do not keep the sweep from queueing another one', async () => {
  const { id = '' } = await scenario.waitFor(scenario.create());
  const base = scenario.record(id);
  const { store } = scenario.world.deps;
  for (let each = 0; each < 250; each += 1) {
    const other = { ...base, id: `ob_${String(each).padStart(26, '9')}`, dueTimes: { lease: 1 }, schema: 2 as const };
    await scenario.time.until(store.insert(other));
  }
  const young = { userName: 'young', policyName: 'young-policy' };
  const { id: youngId = '' } = await scenario.waitFor(scenario.create(young, { prefer: 'respond-async' }));
  // Its message is lost.
  scenario.world.work.take();
  await scenario.pass(minute);
  await scenario.time.until(scenario.world.sweep());
  expect(scenario.world.work.all().map((message) => message.id)).toContain(youngId);
}, 30_000);

import { drain } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { sampledRows } from '../support/sampledRows.ts';

const minute = 60_000;
const many = Array.from({ length: 50 }, (_, index) => index);

let scenario: Scenario;
const reopen = useScenario((opened) => {
  scenario = opened;
});

const keysOf = (responses: readonly { readonly keys: readonly unknown[] }[]) => responses.flatMap(({ keys }) => keys);

describe('fifty concurrent requests', () => {
  test('with one idempotency key create one onboarding with one user and one key; each other one is 409 in-progress or 201 with the onboarding', async () => {
    const responses = await scenario.waitForAll(many.map(() => scenario.create({}, { 'idempotency-key': 'the-one' })));
    const [first] = scenario.records();
    expect(scenario.records()).toHaveLength(1);
    expect(keysOf(responses)).toHaveLength(1);
    expect(scenario.keyIds()).toHaveLength(1);
    const others = responses.filter(({ keys }) => keys.length === 0);
    for (const { http, problem, id, onboarding } of others) {
      expect([problem === 'in-progress' ? 409 : 201, id ?? onboarding]).toEqual([http, first?.id]);
    }
    const again = await scenario.waitFor(scenario.create({}, { 'idempotency-key': 'the-one' }));
    expect([again.http, again.id, again.keys]).toEqual([201, first?.id, []]);
    expect(await scenario.violations()).toEqual([]);
  });

  test('with fifty idempotency keys for one slot create one onboarding; each other one is 409 and names it', async () => {
    const responses = await scenario.waitForAll(
      many.map((index) => scenario.create({}, { 'idempotency-key': `key-${String(index)}` })),
    );
    const [first] = scenario.records();
    expect(scenario.records()).toHaveLength(1);
    expect(keysOf(responses)).toHaveLength(1);
    const others = responses.filter(({ keys }) => keys.length === 0);
    expect(new Set(others.map(({ http, onboarding }) => `${String(http)} ${String(onboarding)}`))).toEqual(
      new Set([`409 ${String(first?.id)}`]),
    );
    expect(await scenario.violations()).toEqual([]);
  });

  test('that claim one onboarding return the keys once', async () => {
    const id = await scenario.newReady();
    const responses = await scenario.waitForAll(many.map(() => scenario.claim(id)));
    expect(keysOf(responses)).toHaveLength(1);
    expect(scenario.keyIds()).toHaveLength(1);
    expect(responses.filter(({ http }) => http !== 200 && http !== 409)).toEqual([]);
    expect(await scenario.violations()).toEqual([]);
  });
});

describe('a concurrent claim and offboarding', () => {
  test.each(sampledRows([1, 2, 3, 4, 5, 6], 2))('do not both succeed, run %i', async (seed) => {
    await reopen({ seed });
    const id = await scenario.newReady();
    const [claimed, ended] = await scenario.waitForAll([scenario.claim(id), scenario.offboard(id)]);
    const { status } = scenario.record(id);
    // A claim that loses discloses no key; an offboarding that loses is 409 and can be retried.
    expect([status, claimed?.keys.length, ended?.http]).toEqual(
      claimed?.http === 200 ? ['claimed', 1, 409] : ['offboarded', 0, 200],
    );
    expect(await scenario.violations()).toEqual([]);
  });
});

test('concurrent claims and a later look disclose the keys once', async () => {
  const id = await scenario.newReady();
  // The claim's process crashes, so that a later look is due in 15 minutes.
  const lost = scenario.claim(id, { trouble: { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0 } });
  await scenario.time.until(lost.process.frozen);
  await scenario.settle();
  expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
  await scenario.pass(16 * minute);
  await scenario.time.until(scenario.world.sweep());
  const claims = [scenario.claim(id), scenario.claim(id)];
  const worker = scenario.world.takeWork();
  const responses = await scenario.waitForAll(claims);
  if (worker !== undefined) await scenario.time.until(worker);
  await scenario.settle();
  const last = await scenario.waitFor(scenario.claim(id));
  expect(keysOf([...responses, last])).toHaveLength(1);
  expect(await scenario.violations()).toEqual([]);
});

test('if the answer to the fence is lost and a later look then writes the record, the keys are still handed over', async () => {
  const id = await scenario.newReady();
  // A claim that fails after a lost CreateAccessKey leaves a later look due.
  scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'x');
  await scenario.waitFor(scenario.claim(id, { trouble: { at: 'iam:CreateAccessKey', kind: 'answer lost', ms: 0 } }));
  const { reconcile: due = 0 } = scenario.record(id).dueTimes;
  await scenario.pass(due - scenario.time.now() - 500);
  const asked = scenario.claim(id);
  const isChecking = () => scenario.sentBy(asked.process.name).includes('sts:GetCallerIdentity');
  while (!isChecking()) await scenario.pass(5);
  asked.process.addTrouble({ at: 'dynamodb:PutItem', kind: 'answer lost', ms: 0 });
  while (scenario.record(id).status !== 'claimed') await scenario.pass(5);
  const { version } = scenario.record(id);
  await scenario.pass(Math.max(0, due - scenario.time.now()) + 1);
  await scenario.time.until(scenario.world.sweep());
  await drain(scenario.world);
  expect(scenario.record(id).version).toBeGreaterThan(version);
  const response = await scenario.waitFor(asked);
  expect([response.http, response.keys.map(({ accessKeyId }) => accessKeyId)]).toEqual([200, scenario.keyIds()]);
  expect(scenario.keyIds()).toHaveLength(1);
  expect(await scenario.violations()).toEqual([]);
});

test('no process takes over from a crashed one before its lease and the margin are over', async () => {
  const dead = scenario.create({}, {}, { trouble: { at: 'iam:CreateUser', kind: 'dies', ms: 0 } });
  await scenario.time.until(dead.process.frozen);
  const { id, ...record } = scenario.one();
  const expiresAt = 'lease' in record ? record.lease.expiresAt : 0;
  const calls = () => scenario.world.calls.length;
  await scenario.pass(expiresAt - scenario.time.now() + 1000);
  const before = calls();
  const early = await scenario.waitFor(scenario.provision(id));
  expect([early.http, early.status, calls()]).toEqual([202, 'provisioning', before]);
  await scenario.pass(scenario.world.settings.marginMs);
  const response = await scenario.waitFor(scenario.provision(id));
  expect([response.http, response.status]).toEqual([200, 'ready']);
  expect(await scenario.violations()).toEqual([]);
});

test('the later look removes a key that AWS created after its claim was given up', async () => {
  const id = await scenario.newReady();
  // Refuses the second CreateAccessKey.
  scenario.world.refusals.add('iam:CreateAccessKey', 'LimitExceeded', '.x');
  const response = await scenario.waitFor(
    scenario.claim(id, { trouble: { at: 'iam:CreateAccessKey', kind: 'carried out late', ms: 9000 } }),
  );
  expect([response.problem, scenario.record(id).status, scenario.keyIds()]).toEqual(['quota-exceeded', 'ready', []]);
  await scenario.pass(10_000);
  expect(scenario.keyIds()).toHaveLength(1);
  expect(await scenario.violations()).toEqual([]);
  expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
});

test.each(['iam:CreateUser', 'iam:CreateAccessKey', 'iam:AttachUserPolicy'])(
  'if the session has expired at %s, the same request renews it and succeeds',
  async (at) => {
    const response = await scenario.waitFor(
      scenario.create({}, {}, { trouble: { at, kind: 'session expired', ms: 0 } }),
    );
    expect([response.http, response.keys.length]).toEqual([201, 1]);
    expect(await scenario.violations()).toEqual([]);
  },
);

test.each([
  ['NoSuchEntity', 'x'.repeat(999), 0],
  ['EntityTemporarilyUnmodifiable', 'x', 3 * minute],
] as const)(
  'a create that is postponed for %s is queued with a delay, and not delivered earlier',
  async (code, pattern, delayMs) => {
    scenario.world.refusals.add('iam:AttachUserPolicy', code, pattern);
    const { id } = await scenario.waitFor(scenario.create());
    const [message] = scenario.world.work.all();
    expect(message?.id).toBe(id);
    expect((message?.at ?? 0) - scenario.time.now()).toBeGreaterThan(delayMs - 2000);
  },
);

test('if five workers receive one onboarding, one of them provisions it, with one CreateUser', async () => {
  const { id = '' } = await scenario.waitFor(scenario.create({}, { prefer: 'respond-async' }));
  await scenario.time.until(Promise.all([1, 2, 3, 4, 5].map(() => scenario.world.workOn(id))));
  expect(scenario.record(id).status).toBe('ready');
  const creators = scenario.world.calls.filter(({ operation }) => operation === 'iam:CreateUser');
  expect(creators).toHaveLength(1);
  expect(await scenario.violations()).toEqual([]);
});

describe('a process that is frozen until its lease has run out', () => {
  /** Runs the sweep and the worker each minute, for this time in ms. */
  const workFor = async (ms: number) => {
    const until = scenario.time.now() + ms;
    while (scenario.time.now() < until) {
      await scenario.pass(minute);
      await scenario.time.until(scenario.world.sweep());
      await drain(scenario.world);
    }
  };

  test.each(['iam:DeleteAccessKey', 'iam:DetachUserPolicy', 'iam:DeleteUser', 'iam:DeletePolicy'])(
    'at %s of its rollback sends no more calls, even if another onboarding has the names by then',
    async (at) => {
      // STS denies the check of the key when everything is created.
      const denied = { at: 'sts:GetCallerIdentity', kind: 'denied', ms: 0 } as const;
      const first = scenario.create({}, {}, { trouble: denied });
      first.process.addTrouble({ at, kind: 'freezes', ms: 12 * minute });
      await scenario.time.until(first.process.frozen);
      const frozenAt = scenario.sentBy(first.process.name).length;
      await workFor(8 * minute);
      expect(scenario.records().map(({ status }) => status)).toEqual(['failed']);
      const second = await scenario.waitFor(scenario.create());
      expect([second.http, second.keys.length]).toEqual([201, 1]);
      const late = await scenario.waitFor(first);
      expect([late.keys, scenario.sentBy(first.process.name).slice(frozenAt)]).toEqual([[], []]);
      expect(scenario.keyIds()).toEqual(second.keys.map(({ accessKeyId }) => accessKeyId));
      expect(await scenario.violations()).toEqual([]);
    },
  );

  test.each(['iam:CreateAccessKey', 'sts:GetCallerIdentity', 'dynamodb:PutItem'])(
    'at %s of its claim discloses nothing, and deletes its own key but not the key of a later claim',
    async (at) => {
      const id = await scenario.newReady();
      const first = scenario.claim(id, { trouble: { at, kind: 'freezes', ms: 5 * minute } });
      await scenario.time.until(first.process.frozen);
      const frozenAt = scenario.sentBy(first.process.name).length;
      await scenario.pass(2 * minute);
      await scenario.time.until(scenario.world.sweep());
      const worker = scenario.world.takeWork();
      if (worker !== undefined) await scenario.time.until(worker);
      expect(scenario.record(id).status).toBe('ready');
      const second = await scenario.waitFor(scenario.claim(id));
      await scenario.pass(5 * minute);
      const late = await scenario.waitFor(first);
      expect([second.keys.length, late.http, late.keys]).toEqual([1, 409, []]);
      const sent = scenario.sentBy(first.process.name).slice(frozenAt);
      expect(sent.filter((operation) => operation !== 'iam:DeleteAccessKey')).toEqual([]);
      expect(scenario.keyIds()).toEqual(second.keys.map(({ accessKeyId }) => accessKeyId));
      expect(await scenario.violations()).toEqual([]);
    },
  );

  test.each(['iam:CreateUser', 'iam:AttachUserPolicy', 'iam:CreateAccessKey', 'sts:GetCallerIdentity'])(
    'at %s of its create only deletes its own key, and answers 409',
    async (at) => {
      const first = scenario.create({}, {}, { trouble: { at, kind: 'freezes', ms: 5 * minute } });
      await scenario.time.until(first.process.frozen);
      const frozenAt = scenario.sentBy(first.process.name).length;
      await scenario.pass(2 * minute);
      await scenario.settle();
      const { id, status } = scenario.one();
      expect(status).toBe('ready');
      const second = await scenario.waitFor(scenario.claim(id));
      const late = await scenario.waitFor(first);
      expect([second.keys.length, late.http, late.problem]).toEqual([1, 409, 'taken-over']);
      const sent = scenario.sentBy(first.process.name).slice(frozenAt);
      expect(sent.filter((operation) => operation !== 'iam:DeleteAccessKey')).toEqual([]);
      expect(await scenario.violations()).toEqual([]);
    },
  );
});

test.each(['iam:CreateUser', 'sts:GetCallerIdentity', 'dynamodb:PutItem'])(
  'a process that is frozen at %s and thawed within its lease hands over the keys',
  async (at) => {
    const response = await scenario.waitFor(scenario.create({}, {}, { trouble: { at, kind: 'freezes', ms: 10_000 } }));
    expect([response.http, response.keys.length]).toEqual([201, 1]);
    expect(await scenario.violations()).toEqual([]);
  },
);

test('the later look removes a user that AWS created after the rollback', async () => {
  await scenario.iam('CreatePolicy', {
    PolicyName: 'tutum-policy',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
    }),
  });
  scenario.tenant.accept();
  const trouble = { at: 'iam:CreateUser', kind: 'carried out late', ms: 8 * minute } as const;
  const response = await scenario.waitFor(scenario.create({}, {}, { trouble }));
  const id = response.onboarding ?? response.id ?? '';
  await scenario.pass(7 * minute);
  await scenario.time.until(scenario.world.sweep());
  const worker = scenario.world.takeWork();
  if (worker !== undefined) await scenario.time.until(worker);
  expect([scenario.record(id).status, scenario.users()]).toEqual(['failed', []]);
  await scenario.pass(3 * minute);
  expect(scenario.users().map(({ name }) => name)).toEqual(['tutum']);
  expect(await scenario.violations()).toEqual([]);
  expect([scenario.record(id).status, scenario.users()]).toEqual(['failed', []]);
});

test.each(['iam:CreateUser', 'iam:CreatePolicy'])(
  'the later look removes what a retried %s created after the offboarding',
  async (at) => {
    const { id = '' } = await scenario.waitFor(
      scenario.create({}, {}, { trouble: { at, kind: 'carried out late', ms: minute } }),
    );
    const ended = await scenario.waitFor(scenario.offboard(id));
    expect([ended.http, scenario.tenant.hasOurs()]).toEqual([200, false]);
    await scenario.pass(2 * minute);
    expect(scenario.tenant.hasOurs()).toBe(true);
    expect(await scenario.violations()).toEqual([]);
    expect([scenario.record(id).status, scenario.tenant.hasOurs()]).toEqual(['offboarded', false]);
  },
);

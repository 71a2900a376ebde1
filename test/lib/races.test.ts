import { drain } from '../model/settle.ts';
import { openScene, warmUp, type Scene } from '../model/scene.ts';

const minute = 60_000;
const many = Array.from({ length: 50 }, (_, index) => index);

let scene: Scene;
beforeAll(warmUp);
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const keysOf = (said: readonly { readonly keys: readonly unknown[] }[]) => said.flatMap(({ keys }) => keys);

describe('fifty requests at once', () => {
  test('under one key make one onboarding with one user and one key; each other one is told to wait, or what has become of it', async () => {
    const said = await scene.hearAll(many.map(() => scene.create({}, { 'idempotency-key': 'the-one' })));
    const [first] = scene.records();
    expect(scene.records()).toHaveLength(1);
    expect(keysOf(said)).toHaveLength(1);
    expect(scene.keyIds()).toHaveLength(1);
    const others = said.filter(({ keys }) => keys.length === 0);
    for (const { http, problem, id, onboarding } of others) {
      expect([problem === 'in-progress' ? 409 : 200, id ?? onboarding]).toEqual([http, first?.id]);
    }
    const again = await scene.hear(scene.create({}, { 'idempotency-key': 'the-one' }));
    expect([again.http, again.id, again.keys]).toEqual([200, first?.id, []]);
    expect(await scene.broken()).toEqual([]);
  });

  test('under fifty keys for one slot make one onboarding; the others are told which', async () => {
    const said = await scene.hearAll(
      many.map((index) => scene.create({}, { 'idempotency-key': `key-${String(index)}` })),
    );
    const [first] = scene.records();
    expect(scene.records()).toHaveLength(1);
    expect(keysOf(said)).toHaveLength(1);
    const others = said.filter(({ keys }) => keys.length === 0);
    expect(new Set(others.map(({ http, onboarding }) => `${String(http)} ${String(onboarding)}`))).toEqual(
      new Set([`409 ${String(first?.id)}`]),
    );
    expect(await scene.broken()).toEqual([]);
  });

  test('for one claim give the keys to one of them', async () => {
    const id = await scene.newReady();
    const said = await scene.hearAll(many.map(() => scene.claim(id)));
    expect(keysOf(said)).toHaveLength(1);
    expect(scene.keyIds()).toHaveLength(1);
    expect(said.filter(({ http }) => http !== 200 && http !== 409)).toEqual([]);
    expect(await scene.broken()).toEqual([]);
  });
});

describe('a claim and an offboarding at once', () => {
  test.each([1, 2, 3, 4, 5, 6])('come out one way or the other, never both, by course %i', async (seed) => {
    scene.close();
    scene = await openScene({ seed });
    const id = await scene.newReady();
    const [claimed, ended] = await scene.hearAll([scene.claim(id), scene.offboard(id)]);
    const { status } = scene.record(id);
    // A claim that lost the race shows nothing; an offboarding that lost it is told so, and may come again.
    expect([status, claimed?.keys.length, ended?.http]).toEqual(
      claimed?.http === 200 ? ['claimed', 1, 409] : ['offboarded', 0, 200],
    );
    expect(await scene.broken()).toEqual([]);
  });
});

test('a claim against the later look of worker and sweep: keys once, whoever comes first', async () => {
  const id = await scene.newReady();
  // It dies, so that a look is due in 15 minutes.
  const lost = scene.claim(id, { trouble: { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0 } });
  await scene.time.until(lost.process.frozen);
  await scene.settle();
  expect([scene.record(id).status, scene.keyIds()]).toEqual(['ready', []]);
  await scene.pass(16 * minute);
  await scene.time.until(scene.world.sweep());
  const claims = [scene.claim(id), scene.claim(id)];
  const worker = scene.world.takeWork();
  const said = await scene.hearAll(claims);
  if (worker !== undefined) await scene.time.until(worker);
  await scene.settle();
  const last = await scene.hear(scene.claim(id));
  expect(keysOf([...said, last])).toHaveLength(1);
  expect(await scene.broken()).toEqual([]);
});

test('a fence whose answer is lost, while the later look moves the record on, has landed: the keys are handed over', async () => {
  const id = await scene.newReady();
  // A claim that came to nothing leaves a later look behind.
  scene.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'x');
  await scene.hear(scene.claim(id, { trouble: { at: 'iam:CreateAccessKey', kind: 'answer lost', ms: 0 } }));
  const { reconcileAt: due = 0 } = scene.record(id);
  await scene.pass(due - scene.time.now() - 500);
  const asked = scene.claim(id);
  const isChecking = () => scene.sentBy(asked.process.name).includes('sts:GetCallerIdentity');
  while (!isChecking()) await scene.pass(5);
  asked.process.meets({ at: 'dynamodb:PutItem', kind: 'answer lost', ms: 0 });
  while (scene.record(id).status !== 'claimed') await scene.pass(5);
  const { version } = scene.record(id);
  await scene.pass(Math.max(0, due - scene.time.now()) + 1);
  await scene.time.until(scene.world.sweep());
  await drain(scene.world);
  expect(scene.record(id).version).toBeGreaterThan(version);
  const said = await scene.hear(asked);
  expect([said.http, said.keys.map(({ accessKeyId }) => accessKeyId)]).toEqual([200, scene.keyIds()]);
  expect(scene.keyIds()).toHaveLength(1);
  expect(await scene.broken()).toEqual([]);
});

test('a process that died is not followed before its lease and the margin are over, whoever asks', async () => {
  const dead = scene.create({}, {}, { trouble: { at: 'iam:CreateUser', kind: 'dies', ms: 0 } });
  await scene.time.until(dead.process.frozen);
  const [{ id, ...record } = { id: '' }] = scene.records();
  const expiresAt = 'lease' in record ? record.lease.expiresAt : 0;
  const calls = () => scene.world.calls.length;
  await scene.pass(expiresAt - scene.time.now() + 1000);
  const before = calls();
  const early = await scene.hear(scene.provision(id));
  expect([early.http, early.status, calls()]).toEqual([202, 'provisioning', before]);
  await scene.pass(scene.world.settings.marginMs);
  const said = await scene.hear(scene.provision(id));
  expect([said.http, said.status]).toEqual([200, 'ready']);
  expect(await scene.broken()).toEqual([]);
});

test('a key that lands after its claim was given up is removed by the later look', async () => {
  const id = await scene.newReady();
  // The second one is refused for good.
  scene.world.refusals.add('iam:CreateAccessKey', 'LimitExceeded', '.x');
  const said = await scene.hear(
    scene.claim(id, { trouble: { at: 'iam:CreateAccessKey', kind: 'lands late', ms: 9000 } }),
  );
  expect([said.problem, scene.record(id).status, scene.keyIds()]).toEqual(['quota-exceeded', 'ready', []]);
  await scene.pass(10_000);
  expect(scene.keyIds()).toHaveLength(1);
  expect(await scene.broken()).toEqual([]);
  expect([scene.record(id).status, scene.keyIds()]).toEqual(['ready', []]);
});

test.each(['iam:CreateUser', 'iam:CreateAccessKey', 'iam:AttachUserPolicy'])(
  'a session that has expired at %s is renewed once, in the same request',
  async (at) => {
    const said = await scene.hear(scene.create({}, {}, { trouble: { at, kind: 'session expired', ms: 0 } }));
    expect([said.http, said.keys.length]).toEqual([201, 1]);
    expect(await scene.broken()).toEqual([]);
  },
);

test.each([
  ['NoSuchEntity', 'x'.repeat(999), 0],
  ['EntityTemporarilyUnmodifiable', 'x', 3 * minute],
] as const)('what is put off for %s is asked for by a message, not before its time', async (code, pattern, delayMs) => {
  scene.world.refusals.add('iam:AttachUserPolicy', code, pattern);
  const { id } = await scene.hear(scene.create());
  const [message] = scene.world.work.all();
  expect(message?.id).toBe(id);
  expect((message?.at ?? 0) - scene.time.now()).toBeGreaterThan(delayMs - 2000);
});

test('five workers at one onboarding make one user, and one of them does it', async () => {
  const { id = '' } = await scene.hear(scene.create({}, { prefer: 'respond-async' }));
  await scene.time.until(Promise.all([1, 2, 3, 4, 5].map(() => scene.world.workOn(id))));
  expect(scene.record(id).status).toBe('ready');
  const creators = scene.world.calls.filter(({ operation }) => operation === 'iam:CreateUser');
  expect(creators).toHaveLength(1);
  expect(await scene.broken()).toEqual([]);
});

describe('a process that is thawed after its lease', () => {
  /** Sweeps and works for so long, in ms. */
  const workFor = async (ms: number) => {
    const until = scene.time.now() + ms;
    while (scene.time.now() < until) {
      await scene.pass(minute);
      await scene.time.until(scene.world.sweep());
      await drain(scene.world);
    }
  };

  test.each(['iam:DeleteAccessKey', 'iam:DetachUserPolicy', 'iam:DeleteUser', 'iam:DeletePolicy'])(
    'at %s of its undo sends nothing more, though the names are another onboarding by then',
    async (at) => {
      // With everything made, the key is not let in.
      const denied = { at: 'sts:GetCallerIdentity', kind: 'denied', ms: 0 } as const;
      const first = scene.create({}, {}, { trouble: denied });
      first.process.meets({ at, kind: 'freezes', ms: 12 * minute });
      await scene.time.until(first.process.frozen);
      const frozenAt = scene.sentBy(first.process.name).length;
      await workFor(8 * minute);
      expect(scene.records().map(({ status }) => status)).toEqual(['failed']);
      const second = await scene.hear(scene.create());
      expect([second.http, second.keys.length]).toEqual([201, 1]);
      const late = await scene.hear(first);
      expect([late.keys, scene.sentBy(first.process.name).slice(frozenAt)]).toEqual([[], []]);
      expect(scene.keyIds()).toEqual(second.keys.map(({ accessKeyId }) => accessKeyId));
      expect(await scene.broken()).toEqual([]);
    },
  );

  test.each(['iam:CreateAccessKey', 'sts:GetCallerIdentity', 'dynamodb:PutItem'])(
    'at %s of its claim discloses nothing and deletes the one key that it made, not the one that was claimed since',
    async (at) => {
      const id = await scene.newReady();
      const first = scene.claim(id, { trouble: { at, kind: 'freezes', ms: 5 * minute } });
      await scene.time.until(first.process.frozen);
      const frozenAt = scene.sentBy(first.process.name).length;
      await scene.pass(2 * minute);
      await scene.time.until(scene.world.sweep());
      const worker = scene.world.takeWork();
      if (worker !== undefined) await scene.time.until(worker);
      expect(scene.record(id).status).toBe('ready');
      const second = await scene.hear(scene.claim(id));
      await scene.pass(5 * minute);
      const late = await scene.hear(first);
      expect([second.keys.length, late.http, late.keys]).toEqual([1, 409, []]);
      const sent = scene.sentBy(first.process.name).slice(frozenAt);
      expect(sent.filter((operation) => operation !== 'iam:DeleteAccessKey')).toEqual([]);
      expect(scene.keyIds()).toEqual(second.keys.map(({ accessKeyId }) => accessKeyId));
      expect(await scene.broken()).toEqual([]);
    },
  );

  test.each(['iam:CreateUser', 'iam:AttachUserPolicy', 'iam:CreateAccessKey', 'sts:GetCallerIdentity'])(
    'at %s of its create sends nothing but the end of its own key, and says 409',
    async (at) => {
      const first = scene.create({}, {}, { trouble: { at, kind: 'freezes', ms: 5 * minute } });
      await scene.time.until(first.process.frozen);
      const frozenAt = scene.sentBy(first.process.name).length;
      await scene.pass(2 * minute);
      await scene.settle();
      const [{ id, status } = { id: '', status: '' }] = scene.records();
      expect(status).toBe('ready');
      const second = await scene.hear(scene.claim(id));
      const late = await scene.hear(first);
      expect([second.keys.length, late.http, late.problem]).toEqual([1, 409, 'taken-over']);
      const sent = scene.sentBy(first.process.name).slice(frozenAt);
      expect(sent.filter((operation) => operation !== 'iam:DeleteAccessKey')).toEqual([]);
      expect(await scene.broken()).toEqual([]);
    },
  );
});

test.each(['iam:CreateUser', 'sts:GetCallerIdentity', 'dynamodb:PutItem'])(
  'a process that is frozen at %s and thawed within its lease goes on, and hands the keys over',
  async (at) => {
    const said = await scene.hear(scene.create({}, {}, { trouble: { at, kind: 'freezes', ms: 10_000 } }));
    expect([said.http, said.keys.length]).toEqual([201, 1]);
    expect(await scene.broken()).toEqual([]);
  },
);

test('a CreateUser that lands after the undo is removed by the later look', async () => {
  await scene.iam('CreatePolicy', {
    PolicyName: 'tutum-policy',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
    }),
  });
  scene.tenant.accept();
  const trouble = { at: 'iam:CreateUser', kind: 'lands late', ms: 8 * minute } as const;
  const said = await scene.hear(scene.create({}, {}, { trouble }));
  const id = said.onboarding ?? said.id ?? '';
  await scene.pass(7 * minute);
  await scene.time.until(scene.world.sweep());
  const worker = scene.world.takeWork();
  if (worker !== undefined) await scene.time.until(worker);
  expect([scene.record(id).status, scene.users()]).toEqual(['failed', []]);
  await scene.pass(3 * minute);
  expect(scene.users().map(({ name }) => name)).toEqual(['tutum']);
  expect(await scene.broken()).toEqual([]);
  expect([scene.record(id).status, scene.users()]).toEqual(['failed', []]);
});

test.each(['iam:CreateUser', 'iam:CreatePolicy'])(
  'a %s that was sent again, and lands after all of it was offboarded, is undone by the later look',
  async (at) => {
    const { id = '' } = await scene.hear(scene.create({}, {}, { trouble: { at, kind: 'lands late', ms: minute } }));
    const ended = await scene.hear(scene.offboard(id));
    expect([ended.http, scene.tenant.hasOurs()]).toEqual([200, false]);
    await scene.pass(2 * minute);
    expect(scene.tenant.hasOurs()).toBe(true);
    expect(await scene.broken()).toEqual([]);
    expect([scene.record(id).status, scene.tenant.hasOurs()]).toEqual(['offboarded', false]);
  },
);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChances } from '../../local/sandbox/lag/chance.ts';
import { observers, type Observer } from '../../local/sandbox/lag/history.ts';
import { createLag, type Lag } from '../../local/sandbox/lag/index.ts';
import { drawMs, profiles } from '../../local/sandbox/lag/profile.ts';
import { emptyAccount } from '../../local/sandbox/state.ts';
import { keysOf, refusalOf } from '../support/sandboxClients.ts';
import { everything, lateSandbox, roleArn, RoleName, settleMs, trust, UserName, watch, type Late } from './late.ts';

const account = '111122223333';

test.each([
  { profile: 'usual', medianMs: 1000, p99Ms: 8000, longestMs: 20_000 },
  { profile: 'bad', medianMs: 5000, p99Ms: 30_000, longestMs: 30_000 },
] as const)(
  'with the profile $profile, the median lag is $medianMs ms, the 99th percentile is $p99Ms ms, and the maximum is $longestMs ms',
  (wanted) => {
    const chance = createChances(1).of('times');
    const { lateness } = profiles[wanted.profile];
    const times = Array.from({ length: 20_000 }, () => drawMs(lateness, chance)).toSorted((one, other) => one - other);
    expect(Math.abs((times[10_000] ?? 0) / wanted.medianMs - 1)).toBeLessThan(0.05);
    expect(times[19_799]).toBeLessThanOrEqual(wanted.p99Ms * 1.05);
    expect(times[19_850]).toBeGreaterThan(wanted.p99Ms * 0.95);
    expect(times.at(-1)).toBeLessThanOrEqual(wanted.longestMs);
    expect(times[0]).toBeGreaterThan(0);
  },
);

/**
 * Returns when each machine of an observer shows a user that is created at time 0, in milliseconds, rounded up to 10.
 */
function timesOf(lag: Lag, observer: Observer): readonly number[] {
  const stored = emptyAccount();
  lag.applyChange(account, stored, 0, () => {
    const nothing = { inline: [], attached: [], accessKeys: [], mfaDevices: [], sshKeys: [], certificates: [] };
    const times = { createdAt: 0, visibleAt: 0 };
    const user = { name: 'u', id: 'AIDA', path: '/', tags: [], serviceCredentials: [], ...nothing, ...times };
    stored.users.set('u', user);
  });
  return [0, 1].map((machine) => {
    let ms = 0;
    while (!lag.seen(account, stored, observer, machine, ms).users.has('u')) ms += 10;
    return ms;
  });
}

describe('one write', () => {
  const seeds = [1, 2, 3, 4];
  const all = (seed: number) => observers.map((observer) => timesOf(createLag({ profile: 'usual', seed }), observer));

  test('reaches each observer at a different time, and one of its two machines well before the other', () => {
    for (const seed of seeds) {
      const times = all(seed);
      const last = times.map((machines) => Math.max(...machines));
      expect(new Set(last).size).toBe(observers.length);
      for (const machines of times) expect(Math.min(...machines)).toBeLessThanOrEqual(Math.max(...machines) / 2);
    }
  });

  test('has the same times with the same seed, and different times with another seed', () => {
    expect(seeds.map(all)).toEqual(seeds.map(all));
    expect(new Set(seeds.map((seed) => JSON.stringify(all(seed)))).size).toBe(seeds.length);
  });
});

/** Returns, for each function, when seven answers in a row are all new, in milliseconds, rounded up to 250. */
async function allNewAfterMs(late: Late, isNew: readonly (() => Promise<boolean>)[]): Promise<readonly number[]> {
  const newAfter = isNew.map(() => 0);
  for (let ms = 0; ms < Math.max(2000, ...newAfter) + 1000; ms += 250) {
    for (const [index, ask] of isNew.entries())
      for (let again = 0; again < 7; again += 1)
        if (!(await ask())) {
          newAfter[index] = ms + 250;
          break;
        }
    late.pass(250);
  }
  return newAfter;
}

const succeeds = async (call: Promise<unknown>) => (await refusalOf(call)).code === 'ok';

test.each([
  {
    pair: 'reads and the evaluation of policies',
    change: async (late: Late) => {
      const { iam } = late.root;
      await iam.createUser({ UserName });
      late.settle();
      const asUser = late.as(await keysOf(iam, UserName)).iam;
      late.settle();
      await iam.putUserPolicy({ UserName, PolicyName: 'given', PolicyDocument: everything });
      return [
        () => succeeds(iam.getUserPolicy({ UserName, PolicyName: 'given' })),
        () => succeeds(asUser.listGroups({})),
      ];
    },
  },
  {
    pair: 'reads and STS',
    change: async (late: Late) => {
      await late.root.iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
      return [
        () => succeeds(late.root.iam.getRole({ RoleName })),
        () => succeeds(late.vendor.sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'session' })),
      ];
    },
  },
])('$pair show one write at different times, and either can be first', async ({ change }) => {
  const ahead = new Set<number>();
  for (const seed of [1, 2, 3, 4]) {
    const late = lateSandbox({ profile: 'usual', seed });
    const [one = 0, other = 0] = await allNewAfterMs(late, await change(late));
    if (Math.abs(one - other) > 500) ahead.add(Math.sign(one - other));
  }
  expect(ahead.size).toBe(2);
});

/**
 * Creates three users one after the other. Returns for each the sequence of answers: `n` if the user was listed, `o` if
 * not.
 */
async function run(late: Late): Promise<readonly string[]> {
  const names = ['a', 'b', 'c'];
  for (const name of names) await late.root.iam.createUser({ UserName: name });
  const seen = names.map(() => '');
  await watch(late, async () => {
    const { Users = [] } = await late.root.iam.listUsers({});
    names.forEach((name, index) => {
      seen[index] = `${seen[index] ?? ''}${Users.some((user) => user.UserName === name) ? 'n' : 'o'}`;
    });
    return true;
  });
  return seen;
}

test('the times are repeated with the same seed, and after a clear of the sandbox', async () => {
  const late = lateSandbox({ profile: 'usual', seed: 7 });
  const first = await run(late);
  expect(await run(lateSandbox({ profile: 'usual', seed: 7 }))).toEqual(first);
  expect(await run(lateSandbox({ profile: 'usual', seed: 8 }))).not.toEqual(first);
  await late.sandbox.clear();
  expect(await run(late)).toEqual(first);
});

test('each write has its own times, so that a later write can become visible before an earlier one', async () => {
  const runs = await Promise.all([1, 2, 3, 4, 5].map((seed) => run(lateSandbox({ profile: 'bad', seed }))));
  const firstSeen = runs.map((seen) => seen.map((each) => each.lastIndexOf('o')));
  expect(firstSeen.some(([a = 0, b = 0, c = 0]) => b < a || c < b)).toBe(true);
  for (const seen of firstSeen) expect(new Set(seen).size).toBeGreaterThan(1);
});

test('calls in one account do not change the times in another account', async () => {
  const quiet = lateSandbox({ profile: 'usual', seed: 7 });
  const busy = lateSandbox({ profile: 'usual', seed: 7 });
  await busy.elsewhere('222233334444').iam.createUser({ UserName: 'other' });
  await busy.elsewhere('222233334444').iam.listUsers({});
  expect(await run(busy)).toEqual(await run(quiet));
});

test('after a restart all earlier writes are visible', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const before = lateSandbox({ profile: 'bad', seed: 1 }, dataDir);
  await before.root.iam.createUser({ UserName });
  expect(await refusalOf(before.root.iam.getUser({ UserName }))).toMatchObject({ code: 'NoSuchEntity' });

  const after = lateSandbox({ profile: 'bad', seed: 1 }, dataDir);
  for (let again = 0; again < 8; again += 1)
    expect((await after.root.iam.getUser({ UserName })).User).toMatchObject({ UserName });
  rmSync(dataDir, { recursive: true });
});

test('the tests wait for the maximum lag of all profiles', () => {
  expect(Math.max(...Object.values(profiles).map(({ lateness }) => lateness.longestMs))).toBe(settleMs);
});

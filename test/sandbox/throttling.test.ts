import { createSandbox } from '../../local/sandbox/index.ts';
import type { LagOptions } from '../../local/sandbox/lag/profile.ts';
import { iamAsRoot } from '../../local/cloudformation/iam.ts';
import { documentOf, keysOf, clientsOf, refusalOf, rootOf } from '../support/sandboxClients.ts';
import { settleMs } from './late.ts';

const [account, another] = ['111122223333', '222233334444'];
const throttled = { code: 'Throttling', words: 'Rate exceeded', status: 400 };

function start(lag: LagOptions) {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const sandbox = createSandbox({ dataDir: ':memory:', clock: () => now, lag });
  const pass = (ms: number) => {
    now += ms;
  };
  return { sandbox, pass, root: rootOf(sandbox, account).iam, other: rootOf(sandbox, another).iam };
}

/** Returns how many calls succeed before one is throttled, up to `most`. */
async function passing(call: () => Promise<unknown>, most = 200): Promise<number> {
  for (let count = 0; count < most; count += 1) {
    const refusal = await refusalOf(call());
    if (refusal.code === 'ok') continue;
    expect(refusal).toEqual(throttled);
    return count;
  }
  return most;
}

describe.each(['usual', 'bad'] as const)('with the profile %s', (profile) => {
  test.each([
    { kind: 'reads', burst: 60, perSecond: 20 },
    { kind: 'writes', burst: 20, perSecond: 5 },
  ])('an account can make $burst $kind at once, and $perSecond more per second', async ({ kind, burst, perSecond }) => {
    const { root, pass } = start({ profile });
    let groups = 0;
    const call = () =>
      kind === 'reads' ? root.listUsers({}) : root.createGroup({ GroupName: `g${String((groups += 1))}` });
    expect(await passing(call)).toBe(burst);
    expect(await passing(call)).toBe(0);
    pass(1000);
    expect(await passing(call)).toBe(perSecond);
    pass(500);
    expect(await passing(call)).toBe(Math.floor(perSecond / 2));
    pass(3_600_000);
    expect(await passing(call)).toBe(burst);
  });
});

const rates = { read: { burst: 3, perSecond: 1 }, write: { burst: 2, perSecond: 1 } };

test('the rate and the burst can be configured', async () => {
  const { root } = start({ profile: 'usual', rates });
  expect(await passing(() => root.listUsers({}))).toBe(3);
});

test('each account has its own limits, and reads and writes have separate limits', async () => {
  const { root, other } = start({ profile: 'usual', rates });
  expect(await passing(() => root.listUsers({}))).toBe(3);
  expect(await refusalOf(root.createUser({ UserName: 'u' }))).toMatchObject({ code: 'ok' });
  expect(await passing(() => other.listUsers({}))).toBe(3);
});

test('all principals of an account share its limits, whatever permissions they have', async () => {
  const { sandbox, root, pass } = start({ profile: 'usual', rates });
  await root.createUser({ UserName: 'u' });
  pass(settleMs);
  const user = clientsOf(sandbox, await keysOf(root, 'u'));
  pass(settleMs);
  // These calls are denied, and count nevertheless.
  for (let again = 0; again < 3; again += 1)
    expect(await refusalOf(user.iam.listUsers({}))).toMatchObject({ code: 'AccessDenied' });
  expect(await refusalOf(user.iam.listUsers({}))).toEqual(throttled);
  expect(await refusalOf(root.listUsers({}))).toEqual(throttled);
  expect(await refusalOf(user.sts.getCallerIdentity({}))).toMatchObject({ code: 'ok' });
});

test('a throttled call is not carried out, and calls of CloudFormation are not throttled', async () => {
  const { sandbox, root, pass } = start({ profile: 'usual', rates });
  const trust = documentOf({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' });
  expect(await passing(() => root.createUser({ UserName: `u${String(Math.random())}` }))).toBe(2);
  expect(await refusalOf(root.createRole({ RoleName: 'r', AssumeRolePolicyDocument: trust }))).toEqual(throttled);
  await iamAsRoot(sandbox, account)('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust });
  pass(settleMs);
  expect((await root.listRoles({})).Roles).toHaveLength(1);
});

test('without a lag, no call is throttled', async () => {
  const { root } = start({ profile: 'off', rates });
  expect(await passing(() => root.listUsers({}), 100)).toBe(100);
});

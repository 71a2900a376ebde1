import { receiptOf } from '../../lib/record/receipt.ts';
import { removalScript } from '../../lib/record/removalScript.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Trouble } from '../model/trouble.ts';
import { useScenario } from '../model/useScenario.ts';
import { iamPathOf } from '../support/tenantNames.ts';

const second = 1000;
const minute = 60 * second;

let scenario: Scenario;
const reopen = useScenario((opened) => {
  scenario = opened;
});

const lost = (operation: string, kind: Trouble['kind'], ms = 0): Trouble => ({ at: `iam:${operation}`, kind, ms });

/** Returns a claimed onboarding. One of its calls got no answer. */
async function claimedWith(trouble: Trouble) {
  const response = await scenario.waitFor(scenario.create({}, {}, { trouble }));
  expect([response.http, response.status]).toEqual([201, 'claimed']);
  return { id: response.id ?? '', key: response.keys[0]?.accessKeyId ?? '' };
}

/** The administrator creates a key, and uses it if asked to. Returns its ID. */
async function administratorsKey({ isUsed = false } = {}): Promise<string> {
  const before = scenario.keyIds();
  await scenario.tenant.createForeignKey('tutum');
  const id = scenario.keyIds().find((each) => !before.includes(each)) ?? '';
  if (isUsed) {
    const { sandbox } = scenario.world;
    const who = sandbox.authenticate(id, undefined);
    if (!who.ok) throw new Error(who.code);
    const parameters = { Action: 'ListUsers' };
    await sandbox.answer({ service: 'iam', caller: who.caller, parameters, requestId: 'theirs', appearLateMs: 0 });
  }
  return id;
}

const leftInReceipt = (id: string) =>
  receiptOf(scenario.record(id)).filter(({ status, type }) => status === 'left' && type === 'access-key');

describe('a call whose answer is lost', () => {
  test.each([
    ['CreateUser', 'user', 'tutum'],
    ['CreatePolicy', 'policy', 'tutum-policy'],
    ['AttachUserPolicy', 'user', 'tutum'],
    ['CreateAccessKey', 'user', 'tutum'],
  ])('to %s is on record until the later look, when AWS can no longer carry it out', async (action, type, name) => {
    const startedAt = scenario.time.now();
    const { id, key } = await claimedWith(lost(action, 'carried out late', 90 * second));
    const [call, ...others] = scenario.record(id).unknownCalls ?? [];
    const arn = `arn:aws:iam::123456789012:${type}${iamPathOf(scenario.tenant, id)}${name}`;
    expect([call, others]).toEqual([{ action: `iam:${action}`, name, arn, sentAt: expect.any(Number) }, []]);
    // The time is by AWS's clock, which Latchkey computes from the answer of STS. It may be too early by the duration
    // of that call.
    expect(call?.sentAt).toBeGreaterThan(startedAt - second);
    expect(call?.sentAt).toBeLessThan(scenario.time.now() - scenario.world.settings.requestTimeoutMs);
    expect(await scenario.violations()).toEqual([]);
    const { status, unknownCalls, dueTimes } = scenario.record(id);
    expect([status, unknownCalls, dueTimes.reconcile, scenario.keyIds()]).toEqual([
      'claimed',
      undefined,
      undefined,
      [key],
    ]);
  });

  test.each(['failed', 'offboarded'] as const)(
    'and that IAM carries out after the role was refused: the receipt of the %s onboarding says what may be left, and DELETE removes it once the role is restored',
    async (status) => {
      const at = lost('CreateUser', 'carried out late', 8 * minute);
      scenario.world.refusals.add('iam:CreatePolicy', 'InvalidInput', status === 'failed' ? 'x' : '');
      const created = await scenario.waitFor(scenario.create({}, {}, { trouble: at }));
      const id = created.id ?? created.onboarding ?? '';
      if (status === 'offboarded') await scenario.waitFor(scenario.offboard(id));
      await scenario.tenant.refuse();
      expect(await scenario.violations()).toEqual([]);
      expect([scenario.record(id).status, scenario.users().length]).toEqual([status, 1]);
      expect(receiptOf(scenario.record(id))).toContainEqual(
        expect.objectContaining({ type: 'user', status: 'left', reason: expect.stringContaining('could not check') }),
      );
      expect(removalScript(scenario.record(id))).toContain("delete-user --user-name 'tutum'");

      await scenario.tenant.trustAgain();
      await scenario.waitFor(scenario.offboard(id));
      expect(await scenario.violations()).toEqual([]);
      expect([scenario.record(id).status, scenario.record(id).unknownCalls, scenario.users()]).toEqual([
        'offboarded',
        undefined,
        [],
      ]);
    },
  );

  test('to DetachGroupPolicy is on record as a call on the group', async () => {
    await reopen({ blueprint: 'koding' });
    const { id = '' } = await scenario.waitFor(scenario.create());
    await scenario.waitFor(
      scenario.offboard(id, { trouble: lost('DetachGroupPolicy', 'carried out late', 90 * second) }),
    );
    expect(scenario.record(id).unknownCalls).toMatchObject([{ action: 'iam:DetachGroupPolicy', name: 'Developers' }]);
    expect(await scenario.violations()).toEqual([]);
    expect([scenario.record(id).status, scenario.record(id).unknownCalls]).toEqual(['offboarded', undefined]);
  });

  test('is not on record if AWS refused it, or answered it', async () => {
    const { id = '' } = await scenario.waitFor(scenario.create());
    expect(scenario.record(id).unknownCalls).toBeUndefined();
    const ready = await scenario.newReady({ userName: 'other', policyName: 'other-policy' });
    scenario.world.refusals.add('iam:CreateAccessKey', 'LimitExceeded', 'x');
    await scenario.waitFor(scenario.claim(ready));
    expect([scenario.record(ready).status, scenario.record(ready).unknownCalls]).toEqual(['ready', undefined]);
  });
});

describe('a key whose secret nobody has received', () => {
  test.each([6, 8, 30, 90, 600])(
    'and that IAM creates %i s after the call, when the keys are disclosed, is deleted by the later look',
    async (seconds) => {
      const { id, key } = await claimedWith(lost('CreateAccessKey', 'carried out late', seconds * second));
      await scenario.pass(seconds * second);
      expect(scenario.keyIds()).toHaveLength(2);
      expect(await scenario.violations()).toEqual([]);
      expect([scenario.keyIds(), leftInReceipt(id)]).toEqual([[key], []]);
    },
  );

  test.each(['iam:CreateAccessKey', 'sts:GetCallerIdentity'])(
    'because the process that created it died at %s, is deleted by the process that takes over',
    async (at) => {
      const id = await scenario.newReady();
      const { process } = scenario.claim(id, { trouble: { at, kind: 'dies', ms: 0 } });
      await scenario.time.until(process.frozen);
      expect(scenario.keyIds()).toHaveLength(1);
      expect(await scenario.violations()).toEqual([]);
      expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
    },
  );
});

test('a key whose ID IAM has answered is deleted after a failed claim, however wrong the clock is', async () => {
  await reopen({ blueprint: 'cycle', parameters: { userNames: ['ann', 'ben'] } });
  const id = await scenario.newReady({ userNames: ['ann', 'ben'] });
  scenario.world.refusals.add('iam:CreateAccessKey', 'LimitExceeded', '.x');
  const response = await scenario.waitFor(scenario.claim(id, { skewMs: -10 * minute }));
  expect([response.problem, scenario.record(id).status, scenario.keyIds()]).toEqual(['quota-exceeded', 'ready', []]);
  expect(scenario.world.calls.map(({ operation }) => operation)).toContain('iam:DeleteAccessKey');
});

describe("an administrator's change to a claimed user is reported and not reversed by the later look:", () => {
  const named = (key: string) => [
    {
      type: 'access-key',
      accessKeyId: key,
      status: 'left',
      reason: expect.stringContaining('Latchkey has no record that it created this key'),
    },
  ];

  test('a key, if no CreateAccessKey is on record, and an attached policy', async () => {
    const { id, key } = await claimedWith(lost('AttachUserPolicy', 'carried out late', 90 * second));
    await scenario.pass(minute);
    const theirs = await administratorsKey();
    const PolicyArn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    await scenario.iam('AttachUserPolicy', { UserName: 'tutum', PolicyArn });
    scenario.tenant.accept();
    expect(await scenario.violations()).toEqual([]);
    expect(new Set(scenario.keyIds())).toEqual(new Set([key, theirs]));
    expect(scenario.users()[0]?.attached.map(({ arn }) => arn)).toContain(PolicyArn);
    expect([scenario.record(id).status, leftInReceipt(id)]).toMatchObject(['claimed', named(theirs)]);
    expect(scenario.world.log()).toContain('no call on record explains');
  });

  test('a key that was used, although it was created when a lost CreateAccessKey may have been carried out', async () => {
    const { id, key } = await claimedWith(lost('CreateAccessKey', 'fails before'));
    await scenario.pass(minute);
    const theirs = await administratorsKey({ isUsed: true });
    expect(await scenario.violations()).toEqual([]);
    expect(new Set(scenario.keyIds())).toEqual(new Set([key, theirs]));
    expect(leftInReceipt(id)).toMatchObject(named(theirs));
  });

  test('a key, although it was created soon after a lost CreateAccessKey whose own key was found and deleted', async () => {
    const { id, key } = await claimedWith(lost('CreateAccessKey', 'answer lost'));
    const theirs = await administratorsKey();
    expect(await scenario.violations()).toEqual([]);
    expect(new Set(scenario.keyIds())).toEqual(new Set([key, theirs]));
    expect([leftInReceipt(id), scenario.record(id).unknownCalls]).toMatchObject([named(theirs), undefined]);
  });

  test('a key that was created when a lost CreateAccessKey cannot be carried out any more', async () => {
    const { id, key } = await claimedWith(lost('CreateAccessKey', 'fails before'));
    await scenario.tenant.refuse();
    // The later look cannot assume the role, so it is repeated.
    await scenario.pass(20 * minute);
    const theirs = await administratorsKey();
    await scenario.settle();
    expect(scenario.record(id).unknownCalls).toHaveLength(1);
    await scenario.tenant.trustAgain();
    await scenario.pass(24 * 60 * minute);
    expect(await scenario.violations()).toEqual([]);
    expect(new Set(scenario.keyIds())).toEqual(new Set([key, theirs]));
    expect([leftInReceipt(id), scenario.record(id).unknownCalls]).toMatchObject([named(theirs), undefined]);
  });

  test('a key that is named and then deleted by its owner is no longer in the receipt after the next removal', async () => {
    const { id } = await claimedWith(lost('AttachUserPolicy', 'carried out late', 90 * second));
    const theirs = await administratorsKey();
    await scenario.settle();
    expect(leftInReceipt(id)).toHaveLength(1);
    await scenario.iam('DeleteAccessKey', { UserName: 'tutum', AccessKeyId: theirs });
    expect((await scenario.waitFor(scenario.offboard(id))).status).toBe('offboarded');
    expect(leftInReceipt(id)).toEqual([]);
  });
});

test("the later look at a ready onboarding deletes a late key and leaves an administrator's", async () => {
  const id = await scenario.newReady();
  scenario.world.refusals.add('iam:CreateAccessKey', 'LimitExceeded', '.x');
  await scenario.waitFor(scenario.claim(id, { trouble: lost('CreateAccessKey', 'carried out late', 90 * second) }));
  await scenario.pass(minute);
  const theirs = await administratorsKey({ isUsed: true });
  await scenario.pass(minute);
  expect(scenario.keyIds()).toHaveLength(2);
  expect(await scenario.violations()).toEqual([]);
  expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', [theirs]]);
  expect(leftInReceipt(id)).toMatchObject([{ accessKeyId: theirs }]);
});

test('the later look leaves a user that an administrator created with the name and path of our removed user', async () => {
  const { id } = await claimedWith(lost('AttachUserPolicy', 'carried out late', 90 * second));
  await scenario.waitFor(scenario.offboard(id));
  await scenario.iam('CreateUser', { UserName: 'tutum', Path: iamPathOf(scenario.tenant, id) });
  await scenario.settle();
  const user = scenario.record(id).resources.find(({ type }) => type === 'user');
  expect([scenario.record(id).status, scenario.users().map(({ name }) => name)]).toEqual(['offboarded', ['tutum']]);
  expect(user).toMatchObject({
    status: 'removed',
    reason: expect.stringContaining('Latchkey does not remove that one'),
  });
});

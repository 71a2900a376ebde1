import { dueAt } from '../../lib/record/dueTimes.ts';
import { receiptOf } from '../../lib/record/receipt.ts';
import { workFor } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { changeAccount } from '../model/changedAccount.ts';
import { useScenario } from '../model/useScenario.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const always = 'x'.repeat(99_999);

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

/** AWS denies the check of a new key, so that a claim, or a create with keys, fails after CreateAccessKey. */
const failTheCheck = () => scenario.world.refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
const refuse = (operations: string, pattern = always) =>
  scenario.world.refusals.add(operations, 'InvalidClientTokenId', pattern);
const nextDay = async () => {
  await scenario.pass(day);
  await workFor(scenario.world, 3);
};
const keyLines = () =>
  receiptOf(scenario.one())
    .filter(({ type }) => type === 'access-key')
    .map(({ accessKeyId, status }) => [accessKeyId, status]);
const types = () => scenario.one().events.map(({ type }) => type);

describe('if IAM answers InvalidClientTokenId to every call of a session', () => {
  test.each([
    ['its first create', 'iam:.*'],
    ['the create of its policy', 'iam:(?!CreateUser|CreateAccessKey).*'],
  ])('for 40 seconds from %s on, an onboarding becomes ready', async (_, operations) => {
    refuse(operations);
    scenario.time.later(40 * second, () => {
      scenario.world.refusals.clear();
    });
    expect((await scenario.waitFor(scenario.create())).http).toBe(202);
    await scenario.settle();
    expect([scenario.one().status, await scenario.violations()]).toEqual(['ready', []]);
  });

  test('for ever, before a key is made, the onboarding fails with AWS’s words, and the later look changes nothing', async () => {
    refuse('iam:.*');
    await scenario.waitFor(scenario.create());
    await workFor(scenario.world, 10);
    expect(scenario.one().status).toBe('failed');
    await workFor(scenario.world, 30);
    expect([scenario.one().status, dueAt(scenario.one())]).toEqual(['failed', undefined]);
    expect(scenario.problem()?.detail).toContain('with InvalidClientTokenId: the model says so');
    expect(scenario.problem()?.detail).not.toContain('credit card');
    scenario.world.refusals.clear();
    expect(await scenario.violations()).toEqual([]);
  });

  // The request after which a key is there that nobody has received, and what becomes of the onboarding.
  const requests: readonly (readonly [string, string, readonly string[], () => Promise<unknown>])[] = [
    [
      'a claim',
      'ready',
      ['onboarding.ready', 'onboarding.needs_attention', 'onboarding.ready'],
      async () => {
        const id = await scenario.newReady();
        refuse('iam:(Delete|List)AccessKeys?', '.' + always);
        failTheCheck();
        return scenario.waitFor(scenario.claim(id));
      },
    ],
    [
      'a create',
      'failed',
      ['onboarding.needs_attention', 'onboarding.failed'],
      () => {
        refuse('iam:(Delete|List)AccessKeys?');
        failTheCheck();
        return scenario.waitFor(scenario.create());
      },
    ],
  ];

  test.each(requests)(
    'for ever, after %s has made a key, the onboarding needs attention and names the key, and Latchkey tries daily to delete it: when AWS allows that, the onboarding is %s',
    async (_, status, events, ask) => {
      await ask();
      await workFor(scenario.world, 60);
      const [keyId = '', ...others] = scenario.keyIds();
      expect([scenario.one().status, keyId, others]).toEqual(['needs_attention', expect.stringMatching(/^AKIA/), []]);
      const detail = scenario.problem()?.detail;
      expect(detail).toContain('iam:DeleteAccessKey with InvalidClientTokenId: the model says so');
      expect(detail).toContain(`Nobody has received the access key ${keyId} of user tutum`);
      expect(detail).not.toContain('credit card');
      expect(keyLines()).toEqual([[keyId, 'left']]);
      expect(scenario.one().unknownCalls).toMatchObject([{ keyId }]);

      const deletes = () => scenario.world.calls.filter(({ operation }) => operation === 'iam:DeleteAccessKey').length;
      for (const tried of [deletes(), deletes()]) {
        await nextDay();
        expect([scenario.one().status, scenario.keyIds(), deletes() > tried]).toEqual([
          'needs_attention',
          [keyId],
          true,
        ]);
      }
      const sent = deletes();
      await scenario.pass(day / 2);
      await workFor(scenario.world, 3);
      expect(deletes()).toBe(sent);

      scenario.world.refusals.clear();
      await nextDay();
      expect([scenario.one().status, scenario.keyIds()]).toEqual([status, []]);
      expect(scenario.one().resources.filter((each) => each.status === 'left')).toEqual([]);
      expect(keyLines()).toEqual([[keyId, 'removed']]);
      expect([await scenario.violations(), types()]).toEqual([[], events]);
      if (status === 'ready') expect((await scenario.waitFor(scenario.claim(scenario.one().id))).keys).toHaveLength(1);
    },
  );

  test('until the day after a key was made, and something else then blocks the removal, the onboarding still needs attention, and nothing is due', async () => {
    refuse('iam:(Delete|List)AccessKeys?');
    failTheCheck();
    await scenario.waitFor(scenario.create());
    await workFor(scenario.world, 60);
    expect(scenario.keyIds()).toHaveLength(1);
    await scenario.iam('CreateGroup', { GroupName: 'theirs' });
    await scenario.iam('AddUserToGroup', { GroupName: 'theirs', UserName: 'tutum' });
    scenario.tenant.accept();
    scenario.world.refusals.clear();
    await nextDay();
    expect([scenario.one().status, scenario.problem()?.slug, scenario.keyIds()]).toEqual([
      'needs_attention',
      'undo-blocked',
      [],
    ]);
    expect([dueAt(scenario.one()), await scenario.violations()]).toEqual([undefined, []]);
  });

  test('for ever, after a claim has made a key, a DELETE removes everything as soon as AWS allows it', async () => {
    const id = await scenario.newReady();
    refuse('iam:(Delete|List)AccessKeys?', '.' + always);
    failTheCheck();
    await scenario.waitFor(scenario.claim(id));
    await workFor(scenario.world, 60);
    scenario.world.refusals.clear();
    expect((await scenario.waitFor(scenario.offboard(id))).status).toBe('offboarded');
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });
});

describe('a key that nobody has received and that a policy keeps Latchkey from deleting', () => {
  /** An onboarding that needs attention, and whose user has such a key. */
  const newHeld = async () => {
    const id = await scenario.newReady();
    scenario.world.refusals.add('iam:DeleteAccessKey', 'AccessDenied', always);
    failTheCheck();
    await scenario.waitFor(scenario.claim(id));
    await workFor(scenario.world, 60);
    const [keyId = ''] = scenario.keyIds();
    expect(scenario.one()).toMatchObject({
      status: 'needs_attention',
      problem: { slug: 'access-denied', detail: expect.stringContaining(`the access key ${keyId} of user tutum`) },
    });
    return id;
  };

  test('is deleted when the policy allows it, and then the onboarding is ready', async () => {
    await newHeld();
    scenario.world.refusals.clear();
    await nextDay();
    expect([scenario.one().status, scenario.keyIds(), await scenario.violations()]).toEqual(['ready', [], []]);
  });

  test('is deleted although somebody has renamed the user', async () => {
    await newHeld();
    await scenario.iam('UpdateUser', { UserName: 'tutum', NewUserName: 'somebody-new' });
    scenario.world.refusals.clear();
    await nextDay();
    expect([scenario.one().status, scenario.keyIds()]).toEqual(['needs_attention', []]);
    expect([scenario.problem()?.slug, dueAt(scenario.one())]).toEqual(['identity-changed', undefined]);
  });

  test('counts as deleted if an administrator has deleted it', async () => {
    await newHeld();
    const [AccessKeyId = ''] = scenario.keyIds();
    await scenario.iam('DeleteAccessKey', { UserName: 'tutum', AccessKeyId });
    scenario.world.refusals.clear();
    await nextDay();
    expect([scenario.one().status, await scenario.violations()]).toEqual(['ready', []]);
  });

  test('is tried again on the next day if the role cannot be assumed either', async () => {
    await newHeld();
    scenario.world.refusals.clear();
    await scenario.tenant.refuse();
    await nextDay();
    expect([scenario.one().status, scenario.keyIds().length]).toEqual(['needs_attention', 1]);
    await scenario.tenant.trustAgain();
    await nextDay();
    expect([scenario.one().status, scenario.keyIds(), await scenario.violations()]).toEqual(['ready', [], []]);
  });
});

test('a later look at an offboarded onboarding that IAM refuses for ever leaves it offboarded', async () => {
  const { id = '' } = await scenario.waitFor(scenario.create());
  const trouble = { at: 'iam:DetachUserPolicy', kind: 'carried out late', ms: minute } as const;
  await scenario.waitFor(scenario.offboard(id, { trouble }));
  expect(scenario.record(id)).toMatchObject({ status: 'offboarded', dueTimes: { reconcile: expect.any(Number) } });
  refuse('iam:.*');
  await workFor(scenario.world, 40);
  expect([scenario.record(id).status, dueAt(scenario.record(id))]).toEqual(['offboarded', undefined]);
});

describe('if ListAccessKeys does not show a new key for 20 minutes', () => {
  beforeEach(() => {
    const isShown = ({ createdAt }: { readonly createdAt: number }) => scenario.time.now() > createdAt + 20 * minute;
    changeAccount(scenario, (account) => ({
      listAccessKeys: async (user) => (await account.listAccessKeys(user)).filter(isShown),
    }));
  });

  test('a claim that fails has deleted its key when it answers', async () => {
    const id = await scenario.newReady();
    for (const _ of [1, 2]) {
      failTheCheck();
      const { keys } = await scenario.waitFor(scenario.claim(id));
      expect([keys, scenario.record(id).status, scenario.keyIds()]).toEqual([[], 'ready', []]);
    }
    expect(scenario.world.calls.filter(({ operation }) => operation === 'iam:CreateAccessKey')).toHaveLength(2);
  });

  test('a create that fails has deleted its key and its user when it answers', async () => {
    failTheCheck();
    await scenario.waitFor(scenario.create());
    expect([scenario.one().status, scenario.keyIds(), scenario.users()]).toEqual(['failed', [], []]);
  });

  test('the worker that takes over from a process that died deletes its key', async () => {
    const id = await scenario.newReady();
    // AWS does not know the new key yet. Meanwhile the process stores the key's ID.
    refuse('sts:GetCallerIdentity', 'x'.repeat(6));
    const trouble = { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0, after: 6 } as const;
    const { process } = scenario.claim(id, { trouble });
    await scenario.time.until(process.frozen);
    expect(scenario.keyIds()).toHaveLength(1);
    await workFor(scenario.world, 3);
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
  });
});

test('a claim that fails has deleted its key when it answers, although IAM finds the key up to 15 seconds late, also to delete it', async () => {
  const id = await scenario.newReady();
  scenario.world.appearLate(15 * second);
  for (const _ of [1, 2]) {
    failTheCheck();
    await scenario.waitFor(scenario.claim(id));
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
  }
});

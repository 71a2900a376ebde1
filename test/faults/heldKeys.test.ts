import { receiptOf } from '../../lib/record/receipt.ts';
import { workFor } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const always = 'x'.repeat(99_999);

let scenario: Scenario;
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

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
    expect([scenario.one().status, scenario.one().dueAt]).toEqual(['failed', undefined]);
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
    'for ever, after %s has made a key, the onboarding needs attention, names the key, tries daily to delete it, and is %s when AWS lets it',
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

  test('for ever, after a key was made, and something else cannot be removed when AWS lets Latchkey delete the key: the onboarding still needs attention, and nothing is due', async () => {
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
    expect([scenario.one().dueAt, await scenario.violations()]).toEqual([undefined, []]);
  });

  test('for ever, after a claim has made a key, a DELETE removes everything as soon as AWS lets it', async () => {
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
    expect([scenario.problem()?.slug, scenario.one().dueAt]).toEqual(['identity-changed', undefined]);
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
  expect(scenario.record(id)).toMatchObject({ status: 'offboarded', dueAt: expect.any(Number) });
  refuse('iam:.*');
  await workFor(scenario.world, 40);
  expect([scenario.record(id).status, scenario.record(id).dueAt]).toEqual(['offboarded', undefined]);
});

describe('if ListAccessKeys does not show a new key yet', () => {
  /** Any list shows a new key up to 15 seconds late. Until then, its deletion by ID is refused with NoSuchEntity. */
  const hideLists = () => {
    scenario.world.appearLate(15 * second);
  };

  test('a claim that fails has deleted its key when it answers', async () => {
    const id = await scenario.newReady();
    hideLists();
    for (const _ of [1, 2]) {
      failTheCheck();
      const { keys } = await scenario.waitFor(scenario.claim(id));
      expect([keys, scenario.record(id).status, scenario.keyIds()]).toEqual([[], 'ready', []]);
    }
  });

  test('a create that fails has deleted its key and its user when it answers', async () => {
    hideLists();
    failTheCheck();
    await scenario.waitFor(scenario.create());
    expect([scenario.one().status, scenario.keyIds(), scenario.users()]).toEqual(['failed', [], []]);
  });

  test('the worker that takes over from a process that died deletes its key', async () => {
    const id = await scenario.newReady();
    hideLists();
    const { process } = scenario.claim(id, { trouble: { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0 } });
    await scenario.time.until(process.frozen);
    expect(scenario.keyIds()).toHaveLength(1);
    await workFor(scenario.world, 3);
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
  });
});

describe("a key that the account's administrator creates for a ready user", () => {
  const theirs = async () => {
    const before = scenario.keyIds();
    await scenario.tenant.createForeignKey('tutum');
    return scenario.keyIds().find((each) => !before.includes(each)) ?? '';
  };
  const failClaim = async (id: string, options = {}) => {
    failTheCheck();
    expect((await scenario.waitFor(scenario.claim(id, options))).keys).toEqual([]);
  };
  // By name, what happens before and after the administrator creates the key.
  const cases: readonly (readonly [string, (id: string) => Promise<unknown>, (id: string) => Promise<unknown>])[] = [
    ['before the first claim, by its undo', () => scenario.pass(minute), failClaim],
    ['after a failed claim, by the undo of the next one', failClaim, failClaim],
    ['after a failed claim, by the later look', failClaim, () => scenario.pass(20 * minute)],
    [
      'after a failed claim, by the process that takes over a later one',
      failClaim,
      (id) => {
        const died = { at: 'sts:GetCallerIdentity', kind: 'dies', ms: 0 } as const;
        return scenario.time.until(scenario.claim(id, { trouble: died }).process.frozen);
      },
    ],
    [
      'after a failed claim by a machine whose clock is wrong, by the undo of the next one',
      (id) => failClaim(id, { skewMs: -5 * minute }),
      (id) => failClaim(id, { skewMs: 5 * minute }),
    ],
  ];

  test.each(cases)('%s, is kept, and a claim adds another', async (_, before, after) => {
    const id = await scenario.newReady();
    await before(id);
    const key = await theirs();
    await after(id);
    await scenario.settle();
    expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', [key]]);
    expect((await scenario.waitFor(scenario.claim(id))).keys).toHaveLength(1);
    expect(scenario.keyIds()).toHaveLength(2);
    expect(await scenario.violations()).toEqual([]);
  });

  test('is named in the receipt after a claim that failed, and in the problem of a claim that has no room for another key', async () => {
    const id = await scenario.newReady();
    await failClaim(id);
    const [one, two] = [await theirs(), await theirs()];
    await scenario.settle();
    const { answer } = scenario.world.send('POST', `/v1/onboardings/${id}/credentials`);
    const { text } = await scenario.time.until(answer);
    expect(JSON.parse(text)).toMatchObject({
      type: 'urn:latchkey:problem:quota-exceeded',
      detail: expect.stringMatching(new RegExp(`(${one} and ${two}|${two} and ${one}), which Latchkey did not create`)),
    });
    expect([scenario.record(id).status, new Set(scenario.keyIds())]).toEqual(['ready', new Set([one, two])]);
    expect(keyLines()).toEqual(
      expect.arrayContaining([
        [one, 'left'],
        [two, 'left'],
      ]),
    );
    expect(await scenario.violations()).toEqual([]);
  });

  test('is kept by a rollback that cannot remove the user', async () => {
    scenario.world.refusals.add('iam:AttachUserPolicy', 'EntityTemporarilyUnmodifiable', 'x');
    await scenario.waitFor(scenario.create());
    const key = await theirs();
    await scenario.iam('CreateGroup', { GroupName: 'theirs' });
    scenario.world.refusals.add('sts:AssumeRole', 'OptInRequired', 'x');
    scenario.world.refusals.add('iam:GetUser', 'AccessDenied', '.' + always);
    await scenario.settle();
    expect([scenario.one().status, scenario.keyIds()]).toEqual(['needs_attention', [key]]);
  });
});

import { receiptOf } from '../../lib/record/receipt.ts';
import { dueAt } from '../../lib/record/dueTimes.ts';
import { drain } from '../model/settle.ts';
import type { Scenario } from '../model/scenario.ts';
import { changeAccount } from '../model/changedAccount.ts';
import { useScenario } from '../model/useScenario.ts';
import { iamPathOf } from '../support/tenantNames.ts';
import { sampledRows } from '../support/sampledRows.ts';

const second = 1000;
const minute = 60 * second;
const denied = { at: 'sts:GetCallerIdentity', kind: 'denied', ms: 0 } as const;

let scenario: Scenario;
const reopen = useScenario((opened) => {
  scenario = opened;
});
const open = (blueprint = 'tutum') => reopen({ blueprint });

const newClaimed = async () => (await scenario.waitFor(scenario.create())).id ?? '';
const statusOf = (id: string) => scenario.record(id).status;
const activeKeys = () =>
  scenario
    .users()
    .flatMap(({ accessKeys }) => accessKeys)
    .filter(({ status }) => status === 'Active').length;

// If the role repeats a removal that was carried out, IAM answers AccessDenied: IAM authorizes an absent name without
// its
// path, and the role's policy allows only resources under our path.
const removals = [
  ['tutum', 'iam:DeleteUser'],
  ['tutum', 'iam:DeletePolicy'],
  ['tutum', 'iam:DeleteAccessKey'],
  ['tutum', 'iam:DetachUserPolicy'],
  ['koding', 'iam:RemoveUserFromGroup'],
  ['koding', 'iam:DetachGroupPolicy'],
  ['koding', 'iam:DeleteGroup'],
  ['koding', 'iam:DeleteUser'],
] as const;

describe.each(sampledRows<(typeof removals)[number]>(removals, 4))('of %s, a lost answer to %s', (blueprint, at) => {
  const lost = { trouble: { at, kind: 'answer lost', ms: 0 } } as const;

  test.each([1, 10])('does not prevent an offboarding %i minutes after the create', async (minutes) => {
    await open(blueprint);
    const id = await newClaimed();
    await scenario.pass(minutes * minute);
    const response = await scenario.waitFor(scenario.offboard(id, lost));
    expect([response.http, response.status]).toEqual([200, 'offboarded']);
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });

  test('does not prevent a rollback', async () => {
    await open(blueprint);
    const create = scenario.create({}, {}, { trouble: denied });
    create.process.addTrouble(lost.trouble);
    await scenario.waitFor(create);
    await scenario.settle();
    expect(scenario.records().map(({ status }) => status)).toEqual(['failed']);
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });
});

describe('NoSuchEntity for a resource that exists', () => {
  test.each([
    ['tutum', 'iam:DeleteUser'],
    ['tutum', 'iam:DeletePolicy'],
    ['koding', 'iam:DeleteGroup'],
    ['tutum', 'iam:List(AccessKeys|AttachedUserPolicies)'],
    ['tutum', 'iam:UpdateAccessKey'],
  ])(
    'of %s, from %s, is checked: the offboarding removes everything, and the receipt is right',
    async (blueprint, at) => {
      await open(blueprint);
      const id = await newClaimed();
      scenario.world.refusals.add(at, 'NoSuchEntity', 'xx');
      await scenario.waitFor(scenario.offboard(id));
      expect(await scenario.violations()).toEqual([]);
      expect([statusOf(id), scenario.tenant.hasOurs()]).toEqual(['offboarded', false]);
    },
  );

  test('from DeleteUser and then from GetUser, soon after the create, does not count as a removal: the user is removed later', async () => {
    const id = await newClaimed();
    scenario.world.refusals.add('iam:DeleteUser', 'NoSuchEntity', 'x');
    scenario.world.refusals.add('iam:GetUser', 'NoSuchEntity', '..x');
    const response = await scenario.waitFor(scenario.offboard(id));
    expect([response.http, scenario.users().length]).toEqual([200, 0]);
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });
});

test.each([
  [2, 1],
  [0, 3],
])(
  'if an administrator removed a policy %i minutes after its creation, the offboarding is done within %i minutes, with a later look due',
  async (minutes, within) => {
    const id = await newClaimed();
    await scenario.pass(minutes * minute);
    const PolicyArn = `arn:aws:iam::123456789012:policy${iamPathOf(scenario.tenant, id)}tutum-policy`;
    await scenario.iam('DetachUserPolicy', { UserName: 'tutum', PolicyArn });
    await scenario.iam('DeletePolicy', { PolicyArn });
    const askedAt = scenario.time.now();
    await scenario.waitFor(scenario.offboard(id));
    while (statusOf(id) === 'offboarding') {
      await scenario.pass(5 * second);
      await scenario.time.until(scenario.world.sweep());
      await drain(scenario.world);
    }
    expect(scenario.time.now() - askedAt).toBeLessThan(within * minute);
    expect([statusOf(id), scenario.record(id).dueTimes.reconcile]).toEqual(['offboarded', expect.any(Number)]);
    expect([await scenario.violations(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  },
);

describe('an offboarding that is blocked leaves no active key', () => {
  test.each([
    ['NoSuchEntity', 'x', { status: 'removed' }],
    ['AccessDenied', 'x'.repeat(99), { status: 'left', reason: expect.stringContaining('has deactivated this key') }],
  ] as const)('if ListAccessKeys answers %s, and says so in the receipt', async (code, pattern, line) => {
    const id = await newClaimed();
    await scenario.pass(10 * minute);
    scenario.world.refusals.add('iam:ListAccessKeys', code, pattern);
    // So that only the keys can be removed.
    scenario.world.refusals.add('iam:DeleteUser', 'AccessDenied', 'x'.repeat(99));
    await scenario.waitFor(scenario.offboard(id));
    expect([statusOf(id), activeKeys()]).toEqual(['needs_attention', 0]);
    expect(receiptOf(scenario.record(id))).toContainEqual(expect.objectContaining({ type: 'access-key', ...line }));
    scenario.world.refusals.clear();
    await scenario.waitFor(scenario.offboard(id));
    expect([await scenario.violations(), statusOf(id), scenario.tenant.hasOurs()]).toEqual([[], 'offboarded', false]);
  });
});

describe('what an administrator added to our user', () => {
  const receipt = (id: string) => receiptOf(scenario.record(id)).map((line) => `${line.type} ${line.status}`);
  const hang = {
    'iam:DeleteLoginProfile': () =>
      scenario.iam('CreateLoginProfile', { UserName: 'tutum', Password: 'correct-Horse-7-battery' }),
    'iam:DeactivateMFADevice': async () => {
      await scenario.iam('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' });
      const SerialNumber = 'arn:aws:iam::123456789012:mfa/phone';
      const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
      await scenario.iam('EnableMFADevice', { UserName: 'tutum', SerialNumber, ...codes });
    },
  };
  test.each([
    ['iam:DeleteLoginProfile', 'answer lost', 'login-profile removed'],
    ['iam:DeleteLoginProfile', 'throttled', 'login-profile removed'],
    ['iam:DeleteLoginProfile', 'denied', 'login-profile removed'],
    ['iam:DeactivateMFADevice', 'answer lost', 'mfa-device left'],
    // Before the call, the process notes in the record that the device stays.
    ['iam:DeactivateMFADevice', 'dies', 'mfa-device left'],
    ['iam:DeactivateMFADevice', 'throttled', 'mfa-device left'],
  ] as const)('is named in the receipt, even if %s fails as "%s"', async (at, kind, line) => {
    const id = await newClaimed();
    await hang[at]();
    const asked = scenario.offboard(id, { trouble: { at, kind, ms: 0 } });
    await scenario.time.until(Promise.race([asked.response, asked.process.frozen]));
    await scenario.settle();
    // The virtual device stays in the account, without a user.
    scenario.tenant.accept();
    expect(await scenario.violations()).toEqual([]);
    expect([statusOf(id), receipt(id)]).toEqual(['offboarded', expect.arrayContaining([line])]);
  });

  test('is not in the receipt if its removal is denied', async () => {
    const id = await newClaimed();
    await hang['iam:DeleteLoginProfile']();
    scenario.world.refusals.add('iam:DeleteLoginProfile', 'AccessDenied', 'x'.repeat(99));
    await scenario.waitFor(scenario.offboard(id));
    expect(receipt(id).filter((line) => line.startsWith('login-profile'))).toEqual([]);
  });
});

test('the receipt reports a security key as removed with its user', async () => {
  const id = await newClaimed();
  const serial = 'arn:aws:iam::123456789012:u2f/user/tutum/key-ABCDEFGHIJKLMNOPQRSTUV';
  changeAccount(scenario, (account) => ({
    listOnUser: (name, what) => (what === 'mfa-device' ? Promise.resolve([serial]) : account.listOnUser(name, what)),
    removeFromUser: (name, what, which) =>
      what === 'mfa-device' ? Promise.resolve() : account.removeFromUser(name, what, which),
  }));
  await scenario.waitFor(scenario.offboard(id));
  expect(receiptOf(scenario.record(id))).toContainEqual(expect.objectContaining({ id: serial, status: 'removed' }));
});

test('an offboarding that one failed list postpones answers only after all lists have ended', async () => {
  const id = await newClaimed();
  scenario.world.refusals.add('iam:ListSSHPublicKeys', 'EntityTemporarilyUnmodifiable', 'x');
  let onTheirWay = 0;
  changeAccount(scenario, (account) => ({
    listOnUser: (...which) => {
      onTheirWay += 1;
      return account.listOnUser(...which).finally(() => {
        onTheirWay -= 1;
      });
    },
  }));
  const response = await scenario.waitFor(
    scenario.offboard(id, { trouble: { at: 'iam:ListMFADevices', kind: 'hangs', ms: 0 } }),
  );
  expect([response.http, onTheirWay]).toEqual([202, 0]);
  expect([await scenario.violations(), statusOf(id)]).toEqual([[], 'offboarded']);
});

test('if IAM keeps answering DeleteConflict and nothing is left to remove, the offboarding needs attention within 10 minutes, and its problem quotes IAM', async () => {
  const id = await newClaimed();
  scenario.world.refusals.add('iam:DeleteUser', 'DeleteConflict', 'x'.repeat(999));
  const response = await scenario.waitFor(scenario.offboard(id));
  expect(response.http).toBe(202);
  const askedAt = scenario.time.now();
  await scenario.settle();
  const record = scenario.record(id);
  expect(record.status).toBe('needs_attention');
  expect(scenario.time.now() - askedAt).toBeLessThan(10 * minute);
  expect('problem' in record && record.problem).toMatchObject({
    slug: 'undo-blocked',
    detail: expect.stringContaining('iam:DeleteUser with DeleteConflict: the model says so'),
  });
});

describe('the later look at a claimed onboarding, if IAM denies it', () => {
  const passAndSweep = async (minutes: number) => {
    await scenario.pass(minutes * minute);
    await scenario.time.until(scenario.world.sweep());
    await drain(scenario.world);
  };
  const lookDueAt = (id: string) => scenario.record(id).dueTimes.reconcile;
  /** A claimed onboarding for which a later look is due, because the answer to a CreateAccessKey was lost. */
  const newWithLaterLook = async () => {
    const trouble = { at: 'iam:CreateAccessKey', kind: 'answer lost', ms: 0 } as const;
    const { id = '' } = await scenario.waitFor(scenario.create({}, {}, { trouble }));
    return id;
  };

  test('is postponed, and repeated until IAM allows it', async () => {
    const id = await newWithLaterLook();
    scenario.world.refusals.add('iam:ListAccessKeys', 'AccessDenied', 'xx');
    await passAndSweep(16);
    expect([statusOf(id), scenario.world.work.nextAt()]).toEqual(['claimed', Infinity]);
    expect((dueAt(scenario.record(id)) ?? 0) - scenario.time.now()).toBeGreaterThan(20 * minute);
    await passAndSweep(31);
    await passAndSweep(31);
    expect([statusOf(id), lookDueAt(id), activeKeys()]).toEqual(['claimed', undefined, 1]);
    expect(await scenario.violations()).toEqual([]);
  });

  test('waits if IAM does not know its new session yet, and is not postponed', async () => {
    const id = await newWithLaterLook();
    scenario.world.refusals.add('iam:(GetUser|ListAccessKeys)', 'InvalidClientTokenId', 'x.x');
    await passAndSweep(16);
    expect([lookDueAt(id), scenario.record(id).waiting, activeKeys()]).toEqual([undefined, undefined, 1]);
    expect(await scenario.violations()).toEqual([]);
  });

  test('for more than a day, leaves the onboarding claimed, and is repeated daily until IAM allows it', async () => {
    const id = await newWithLaterLook();
    scenario.world.refusals.add('iam:ListAccessKeys', 'AccessDenied', 'x'.repeat(999));
    await passAndSweep(16);
    for (let days = 0; days < 3; days += 1) {
      await passAndSweep(24 * 60 + 1);
      const record = scenario.record(id);
      const { status, waiting } = record;
      expect([status, activeKeys(), waiting?.reason]).toEqual([
        'claimed',
        1,
        expect.stringContaining('iam:ListAccessKeys with AccessDenied'),
      ]);
      expect((dueAt(record) ?? 0) - scenario.time.now()).toBeGreaterThan(23 * 60 * minute);
    }
    scenario.world.refusals.clear();
    await passAndSweep(24 * 60 + 1);
    const { status, dueTimes, waiting } = scenario.record(id);
    expect([status, activeKeys(), dueTimes.reconcile, waiting]).toEqual(['claimed', 1, undefined, undefined]);
    expect(await scenario.violations()).toEqual([]);
  });
});

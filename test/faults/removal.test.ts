import { receiptOf } from '../../lib/record/receipt.ts';
import { drain } from '../model/settle.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';

const second = 1000;
const minute = 60 * second;
const denied = { at: 'sts:GetCallerIdentity', kind: 'denied', ms: 0 } as const;

let scenario: Scenario;
const open = async (blueprint = 'tutum') => {
  scenario.close();
  scenario = await openScenario({ blueprint });
};
beforeAll(warmUp);
beforeEach(async () => {
  scenario = await openScenario();
});
afterEach(() => scenario.close());

const newClaimed = async () => (await scenario.hear(scenario.create())).id ?? '';
const statusOf = (id: string) => scenario.record(id).status;
const activeKeys = () =>
  scenario
    .users()
    .flatMap(({ accessKeys }) => accessKeys)
    .filter(({ status }) => status === 'Active').length;

// A path-scoped role that repeats the removal of what is gone gets AccessDenied: the name alone is not under our path.
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

describe.each(removals)('of %s, an answer to %s that is lost', (blueprint, at) => {
  const lost = { trouble: { at, kind: 'answer lost', ms: 0 } } as const;

  test.each([1, 10])('costs an offboarding nothing, %i minutes after the create', async (minutes) => {
    await open(blueprint);
    const id = await newClaimed();
    await scenario.pass(minutes * minute);
    const said = await scenario.hear(scenario.offboard(id, lost));
    expect([said.http, said.status]).toEqual([200, 'offboarded']);
    expect([await scenario.broken(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });

  test('costs an undo nothing', async () => {
    await open(blueprint);
    const create = scenario.create({}, {}, { trouble: denied });
    create.process.meets(lost.trouble);
    await scenario.hear(create);
    await scenario.settle();
    expect(scenario.records().map(({ status }) => status)).toEqual(['failed']);
    expect([await scenario.broken(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });
});

describe('NoSuchEntity about something that is there', () => {
  test.each([
    ['tutum', 'iam:DeleteUser'],
    ['tutum', 'iam:DeletePolicy'],
    ['koding', 'iam:DeleteGroup'],
    ['tutum', 'iam:List(AccessKeys|AttachedUserPolicies)'],
    ['tutum', 'iam:UpdateAccessKey'],
  ])(
    'of %s, from %s, is not believed: nothing is left, and nothing said to be removed that lives',
    async (blueprint, at) => {
      await open(blueprint);
      const id = await newClaimed();
      scenario.world.refusals.add(at, 'NoSuchEntity', 'xx');
      await scenario.hear(scenario.offboard(id));
      expect(await scenario.broken()).toEqual([]);
      expect([statusOf(id), scenario.tenant.hasOurs()]).toEqual(['offboarded', false]);
    },
  );

  test('and about a look at it as well, so soon after it was made, is looked into once more later', async () => {
    const id = await newClaimed();
    scenario.world.refusals.add('iam:DeleteUser', 'NoSuchEntity', 'x');
    scenario.world.refusals.add('iam:GetUser', 'NoSuchEntity', '..x');
    const said = await scenario.hear(scenario.offboard(id));
    expect([said.http, scenario.users().length]).toEqual([200, 1]);
    expect([await scenario.broken(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  });
});

test.each([
  [2, 1],
  [0, 3],
])(
  'what somebody else removed, %i minutes after it was made, is gone %i minutes later, and looked for once more',
  async (minutes, within) => {
    const id = await newClaimed();
    await scenario.pass(minutes * minute);
    const PolicyArn = `arn:aws:iam::123456789012:policy/latchkey/tutum/${id}/tutum-policy`;
    await scenario.iam('DetachUserPolicy', { UserName: 'tutum', PolicyArn });
    await scenario.iam('DeletePolicy', { PolicyArn });
    const askedAt = scenario.time.now();
    await scenario.hear(scenario.offboard(id));
    while (statusOf(id) === 'offboarding') {
      await scenario.pass(5 * second);
      await scenario.time.until(scenario.world.sweep());
      await drain(scenario.world);
    }
    expect(scenario.time.now() - askedAt).toBeLessThan(within * minute);
    expect([statusOf(id), scenario.record(id).reconcileAt]).toEqual(['offboarded', expect.any(Number)]);
    expect([await scenario.broken(), scenario.tenant.hasOurs()]).toEqual([[], false]);
  },
);

describe('the keys are dead, whatever becomes of the rest', () => {
  test.each([
    ['NoSuchEntity', 'x'],
    ['AccessDenied', 'x'.repeat(99)],
  ] as const)('where the list of keys says %s', async (code, pattern) => {
    const id = await newClaimed();
    await scenario.pass(10 * minute);
    scenario.world.refusals.add('iam:ListAccessKeys', code, pattern);
    // Nothing more than the keys goes.
    scenario.world.refusals.add('iam:DeleteUser', 'AccessDenied', 'x'.repeat(99));
    await scenario.hear(scenario.offboard(id));
    expect([statusOf(id), activeKeys()]).toEqual(['needs_attention', 0]);
    scenario.world.refusals.clear();
    await scenario.hear(scenario.offboard(id));
    expect([await scenario.broken(), statusOf(id), scenario.tenant.hasOurs()]).toEqual([[], 'offboarded', false]);
  });
});

describe('what others hung on it', () => {
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
    // Of what stays, a process that dies has said so before.
    ['iam:DeactivateMFADevice', 'dies', 'mfa-device left'],
    ['iam:DeactivateMFADevice', 'throttled', 'mfa-device left'],
  ] as const)('is named in the receipt, though of its removal by %s: %s', async (at, kind, line) => {
    const id = await newClaimed();
    await hang[at]();
    const asked = scenario.offboard(id, { trouble: { at, kind, ms: 0 } });
    await scenario.time.until(Promise.race([asked.said, asked.process.frozen]));
    await scenario.settle();
    // A virtual device is the account's own, and nobody's any more.
    scenario.tenant.accept();
    expect(await scenario.broken()).toEqual([]);
    expect([statusOf(id), receipt(id)]).toEqual(['offboarded', expect.arrayContaining([line])]);
  });

  test('is not said to be gone while a denial keeps it', async () => {
    const id = await newClaimed();
    await hang['iam:DeleteLoginProfile']();
    scenario.world.refusals.add('iam:DeleteLoginProfile', 'AccessDenied', 'x'.repeat(99));
    await scenario.hear(scenario.offboard(id));
    expect(receipt(id).filter((line) => line.startsWith('login-profile'))).toEqual([]);
  });
});

test('a security key is gone with its user, whatever its ARN looks like', async () => {
  const id = await newClaimed();
  const { deps } = scenario.world;
  const { assume } = deps.tenantAccounts;
  const serial = 'arn:aws:iam::123456789012:u2f/user/tutum/key-ABCDEFGHIJKLMNOPQRSTUV';
  const withKey: typeof assume = async (...question) => {
    const account = await assume(...question);
    return {
      ...account,
      listOnUser: (name, what) => (what === 'mfa-device' ? Promise.resolve([serial]) : account.listOnUser(name, what)),
      removeFromUser: (name, what, which) =>
        what === 'mfa-device' ? Promise.resolve() : account.removeFromUser(name, what, which),
    };
  };
  Object.assign(deps.tenantAccounts, { assume: withKey });
  await scenario.hear(scenario.offboard(id));
  expect(receiptOf(scenario.record(id))).toContainEqual(expect.objectContaining({ id: serial, status: 'removed' }));
});

test('no list goes on behind an answer that another list has decided', async () => {
  const id = await newClaimed();
  scenario.world.refusals.add('iam:ListSSHPublicKeys', 'EntityTemporarilyUnmodifiable', 'x');
  const { deps } = scenario.world;
  const { assume } = deps.tenantAccounts;
  let onTheirWay = 0;
  const counted: typeof deps.tenantAccounts.assume = async (...question) => {
    const account = await assume(...question);
    const listOnUser: typeof account.listOnUser = (...which) => {
      onTheirWay += 1;
      return account.listOnUser(...which).finally(() => {
        onTheirWay -= 1;
      });
    };
    return { ...account, listOnUser };
  };
  Object.assign(deps.tenantAccounts, { assume: counted });
  const said = await scenario.hear(
    scenario.offboard(id, { trouble: { at: 'iam:ListMFADevices', kind: 'hangs', ms: 0 } }),
  );
  expect([said.http, onTheirWay]).toEqual([202, 0]);
  expect([await scenario.broken(), statusOf(id)]).toEqual([[], 'offboarded']);
});

test('what IAM says is still held, by nothing that can be seen, is for a person in minutes, in IAM’s words', async () => {
  const id = await newClaimed();
  scenario.world.refusals.add('iam:DeleteUser', 'DeleteConflict', 'x'.repeat(999));
  const said = await scenario.hear(scenario.offboard(id));
  expect(said.http).toBe(202);
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

describe('the later look at a claimed onboarding that AWS does not allow', () => {
  const lookedAt = async (minutes: number) => {
    await scenario.pass(minutes * minute);
    await scenario.time.until(scenario.world.sweep());
    await drain(scenario.world);
  };
  const newDoubtful = async () => {
    const trouble = { at: 'iam:CreateAccessKey', kind: 'answer lost', ms: 0 } as const;
    const { id = '' } = await scenario.hear(scenario.create({}, {}, { trouble }));
    return id;
  };

  test('is put off, and tried again until it is allowed', async () => {
    const id = await newDoubtful();
    scenario.world.refusals.add('iam:ListAccessKeys', 'AccessDenied', 'xx');
    await lookedAt(16);
    expect([statusOf(id), scenario.world.work.nextAt()]).toEqual(['claimed', Infinity]);
    expect((scenario.record(id).dueAt ?? 0) - scenario.time.now()).toBeGreaterThan(20 * minute);
    await lookedAt(31);
    await lookedAt(31);
    expect([statusOf(id), scenario.record(id).dueAt, activeKeys()]).toEqual(['claimed', undefined, 1]);
    expect(await scenario.broken()).toEqual([]);
  });

  test('for a day is for a person, and nothing is due any more', async () => {
    const id = await newDoubtful();
    scenario.world.refusals.add('iam:ListAccessKeys', 'AccessDenied', 'x'.repeat(999));
    await lookedAt(16);
    await lookedAt(24 * 60);
    expect([statusOf(id), scenario.record(id).dueAt, activeKeys()]).toEqual(['needs_attention', undefined, 1]);
    const record = scenario.record(id);
    expect('problem' in record && record.problem?.detail).toContain('iam:ListAccessKeys');
    expect(await scenario.broken()).toEqual([]);
  });
});

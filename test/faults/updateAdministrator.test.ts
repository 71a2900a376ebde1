import { receiptOf } from '../../lib/record/receipt.ts';
import { statusAndProblem, type Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { keysOfScenario, minute, type ScenarioKeys } from '../support/oldKeys.ts';

let scenario: Scenario;
let keys: ScenarioKeys;
useScenario((opened) => {
  scenario = opened;
  keys = keysOfScenario(opened);
});

const day = 24 * 60 * minute;
const oneRegion = { region: 'us-west-2' };
const idOf = () => scenario.one().id;
const UserName = 'tutum';
const nameIn = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
const attached = () => scenario.users().flatMap((user) => user.attached.map(({ arn }) => nameIn(arn)));
const arnOf = (name: string) =>
  `arn:aws:iam::123456789012:policy/latchkey/tutum/${scenario.users()[0]?.path.split('/')[3] ?? ''}/${idOf()}/${name}`;
const update = () => scenario.waitFor(scenario.update(idOf(), oneRegion));
const outcome = () => {
  const { status, lastUpdate } = scenario.one();
  return [status, lastUpdate?.outcome, lastUpdate?.problem?.slug];
};
const document = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const asAdministrator = (action: string, parameters: Record<string, string>) =>
  scenario.time.until(scenario.iam(action, parameters));

/** The update waits for AWS at this operation. */
const waitAt = async (operation: string) => {
  scenario.world.refusals.addFor(operation, 'EntityTemporarilyUnmodifiable', 2 * minute);
  expect((await update()).http).toBe(202);
};

beforeEach(() => keys.claimedKey());

describe('before an update, the administrator', () => {
  test('has detached and deleted the old policy: the update succeeds', async () => {
    const PolicyArn = arnOf('tutum-policy');
    await asAdministrator('DetachUserPolicy', { UserName, PolicyArn });
    await asAdministrator('DeletePolicy', { PolicyArn });
    expect((await update()).http).toBe(202);
    await scenario.settle();
    expect(attached()).toEqual(['tutum-policy-v2']);
    expect(await scenario.violations()).toEqual([]);
  });

  test('has made five versions of the old policy: all go with it', async () => {
    for (const action of ['s3:*', 'sqs:*', 'sns:*', 'rds:*'])
      await asAdministrator('CreatePolicyVersion', {
        PolicyArn: arnOf('tutum-policy'),
        PolicyDocument: document(action),
        SetAsDefault: 'true',
      });
    expect(statusAndProblem(await update())).toBe('200 undefined');
    expect(attached()).toEqual(['tutum-policy-v2']);
    expect(await scenario.violations()).toEqual([]);
  });

  test('has given the user policies of others: they stay', async () => {
    await asAdministrator('AttachUserPolicy', { UserName, PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' });
    expect(statusAndProblem(await update())).toBe('200 undefined');
    expect(attached().toSorted()).toEqual(['IAMReadOnlyAccess', 'tutum-policy-v2']);
  });

  test('has given the user so many that the new policy does not fit beside the old one: everything is as before', async () => {
    for (let n = 1; n <= 9; n += 1) {
      await asAdministrator('CreatePolicy', { PolicyName: `theirs-${String(n)}`, PolicyDocument: document('s3:*') });
      await asAdministrator('AttachUserPolicy', {
        UserName,
        PolicyArn: `arn:aws:iam::123456789012:policy/theirs-${String(n)}`,
      });
    }
    scenario.tenant.accept();
    const before = JSON.stringify(scenario.users());
    expect(statusAndProblem(await update())).toBe('409 quota-exceeded');
    expect(JSON.stringify(scenario.users())).toBe(before);
    expect(outcome()).toEqual(['claimed', 'undone', 'quota-exceeded']);
    expect(scenario.one().lastUpdate?.problem?.detail).toContain('PoliciesPerUser');
  });

  test('has attached the old policy to a user of their own: it stays, and the receipt says why', async () => {
    await asAdministrator('CreateUser', { UserName: 'theirs' });
    await asAdministrator('AttachUserPolicy', { UserName: 'theirs', PolicyArn: arnOf('tutum-policy') });
    scenario.tenant.accept();
    expect(statusAndProblem(await update())).toBe('200 undefined');
    expect(attached()).toEqual(['tutum-policy-v2']);
    const left = receiptOf(scenario.one()).find(({ arn }) => arn === arnOf('tutum-policy'));
    expect(left).toMatchObject({ status: 'left', reason: expect.stringContaining('user theirs') });
    await asAdministrator('DetachUserPolicy', { UserName: 'theirs', PolicyArn: arnOf('tutum-policy') });
    scenario.tenant.accept();
    await scenario.waitFor(scenario.offboard(idOf()));
    await scenario.settle();
    expect(scenario.tenant.hasOurs()).toBe(false);
  });

  describe('has attached the old policy to a user of their own, and detaches it after the update', () => {
    const oldPolicy = () => scenario.tenant.account().policies.some(({ name }) => name === 'tutum-policy');
    const lookAfterDays = async (days: number) => {
      await scenario.pass(days * day);
      await scenario.time.until(scenario.world.sweep());
      await scenario.settle();
    };
    beforeEach(async () => {
      await asAdministrator('CreateUser', { UserName: 'theirs' });
      await asAdministrator('AttachUserPolicy', { UserName: 'theirs', PolicyArn: arnOf('tutum-policy') });
      scenario.tenant.accept();
      expect(statusAndProblem(await update())).toBe('200 undefined');
    });
    const detach = () => asAdministrator('DetachUserPolicy', { UserName: 'theirs', PolicyArn: arnOf('tutum-policy') });

    test('a look after a day tries again until it is gone', async () => {
      await lookAfterDays(2);
      expect([outcome(), oldPolicy()]).toEqual([['claimed', 'updated', undefined], true]);
      await detach();
      scenario.tenant.accept();
      await lookAfterDays(2);
      expect([outcome(), oldPolicy(), attached()]).toEqual([
        ['claimed', 'updated', undefined],
        false,
        ['tutum-policy-v2'],
      ]);
      expect(scenario.one().lastUpdate?.other).toBeUndefined();
      expect(await scenario.violations()).toEqual([]);
    });

    test('the next update removes it', async () => {
      await detach();
      scenario.tenant.accept();
      const next = await scenario.waitFor(scenario.update(idOf(), { region: 'eu-west-1' }));
      expect([statusAndProblem(next), oldPolicy(), attached()]).toEqual(['200 undefined', false, ['tutum-policy-v3']]);
      expect(await scenario.violations()).toEqual([]);
    });
  });

  test('has a policy with the name of the new one: it is theirs and stays, and the next update takes another name', async () => {
    await asAdministrator('CreatePolicy', { PolicyName: 'tutum-policy-v2', PolicyDocument: document('s3:*') });
    scenario.tenant.accept();
    expect(statusAndProblem(await update())).toBe('409 foreign-resource');
    expect([outcome()[1], attached()]).toEqual(['undone', ['tutum-policy']]);
    expect(await scenario.violations()).toEqual([]);
    expect(statusAndProblem(await update())).toBe('200 undefined');
    expect(attached()).toEqual(['tutum-policy-v3']);
    expect(await scenario.violations()).toEqual([]);
  });
});

describe('while an update waits, the administrator', () => {
  test('deletes the new policy: the update is undone, or makes it again', async () => {
    await waitAt('iam:AttachUserPolicy');
    await asAdministrator('DeletePolicy', { PolicyArn: arnOf('tutum-policy-v2') });
    await scenario.settle();
    expect(scenario.one().status).toBe('claimed');
    expect(attached()).toHaveLength(1);
    expect(await scenario.violations()).toEqual([]);
  });

  test('detaches the old policy while something is added: the new one comes', async () => {
    await waitAt('iam:AttachUserPolicy');
    await asAdministrator('DetachUserPolicy', { UserName, PolicyArn: arnOf('tutum-policy') });
    await scenario.settle();
    expect([outcome()[1], attached()]).toEqual(['updated', ['tutum-policy-v2']]);
  });

  test('deletes the user: the update ends, and an offboarding leaves nothing', async () => {
    await waitAt('iam:AttachUserPolicy');
    const [user] = scenario.users();
    for (const { id } of user?.accessKeys ?? [])
      await asAdministrator('DeleteAccessKey', { UserName, AccessKeyId: id });
    await asAdministrator('DetachUserPolicy', { UserName, PolicyArn: arnOf('tutum-policy') });
    await asAdministrator('DeleteUser', { UserName });
    await scenario.settle();
    expect(outcome().slice(0, 2)).toEqual(['claimed', 'undone']);
    await scenario.waitFor(scenario.offboard(idOf()));
    await scenario.settle();
    expect([scenario.one().status, scenario.tenant.hasOurs()]).toEqual(['offboarded', false]);
  });

  test.each(['iam:AttachUserPolicy', 'iam:DetachUserPolicy'])(
    'refuses the role at %s: the users keep a plan, and a look removes the rest when the role is trusted again',
    async (operation) => {
      await waitAt(operation);
      await scenario.tenant.refuse();
      await scenario.settle();
      expect(scenario.one().status).toBe('claimed');
      expect(scenario.users()).toHaveLength(1);
      await scenario.tenant.trustAgain();
      await scenario.pass(2 * day);
      await scenario.time.until(scenario.world.sweep());
      await scenario.settle();
      expect(attached()).toHaveLength(1);
      expect(scenario.one().lastUpdate?.other).toBeUndefined();
      expect(await scenario.violations()).toEqual([]);
    },
  );
});

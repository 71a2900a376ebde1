import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { changeAccount } from '../model/changedAccount.ts';
import { deploys } from '../model/deploys.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { keysOfScenario, minute } from '../support/oldKeys.ts';

let scenario: Scenario;
useScenario((opened) => {
  scenario = opened;
});

const idOf = () => scenario.one().id;
const UserName = 'tutum';
const tags = () =>
  scenario
    .users()
    .map(({ tags: all }) => all.flatMap(({ Key, Value }) => (Key.startsWith('latchkey:') ? [] : [`${Key}=${Value}`])));
const asAdministrator = (action: string, parameters: Record<string, string>) =>
  scenario.time.until(scenario.iam(action, parameters));
const update = () => scenario.waitFor(scenario.update(idOf()));
const before = ['stage=two', 'team=auditors'];

/** The last catalogue, in which the user of tutum has these tags. */
const catalogWith = (given: Readonly<Record<string, string>>) =>
  (deploys[2] ?? []).map((each) =>
    each.name === 'tutum' ? { ...each, users: each.users.map((user) => ({ ...user, tags: given })) } : each,
  );

/** An onboarding of the version with tags, when one with others, and without one of them, is deployed. */
beforeEach(async () => {
  await keysOfScenario(scenario).claimedKey();
  scenario.world.deploy(deploys[1] ?? []);
  await scenario.tenant.updateStack();
  expect((await update()).http).toBe(200);
  expect(tags().map((each) => each.toSorted())).toEqual([before]);
  scenario.world.deploy(deploys[2] ?? []);
  await scenario.tenant.updateStack();
});

test.each(['iam:TagUser', 'iam:UntagUser'])(
  'while an update waits for %s, the onboarding can be offboarded, and nothing is left',
  async (operation) => {
    scenario.world.refusals.addFor(operation, 'EntityTemporarilyUnmodifiable', 2 * minute);
    expect([(await update()).http, scenario.one().status]).toEqual([202, 'updating']);
    await scenario.waitFor(scenario.offboard(idOf()));
    await scenario.settle();
    expect([scenario.one().status, scenario.tenant.hasOurs()]).toEqual(['offboarded', false]);
    expect(await scenario.violations()).toEqual([]);
  },
);

test('a tag of an update that was undone, which IAM shows late, is not taken for one of somebody else', async () => {
  scenario.world.deploy(catalogWith({ team: 'domains', since: '2026' }));
  await scenario.tenant.updateStack();
  let late = 0;
  const end = changeAccount(scenario, (account) => ({
    getUser: async (name) => {
      const found = await account.getUser(name);
      late -= 1;
      return late < 0 ? found : { ...found, tags: [...(found.tags ?? []), { key: 'since', value: '2026' }] };
    },
    untagUser: (name, keys) =>
      keys.includes('stage')
        ? Promise.reject(new AwsFailure('iam:UntagUser', 'InvalidInput', 'no', 'refused'))
        : account.untagUser(name, keys),
  }));
  for (const shownLate of [0, 2]) {
    late = shownLate;
    expect((await update()).problem).toBe('rejected-by-iam');
    expect(tags().map((each) => each.toSorted())).toEqual([before]);
  }
  end();
});

test('an update that goes on does not remove a tag again that it has set', async () => {
  scenario.world.deploy(catalogWith({ team: 'domains', since: '2026' }));
  await scenario.tenant.updateStack();
  const sent: string[] = [];
  const end = changeAccount(scenario, (account) => ({
    tagUser: (name, given) => {
      sent.push('tag');
      return account.tagUser(name, given);
    },
    untagUser: (name, keys) => {
      sent.push(`untag ${keys.join(' ')}`);
      const waits = keys.includes('stage') && sent.length < 4;
      return waits
        ? Promise.reject(new AwsFailure('iam:UntagUser', 'EntityTemporarilyUnmodifiable', 'later', 'refused'))
        : account.untagUser(name, keys);
    },
  }));
  expect((await update()).http).toBe(202);
  await scenario.settle();
  end();
  expect(scenario.one().lastUpdate?.outcome).toBe('updated');
  expect(sent.slice(0, 3)).toEqual(['untag since', 'tag', 'untag stage']);
  expect(sent.slice(3)).not.toContain('untag since');
  expect(tags().map((each) => each.toSorted())).toEqual([['since=2026', 'team=domains']]);
});

test('an update that waited for the tags goes on', async () => {
  scenario.world.refusals.addFor('iam:TagUser', 'EntityTemporarilyUnmodifiable', 2 * minute);
  expect((await update()).http).toBe(202);
  await scenario.settle();
  expect([scenario.one().lastUpdate?.outcome, tags()]).toEqual(['updated', [['team=domains']]]);
  expect(await scenario.violations()).toEqual([]);
});

test('tags that AWS sets late, after the update is undone, are set back by the later look, and those of others stay', async () => {
  let calls = 0;
  const end = changeAccount(scenario, (account) => ({
    tagUser: (name, given) => {
      calls += 1;
      if (calls === 1) return Promise.reject(new AwsFailure('iam:TagUser', 'TimeoutError', 'no answer', 'unknown'));
      if (calls === 2) return Promise.reject(new AwsFailure('iam:TagUser', 'InvalidInput', 'no such tag', 'refused'));
      return account.tagUser(name, given);
    },
  }));
  expect((await update()).problem).toBe('rejected-by-iam');
  expect(scenario.one().lastUpdate?.outcome).toBe('undone');
  end();
  const tag = (Key: string, Value: string) =>
    asAdministrator('TagUser', { UserName, 'Tags.member.1.Key': Key, 'Tags.member.1.Value': Value });
  // What the lost call says.
  await tag('team', 'domains');
  await tag('stage', 'theirs');
  scenario.tenant.accept();
  expect(scenario.one().lastUpdate?.other).toBeDefined();
  await scenario.pass(20 * minute);
  await scenario.time.until(scenario.world.sweep());
  await scenario.settle();
  expect(scenario.one().lastUpdate?.other).toBeUndefined();
  expect(tags().map((each) => each.toSorted())).toEqual([['stage=theirs', 'team=auditors']]);
});

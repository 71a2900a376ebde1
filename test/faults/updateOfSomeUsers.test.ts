import * as z from 'zod';
import { changeAccount } from '../model/changedAccount.ts';
import { deploys } from '../model/deploys.ts';
import type { Scenario } from '../model/scenario.ts';
import { useScenario } from '../model/useScenario.ts';
import { roleNameOf } from '../support/tenantNames.ts';

const rolePolicy = z.object({
  GetRolePolicyResponse: z.object({ GetRolePolicyResult: z.object({ PolicyDocument: z.string() }) }),
});

let scenario: Scenario;
useScenario(
  (opened) => {
    scenario = opened;
  },
  { blueprint: 'cycle', parameters: { userNames: ['ann', 'ben'] } },
);

const idOf = () => scenario.one().id;
const usersByName = () => scenario.users().toSorted((one, other) => one.name.localeCompare(other.name));
const boundaries = () => usersByName().map(({ boundary }) => boundary);
const policies = () => scenario.users().map(({ attached }) => attached.map(({ arn }) => arn.split('/').at(-1)));

/** Lets the role of the stack also set another boundary. */
async function alsoAllow(boundaryArn: string) {
  const as = (action: string, parameters: Record<string, string>) =>
    scenario.time.until(scenario.iam(action, parameters));
  const policy = { RoleName: roleNameOf(scenario.tenant, 'cycle'), PolicyName: 'provision' };
  const { GetRolePolicyResponse } = rolePolicy.parse(await as('GetRolePolicy', policy));
  const document = decodeURIComponent(GetRolePolicyResponse.GetRolePolicyResult.PolicyDocument);
  const PolicyDocument = document.replaceAll(
    /"iam:PermissionsBoundary":"([^"*]+)"/g,
    `"iam:PermissionsBoundary":["$1","${boundaryArn}"]`,
  );
  expect(PolicyDocument).not.toBe(document);
  await as('PutRolePolicy', { ...policy, PolicyDocument });
}

test('if only the first of two users gets the new boundary, the update is undone and says so, and the next one moves both', async () => {
  await scenario.waitFor(scenario.create({ userNames: ['ann', 'ben'] }));
  const [old] = boundaries();
  scenario.world.deploy(deploys[2] ?? []);
  await scenario.tenant.updateStack();
  scenario.world.refusals.add('iam:PutUserPermissionsBoundary', 'LimitExceeded', '.x');
  const refused = await scenario.waitFor(scenario.update(idOf()));
  expect([refused.http, refused.problem]).toEqual([409, 'quota-exceeded']);
  const [ofAnn, ofBen] = boundaries();
  expect([ofAnn === old, ofBen]).toEqual([false, old]);
  expect(policies()).toEqual([['AmazonEC2FullAccess'], ['AmazonEC2FullAccess']]);
  const { lastUpdate, boundaryArn } = scenario.one();
  expect(lastUpdate?.problem?.detail).toContain(`ann keeps the permissions boundary ${String(ofAnn)}`);
  expect(boundaryArn).toBe(old);
  expect(await scenario.violations()).toEqual([]);

  const { http } = await scenario.waitFor(scenario.update(idOf()));
  expect([http, boundaries()]).toEqual([200, [ofAnn, ofAnn]]);
  expect(scenario.one().boundaryArn).toBe(ofAnn);
  expect(policies()).toEqual(Array(2).fill(['AmazonEC2FullAccess', 'AmazonRoute53FullAccess']));
  expect(await scenario.violations()).toEqual([]);
});

test('if the role may set the old boundary again, because the tenant has set its stack back meanwhile, the first user gets it back', async () => {
  await scenario.waitFor(scenario.create({ userNames: ['ann', 'ben'] }));
  const [old] = boundaries();
  scenario.world.deploy(deploys[2] ?? []);
  await scenario.tenant.updateStack();
  await alsoAllow(old ?? '');
  scenario.world.refusals.add('iam:PutUserPermissionsBoundary', 'LimitExceeded', '.x');
  const refused = await scenario.waitFor(scenario.update(idOf()));
  expect([refused.http, refused.problem]).toEqual([409, 'quota-exceeded']);
  expect(boundaries()).toEqual([old, old]);
  const { lastUpdate, boundaryArn } = scenario.one();
  expect(lastUpdate?.problem?.detail).not.toContain('keeps');
  expect(boundaryArn).toBe(old);
  expect(policies()).toEqual([['AmazonEC2FullAccess'], ['AmazonEC2FullAccess']]);
});

test('if IAM shows the boundary of the first user late, the undo of the update does not overlook it', async () => {
  await scenario.waitFor(scenario.create({ userNames: ['ann', 'ben'] }));
  const [old] = boundaries();
  scenario.world.deploy(deploys[2] ?? []);
  await scenario.tenant.updateStack();
  scenario.world.refusals.add('iam:PutUserPermissionsBoundary', 'LimitExceeded', '.x');
  const end = changeAccount(scenario, (account) => ({
    getUser: async (name) => ({ ...(await account.getUser(name)), boundaryArn: old }),
  }));
  const refused = await scenario.waitFor(scenario.update(idOf()));
  end();
  expect([refused.http, refused.problem]).toEqual([409, 'quota-exceeded']);
  const [ofAnn, ofBen] = boundaries();
  expect([ofAnn === old, ofBen]).toEqual([false, old]);
  expect(scenario.one().lastUpdate?.problem?.detail).toContain(`ann keeps the permissions boundary ${String(ofAnn)}`);
});

test('an update that is offboarded between the boundaries of two users leaves nothing', async () => {
  await scenario.waitFor(scenario.create({ userNames: ['ann', 'ben'] }));
  scenario.world.deploy(deploys[2] ?? []);
  await scenario.tenant.updateStack();
  scenario.world.refusals.add('iam:PutUserPermissionsBoundary', 'EntityTemporarilyUnmodifiable', `.${'x'.repeat(60)}`);
  expect((await scenario.waitFor(scenario.update(idOf()))).http).toBe(202);
  scenario.world.refusals.clear();
  await scenario.waitFor(scenario.offboard(idOf()));
  await scenario.settle();
  expect([scenario.one().status, scenario.tenant.hasOurs()]).toEqual(['offboarded', false]);
  expect(await scenario.violations()).toEqual([]);
});

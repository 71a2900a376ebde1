import * as z from 'zod';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';
import { workFor } from '../model/settle.ts';

const minute = 60_000;
/** After this pause, no delay inside AWS explains a failure, and the result of a trust probe is still used (ms). */
const pauseMs = 10 * minute;
const minutesToWork = 20;
const roleAnswer = z.object({
  GetRoleResponse: z.object({ GetRoleResult: z.object({ Role: z.object({ AssumeRolePolicyDocument: z.string() }) }) }),
});
const policyAnswer = z.object({
  GetRolePolicyResponse: z.object({ GetRolePolicyResult: z.object({ PolicyDocument: z.string() }) }),
});

let scenario: Scenario;
const open = async (options: Parameters<typeof openScenario>[0]) => {
  scenario = await openScenario(options);
  await scenario.pass(pauseMs);
};
beforeAll(warmUp);
afterEach(() => scenario.close());

/** Deletes the bootstrap role and creates it again, as an administrator restores it by hand. */
async function restoreRole(changeTrust: (document: string) => string = (document) => document): Promise<void> {
  const role = { RoleName: scenario.one().roleArn.split('/').at(-1) ?? '' };
  const policy = { ...role, PolicyName: 'provision' };
  const iam: Scenario['iam'] = (action, parameters) => scenario.time.until(scenario.iam(action, parameters));
  const { Role } = roleAnswer.parse(await iam('GetRole', role)).GetRoleResponse.GetRoleResult;
  const { GetRolePolicyResponse } = policyAnswer.parse(await iam('GetRolePolicy', policy));
  await iam('DeleteRolePolicy', policy);
  await iam('DeleteRole', role);
  await scenario.pass(pauseMs);
  const AssumeRolePolicyDocument = changeTrust(decodeURIComponent(Role.AssumeRolePolicyDocument));
  await iam('CreateRole', { ...role, AssumeRolePolicyDocument });
  const PolicyDocument = decodeURIComponent(GetRolePolicyResponse.GetRolePolicyResult.PolicyDocument);
  await iam('PutRolePolicy', { ...policy, PolicyDocument });
}

/** Returns the trust policy with a condition on the vendor's account in the place of the external ID. */
const withoutExternalId = (document: string) =>
  document.replace('"sts:ExternalId"', '"aws:PrincipalAccount"').replace(/external-id-\d+/, '999988887777');

async function claim(id: string) {
  let answer = await scenario.waitFor(scenario.claim(id));
  while (answer.http === 202) {
    await workFor(scenario.world, 1);
    answer = await scenario.waitFor(scenario.claim(id));
  }
  return answer.keys.map(({ accessKeyId }) => accessKeyId);
}

/** Creates an onboarding, and claims its keys if the create has not returned them. */
async function onboard() {
  const { id = '', keys } = await scenario.waitFor(scenario.create());
  await workFor(scenario.world, minutesToWork);
  const ids = keys.length > 0 ? keys.map(({ accessKeyId }) => accessKeyId) : await claim(id);
  return { id, ids };
}

async function offboard(id: string): Promise<void> {
  await scenario.waitFor(scenario.offboard(id));
  await workFor(scenario.world, minutesToWork);
}

/** All statuses that an onboarding has had, the last of them at the end. */
const statusesOf = (id: string) =>
  scenario.world.watched.transitions.filter((each) => each.id === id).map(({ to }) => to);

// In the seeds, AWS distributes the new role or its sessions so late that the first calls are refused.
describe.each([1, 3, 7])('in an account whose IAM is late (seed %i),', (seed) => {
  beforeEach(() => open({ seed, profile: 'bad' }));

  test('a DELETE directly after the role was created again removes everything', async () => {
    const { id } = await onboard();
    await scenario.pass(pauseMs);
    await restoreRole();
    await offboard(id);
    expect(statusesOf(id)).not.toContain('needs_attention');
    expect([statusesOf(id).at(-1), scenario.users()]).toEqual(['offboarded', []]);
  });

  test('a claim directly after the role was created again returns keys', async () => {
    const id = await scenario.newReady();
    await scenario.pass(pauseMs);
    await restoreRole();
    expect(await claim(id)).toEqual(scenario.keyIds());
    expect(statusesOf(id)).not.toContain('needs_attention');
    expect(scenario.keyIds()).toHaveLength(1);
  });

  test('a create directly after the stack was launched again leads to keys', async () => {
    await offboard((await onboard()).id);
    await scenario.tenant.remove();
    await scenario.pass(pauseMs);
    await scenario.tenant.launch();
    const { id, ids } = await onboard();
    expect([statusesOf(id).at(-1), ids]).toEqual(['claimed', scenario.keyIds()]);
    expect(statusesOf(id)).not.toContain('needs_attention');
  });
});

test('a role that was created again is probed again: no keys are disclosed if its trust policy is open', async () => {
  await open({});
  await offboard((await onboard()).id);
  // From now on, this process remembers that the trust policy is closed.
  await offboard((await onboard()).id);
  await restoreRole(withoutExternalId);
  const { http, problem, keys } = await scenario.waitFor(scenario.create());
  expect([http, problem, keys]).toEqual([409, 'trust-policy-open', []]);
  expect(scenario.keyIds()).toEqual([]);
});

test('the day after the role was created again, a key that nobody has received is deleted, although IAM denies the first calls of the new role', async () => {
  await open({});
  const id = await scenario.newReady();
  const { refusals } = scenario.world;
  refusals.add('iam:(Delete|List)AccessKeys?', 'InvalidClientTokenId', `.${'x'.repeat(99_999)}`);
  refusals.add('sts:GetCallerIdentity', 'AccessDenied', 'xxx');
  await scenario.waitFor(scenario.claim(id));
  await workFor(scenario.world, 60);
  expect([scenario.record(id).status, scenario.keyIds().length]).toEqual(['needs_attention', 1]);
  refusals.clear();
  await restoreRole();
  refusals.add('iam:DeleteAccessKey', 'AccessDenied', 'xx');
  await scenario.pass(24 * 60 * minute);
  await workFor(scenario.world, 3);
  expect([scenario.record(id).status, scenario.keyIds()]).toEqual(['ready', []]);
});

// AWS may still use the trust policy of a moment ago, so while a role is new a refused probe proves nothing.
test('the role of a new stack is probed for each onboarding: no keys are disclosed if its trust policy is open a minute later', async () => {
  scenario = await openScenario();
  const { keys: first } = await scenario.waitFor(scenario.create());
  expect(first).toHaveLength(1);
  await scenario.pass(minute);
  const role = { RoleName: scenario.one().roleArn.split('/').at(-1) ?? '' };
  const answer = roleAnswer.parse(await scenario.time.until(scenario.iam('GetRole', role)));
  const PolicyDocument = withoutExternalId(
    decodeURIComponent(answer.GetRoleResponse.GetRoleResult.Role.AssumeRolePolicyDocument),
  );
  await scenario.time.until(scenario.iam('UpdateAssumeRolePolicy', { ...role, PolicyDocument }));
  const other = { userName: 'other', policyName: 'other-policy' };
  const { http, problem, keys } = await scenario.waitFor(scenario.create(other));
  expect([http, problem, keys]).toEqual([409, 'trust-policy-open', []]);
  expect(scenario.keyIds()).toHaveLength(1);
});

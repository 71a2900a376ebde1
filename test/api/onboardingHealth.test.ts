import * as z from 'zod';
import { tenantFor } from '../support/onboarded.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { keyOf } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/** GET /v1/onboardings/{id}/health. What Latchkey has just created is believed at once, except in the tests of delays. */
let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false, environment: { LATCHKEY_ENTITY_LAG_MS: '1' } });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const healthSchema = z.object({
  live: z.boolean(),
  checkedAt: z.string().nullable(),
  result: z.string().nullable(),
  items: z.array(
    z.object({
      kind: z.string(),
      subject: z.string(),
      state: z.string(),
      reason: z.string().optional(),
      checkedAt: z.string().optional(),
      differences: z
        .array(
          z.object({
            what: z.string(),
            expected: z.string().optional(),
            found: z.string().optional(),
            repair: z.string(),
            why: z.string(),
            toDo: z.string(),
          }),
        )
        .optional(),
    }),
  ),
  keys: z.array(z.looseObject({ accessKeyId: z.string(), madeBy: z.string(), state: z.string() })),
  exposed: z.array(z.object({ userName: z.string(), policyArn: z.string(), since: z.string() })),
});

const healthOf = async (stack: VirtualStack, id: string, query = '') => {
  const answer = await stack.request('GET', `/v1/onboardings/${id}/health${query}`);
  expect([answer.status, answer.text]).toMatchObject([200, expect.anything()]);
  return healthSchema.parse(JSON.parse(answer.text));
};
const callsSchema = z.object({ calls: z.array(z.object({ operation: z.string() })) });
type Health = z.infer<typeof healthSchema>;

/** Each difference as a text: what it is of, what it is, and what repairs it. */
const driftOf = ({ items }: Health) =>
  items.flatMap(({ kind, differences = [] }) => differences.map(({ what, repair }) => `${kind} ${what}: ${repair}`));
const statesOf = ({ items }: Health) =>
  items.filter(({ state }) => state !== 'as_planned').map(({ kind, state }) => `${kind} ${state}`);

const ec2 = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';
const readOnly = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: '*' }],
});

/** An onboarding of Koding (a group) or Tutum (a policy), and what an administrator needs to change it. */
async function claimed(blueprint: string, parameters: object = {}) {
  const tenant = await tenantFor(testStack, blueprint);
  const created = await testStack.create(tenant, { blueprint, parameters, tags: [{ key: 'team', value: 'data' }] });
  const { userName, accessKeyId } = keyOf(created);
  const { id } = created.body;
  const policyArn = created.body.receipt?.resources.find(({ type }) => type === 'policy')?.arn ?? '';
  const { User } = await testStack.root(tenant).getUser({ UserName: userName });
  const boundaryArn = User?.PermissionsBoundary?.PermissionsBoundaryArn ?? '';
  return {
    id,
    tenant,
    iam: testStack.root(tenant),
    UserName: userName,
    AccessKeyId: accessKeyId,
    policyArn,
    boundaryArn,
  };
}
type Claimed = Awaited<ReturnType<typeof claimed>>;

test.each(['tutum', 'koding', 'cycle', 'humalect', 'serverless'])(
  'nothing has drifted in a new onboarding of %s, and its keys are shown with their age and use',
  async (blueprint) => {
    const parameters = blueprint === 'cycle' ? { userNames: ['ann', 'bob'] } : {};
    const { id, AccessKeyId } = await claimed(blueprint, parameters);
    const health = await healthOf(testStack, id);
    expect({ drift: driftOf(health), states: statesOf(health), result: health.result }).toEqual({
      drift: [],
      states: ['trust not_checked'],
      result: 'as_planned',
    });
    expect(health.keys.find((key) => key.accessKeyId === AccessKeyId)).toMatchObject({
      madeBy: 'latchkey',
      state: 'active',
      ageDays: 0,
      // Latchkey has verified the key.
      lastUsed: { service: 'sts', region: 'us-east-1' },
    });
  },
);

interface Case {
  readonly change: string;
  readonly blueprint?: string;
  readonly by: (it: Claimed) => Promise<unknown>;
  readonly drift: readonly string[];
}
const cases: readonly Case[] = [
  {
    change: 'detaches a policy from the user',
    by: ({ iam, UserName, policyArn }) => iam.detachUserPolicy({ UserName, PolicyArn: policyArn }),
    drift: ['attachments missing: none'],
  },
  {
    change: 'attaches a policy to the user',
    by: ({ iam, UserName }) => iam.attachUserPolicy({ UserName, PolicyArn: ec2 }),
    drift: ['attachments extra: none'],
  },
  {
    change: 'writes an inline policy into the user',
    by: ({ iam, UserName }) => iam.putUserPolicy({ UserName, PolicyName: 'more', PolicyDocument: everything }),
    drift: ['attachments extra: none'],
  },
  {
    change: 'gives the policy another document',
    by: ({ iam, policyArn }) =>
      iam.createPolicyVersion({ PolicyArn: policyArn, PolicyDocument: everything, SetAsDefault: true }),
    drift: ['policy changed: none'],
  },
  {
    change: 'removes the boundary',
    by: ({ iam, UserName }) => iam.deleteUserPermissionsBoundary({ UserName }),
    drift: ['boundary missing: none'],
  },
  {
    change: 'sets another boundary',
    by: ({ iam, UserName }) => iam.putUserPermissionsBoundary({ UserName, PermissionsBoundary: ec2 }),
    drift: ['boundary changed: none'],
  },
  {
    change: 'gives the boundary another document',
    by: ({ iam, boundaryArn }) =>
      iam.createPolicyVersion({ PolicyArn: boundaryArn, PolicyDocument: everything, SetAsDefault: true }),
    drift: ['boundary-document changed: none'],
  },
  {
    change: 'removes a tag of the user',
    by: ({ iam, UserName }) => iam.untagUser({ UserName, TagKeys: ['team'] }),
    drift: ['tags missing: none'],
  },
  {
    change: 'changes a tag of the policy',
    by: ({ iam, policyArn }) =>
      iam.tagPolicy({ PolicyArn: policyArn, Tags: [{ Key: 'latchkey:tenant', Value: 'another' }] }),
    drift: ['tags changed: none'],
  },
  {
    change: 'adds a tag, as many organizations do by themselves',
    by: ({ iam, UserName }) => iam.tagUser({ UserName, Tags: [{ Key: 'cost-centre', Value: '1' }] }),
    drift: [],
  },
  {
    change: 'deactivates the key',
    by: ({ iam, UserName, AccessKeyId }) => iam.updateAccessKey({ UserName, AccessKeyId, Status: 'Inactive' }),
    drift: ['key changed: rotate'],
  },
  {
    change: 'deletes the key',
    by: ({ iam, UserName, AccessKeyId }) => iam.deleteAccessKey({ UserName, AccessKeyId }),
    drift: ['key missing: rotate'],
  },
  {
    change: 'creates another key',
    by: ({ iam, UserName }) => iam.createAccessKey({ UserName }),
    drift: ['key extra: none'],
  },
  {
    change: 'renames the user',
    by: ({ iam, UserName }) => iam.updateUser({ UserName, NewUserName: 'renamed' }),
    drift: ['user changed: none'],
  },
  {
    change: 'moves the user to another path',
    by: ({ iam, UserName }) => iam.updateUser({ UserName, NewPath: '/elsewhere/' }),
    drift: ['user changed: offboard'],
  },
  {
    change: 'removes the user',
    by: async ({ iam, UserName, AccessKeyId, policyArn }) => {
      await iam.deleteAccessKey({ UserName, AccessKeyId });
      await iam.detachUserPolicy({ UserName, PolicyArn: policyArn });
      await iam.deleteUser({ UserName });
    },
    drift: ['user missing: offboard'],
  },
  {
    change: 'removes the policy',
    by: async ({ iam, UserName, policyArn }) => {
      await iam.detachUserPolicy({ UserName, PolicyArn: policyArn });
      await iam.deletePolicy({ PolicyArn: policyArn });
    },
    drift: ['attachments missing: none', 'policy missing: offboard'],
  },
  {
    change: 'adds the user to another group',
    by: async ({ iam, UserName }) => {
      await iam.createGroup({ GroupName: 'Others' });
      await iam.addUserToGroup({ UserName, GroupName: 'Others' });
    },
    drift: ['membership extra: none'],
  },
  {
    change: 'removes the user from its group',
    blueprint: 'koding',
    by: ({ iam, UserName }) => iam.removeUserFromGroup({ UserName, GroupName: 'Developers' }),
    drift: ['membership missing: none'],
  },
  {
    change: 'adds another user to the group',
    blueprint: 'koding',
    by: async ({ iam }) => {
      await iam.createUser({ UserName: 'eve' });
      await iam.addUserToGroup({ UserName: 'eve', GroupName: 'Developers' });
    },
    drift: ['membership extra: none'],
  },
  {
    change: 'detaches a policy from the group',
    blueprint: 'koding',
    by: ({ iam }) => iam.detachGroupPolicy({ GroupName: 'Developers', PolicyArn: readOnly }),
    drift: ['attachments missing: none'],
  },
  {
    change: 'writes an inline policy into the group',
    blueprint: 'koding',
    by: ({ iam }) => iam.putGroupPolicy({ GroupName: 'Developers', PolicyName: 'more', PolicyDocument: everything }),
    drift: ['attachments extra: none'],
  },
  {
    change: 'removes the group',
    blueprint: 'koding',
    by: async ({ iam, UserName }) => {
      await iam.removeUserFromGroup({ UserName, GroupName: 'Developers' });
      for (const PolicyArn of [readOnly, ec2]) await iam.detachGroupPolicy({ GroupName: 'Developers', PolicyArn });
      await iam.deleteGroup({ GroupName: 'Developers' });
    },
    drift: ['membership missing: none', 'group missing: offboard'],
  },
];

test.each(cases)('if an administrator $change, exactly that is named: $drift', async ({ by, blueprint, drift }) => {
  const it = await claimed(blueprint ?? 'tutum');
  await by(it);
  const health = await healthOf(testStack, it.id);
  expect(driftOf(health)).toEqual(drift);
  expect(health.result).toBe(drift.length === 0 ? 'as_planned' : 'drifted');
  for (const { differences = [] } of health.items)
    for (const each of differences)
      expect([each.why, each.toDo]).toEqual([expect.stringMatching(/\.$/), expect.anything()]);
});

test('a document of somebody else is named by a digest and the actions that differ, and never shown whole', async () => {
  const it = await claimed('tutum');
  const Statement = [
    { Sid: 'TheirSecretProject', Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::their-bucket' },
  ];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await it.iam.createPolicyVersion({ PolicyArn: it.policyArn, PolicyDocument, SetAsDefault: true });
  const health = await healthOf(testStack, it.id);
  const found = health.items.flatMap(({ differences = [] }) => differences.map((each) => each.found));
  expect(found).toEqual([
    expect.stringMatching(/^SHA-256 [0-9a-f]{16}.*It has in addition: Allow s3:\*\. It lacks: Allow ec2:\*/),
  ]);
  expect(JSON.stringify(health)).not.toMatch(/their-bucket|TheirSecretProject/);
});

test('a document that is only written differently has not drifted', async () => {
  const it = await claimed('tutum');
  const { Policy } = await it.iam.getPolicy({ PolicyArn: it.policyArn });
  const read = await it.iam.getPolicyVersion({ PolicyArn: it.policyArn, VersionId: Policy?.DefaultVersionId });
  const document = z
    .object({ Version: z.string(), Statement: z.array(z.record(z.string(), z.unknown())) })
    .parse(JSON.parse(decodeURIComponent(read.PolicyVersion?.Document ?? '')));
  const Statement = document.Statement.toReversed().map((each) => ({
    ...Object.fromEntries(Object.entries(each).toReversed()),
    Action: [each['Action']].flat().toReversed(),
  }));
  const PolicyDocument = JSON.stringify({ Statement, Version: document.Version }, undefined, 4);
  await it.iam.createPolicyVersion({ PolicyArn: it.policyArn, PolicyDocument, SetAsDefault: true });
  expect(driftOf(await healthOf(testStack, it.id))).toEqual([]);
});

test('a key of which Latchkey knew before the first claim is shown, and is no difference', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant, {}, { prefer: 'respond-async' })).body;
  await testStack.run(testStack.deps().clock.sleep(1));
  expect((await testStack.provision(id)).body.status).toBe('ready');
  const { AccessKey } = await testStack.root(tenant).createAccessKey({ UserName: 'tutum' });
  await testStack.claim(id);
  const health = await healthOf(testStack, id);
  expect(driftOf(health)).toEqual([]);
  expect(health.keys.map(({ madeBy }) => madeBy).toSorted()).toEqual(['latchkey', 'other']);
  expect(health.keys.map(({ accessKeyId }) => accessKeyId)).toContain(AccessKey?.AccessKeyId);
});

test('a look makes no call but AssumeRole, Get and List, and the trust policy is tried only with trust=probe', async () => {
  const { id } = await claimed('koding');
  const looked = async (query: string) => {
    await testStack.sandbox('DELETE', 'calls');
    const health = await healthOf(testStack, id, query);
    const { calls } = callsSchema.parse(await testStack.sandbox('GET', 'calls'));
    const operations = calls.map(({ operation }) => operation).filter((each) => /^(iam|sts):/.test(each));
    return { health, operations };
  };
  const { operations } = await looked('');
  expect(operations.filter((each) => !/^(sts:AssumeRole|iam:(Get|List)\w+)$/.test(each))).toEqual([]);
  expect(operations.filter((each) => each === 'sts:AssumeRole')).toHaveLength(1);
  const probed = await looked('?trust=probe');
  expect(probed.operations.filter((each) => each === 'sts:AssumeRole')).toHaveLength(3);
  const trustIn = ({ items }: Health) => items.find(({ kind }) => kind === 'trust');
  expect(trustIn(probed.health)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('new') });
  await testStack.run(testStack.deps().clock.sleep(3 * 60_000));
  const closed = trustIn((await looked('?trust=probe')).health);
  expect(closed).toMatchObject({ state: 'as_planned', checkedAt: expect.any(String) });
  // A later look shows the result with its time, and does not try again.
  await testStack.run(testStack.deps().clock.sleep(60_000));
  const after = await looked('');
  expect(trustIn(after.health)).toEqual(closed);
  expect(after.operations.filter((each) => each === 'sts:AssumeRole')).toHaveLength(1);
});

test('a trust policy that no longer requires the external ID is named, without the external ID', async () => {
  const { id, tenant } = await claimed('tutum');
  await testStack.run(testStack.deps().clock.sleep(3 * 60_000));
  await testStack.openTrust(tenant, ({ Condition: _, ...statement }) => statement);
  const answer = await testStack.request('GET', `/v1/onboardings/${id}/health?trust=probe`);
  const health = healthSchema.parse(JSON.parse(answer.text));
  expect(driftOf(health)).toEqual(['trust changed: none']);
  expect(answer.text).not.toContain('external-id-');
});

test('live=false returns the result of the last look without a call, and null before the first', async () => {
  const { id, tenant } = await claimed('tutum');
  await testStack.sandbox('DELETE', 'calls');
  expect(await healthOf(testStack, id, '?live=false')).toMatchObject({ checkedAt: null, result: null, items: [] });
  expect(await testStack.calls(tenant)).toEqual([]);
  const live = await healthOf(testStack, id);
  await testStack.run(testStack.deps().clock.sleep(60_000));
  expect(await healthOf(testStack, id, '?live=false')).toEqual({ ...live, live: false });
});

test.each(['?live=no', '?trust=yes', '?live=false&trust=probe'])('%s is 400', async (query) => {
  const { id } = await claimed('tutum');
  expect((await testStack.request('GET', `/v1/onboardings/${id}/health${query}`)).status).toBe(400);
});

test('there is nothing to compare before the keys can be claimed and after the end, and 409 says so', async () => {
  const { body } = await testStack.create(testStack.nextTenant());
  const { id } = await claimed('tutum');
  await testStack.offboard(id);
  for (const each of [body.id, id]) {
    const { status, body: problem } = await testStack.request('GET', `/v1/onboardings/${each}/health`);
    expect([status, problem]).toMatchObject([409, { type: 'urn:latchkey:problem:wrong-state' }]);
    expect((await healthOf(testStack, each, '?live=false')).live).toBe(false);
  }
});

test('a stack of an earlier version, which lacks a permission, makes the item unknown, and is no drift', async () => {
  const { id, tenant, iam } = await claimed('tutum');
  const RoleName = roleNameOf(tenant);
  const { PolicyNames: [PolicyName] = [] } = await iam.listRolePolicies({ RoleName });
  const { PolicyDocument = '' } = await iam.getRolePolicy({ RoleName, PolicyName });
  const older = decodeURIComponent(PolicyDocument).replace(
    /"iam:GetPolicy","iam:GetPolicyVersion"\](,"Resource":"[^"]*boundary)/,
    '"iam:GetPolicy"]$1',
  );
  expect(older).not.toBe(decodeURIComponent(PolicyDocument));
  await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument: older });
  await testStack.run(testStack.deps().clock.sleep(3 * 60_000));
  const health = await healthOf(testStack, id);
  expect([driftOf(health), health.result]).toEqual([[], 'incomplete']);
  expect(health.items.filter(({ state }) => state === 'unknown')).toMatchObject([
    { kind: 'boundary-document', reason: expect.stringMatching(/iam:GetPolicyVersion.*update it/) },
  ]);
});

test('if IAM throttles a call until the time is over, the item is unknown, and no drift is named', async () => {
  const { id } = await claimed('tutum');
  await testStack.fault({ operation: 'iam:ListAttachedUserPolicies', kind: 'throttle' });
  const health = await healthOf(testStack, id);
  expect([driftOf(health), health.result]).toEqual([[], 'incomplete']);
  expect(health.items.find(({ kind }) => kind === 'attachments')).toMatchObject({
    state: 'unknown',
    reason: expect.stringContaining('Throttling'),
  });
});

test('an onboarding of another tenant is not found, and a link may not look', async () => {
  const { id } = await claimed('tutum');
  const { status } = await testStack.request('GET', `/v1/onboardings/${id}/health`, undefined, {
    authorization: 'Bearer lnk_unknown',
  });
  expect(status).toBe(401);
});

test('differences that are too many for an item of the table are left out, and the look is stored', async () => {
  const tenant = await tenantFor(testStack, 'cycle');
  const tags = Array.from({ length: 40 }, (_, n) => ({
    key: `${String(n)}-`.padEnd(120, 'k'),
    value: 'é'.repeat(240),
  }));
  const userNames = Array.from({ length: 10 }, (_, n) => `user${String(n)}`);
  const { body } = await testStack.create(tenant, { blueprint: 'cycle', parameters: { userNames }, tags });
  const TagKeys = tags.map(({ key }) => key);
  for (const UserName of userNames) await testStack.root(tenant).untagUser({ UserName, TagKeys });
  const health = await healthOf(testStack, body.id);
  const ofTags = health.items.filter(({ kind, state }) => kind === 'tags' && state === 'drifted');
  expect(ofTags).toHaveLength(10);
  expect(ofTags.every(({ differences = [] }) => differences.length > 0)).toBe(true);
  expect(ofTags.at(-1)?.reason).toContain('more differences are not listed here');
  expect(await healthOf(testStack, body.id, '?live=false')).toEqual({ ...health, live: false });
});

import * as z from 'zod';
import { claimedOn, driftOf, healthOf, type ClaimedAccount } from '../support/health.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/** What an administrator changes, in GET /v1/onboardings/{id}/health. What Latchkey has just created is believed at once. */
let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false, environment: { LATCHKEY_ENTITY_LAG_MS: '1' } });
});
afterEach(() => testStack.clearFaults());
afterAll(() => {
  testStack.close();
});

const ec2 = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';
const readOnly = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: '*' }],
});

interface Case {
  readonly change: string;
  readonly blueprint?: string;
  readonly by: (it: ClaimedAccount) => Promise<unknown>;
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
  const it = await claimedOn(testStack, blueprint ?? 'tutum');
  await by(it);
  const health = await healthOf(testStack, it.id);
  expect(driftOf(health)).toEqual(drift);
  expect(health.result).toBe(drift.length === 0 ? 'as_planned' : 'drifted');
  for (const { differences = [] } of health.items)
    for (const each of differences)
      expect([each.why, each.toDo]).toEqual([expect.stringMatching(/\.$/), expect.anything()]);
});

test('a document of somebody else is named by a digest and the actions that differ, and never shown whole', async () => {
  const it = await claimedOn(testStack, 'tutum');
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
  const it = await claimedOn(testStack, 'tutum');
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

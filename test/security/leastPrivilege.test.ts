import * as z from 'zod';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { tutum } from '../../catalog/tutum.ts';
import { boundaryValues } from '../../lib/blueprints/permissionsBoundary.ts';
import { tenantPath, tenantToken } from '../../lib/core/names.ts';
import { accountId, launchedStack, tenantId } from '../support/launchedStack.ts';
import { planned } from '../support/madeUser.ts';
import { attachingVariantsOf } from '../support/variants.ts';
import { ownerOf, roleNameOf } from '../support/tenantNames.ts';
import { complaintsAbout, otherPaths, type Evidence, type Statement } from './complaints.ts';
import { runWholeOnboarding } from './wholeOnboarding.ts';
import { recordingSandbox } from './recordingSandbox.ts';
import { trustComplaints } from './trustComplaints.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let recording: ReturnType<typeof recordingSandbox>;
let testStack: VirtualStack;
const recordings = new Map<string, Promise<Evidence>>();
beforeAll(async () => {
  const sandbox = (now: () => number) => {
    recording = recordingSandbox(now);
    return recording.sandbox;
  };
  testStack = await startVirtualStack({ sandbox, worker: false, sweepEveryMs: 0 });
  for (const blueprint of catalog) recordings.set(blueprint.name, recordOnboardings(blueprint));
  await Promise.allSettled(recordings.values());
  // Six onboardings run at the same time, which takes long on a busy machine.
}, 60_000);
afterAll(() => testStack.close());

const statements = z.array(z.record(z.string(), z.unknown()));
const conditions = z.record(z.string(), z.unknown());
const calls = z.array(
  z.object({
    role: z.string(),
    action: z.string(),
    resource: z.string(),
    context: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    outcome: z.string(),
  }),
);

/**
 * Runs onboardings of a blueprint from the create to the offboarding. Returns the calls of the role, with the policy
 * that the template gives it.
 */
async function recordOnboardings(blueprint: Blueprint): Promise<Evidence> {
  const widest = launchedStack(blueprint, {});
  const asked = await Promise.all(
    attachingVariantsOf(blueprint).map(async (variant) => {
      const tenant = await runWholeOnboarding(testStack, recording.trouble, blueprint.name, variant);
      const { boundaryArn } = launchedStack(blueprint, boundaryValues(blueprint, planned(blueprint, variant).values));
      // Replaces the account IDs and tenant tokens, as if all onboardings had been of the tenant and in the account of the stack whose policy is checked.
      const text = JSON.stringify(
        recording.askedBy(`arn:aws:iam::${tenant.accountId}:role/${roleNameOf(tenant, blueprint.name)}`),
      )
        .replaceAll(tenant.accountId, accountId)
        .replaceAll(tenantToken(tenant.tenantId), tenantToken(tenantId))
        .replaceAll(boundaryArn, widest.boundaryArn);
      return calls.parse(JSON.parse(text));
    }),
  );
  return {
    accountId,
    ownPath: tenantPath(ownerOf(blueprint.name)),
    boundaryArn: widest.boundaryArn,
    statements: statements.parse(widest.rolePolicy.Statement),
    asked: asked.flat(),
  };
}

async function evidenceOf(name: string): Promise<Evidence> {
  const evidence = await recordings.get(name);
  if (evidence === undefined) throw new Error(`${name} has no recording`);
  return evidence;
}

test.each(catalog)(
  'an onboarding of $name, from the create to the offboarding, uses every permission of its template and needs no other',
  async ({ name }) => {
    expect(await complaintsAbout(await evidenceOf(name))).toEqual([]);
  },
);

test.each(catalog)(
  'the role of $name can be assumed only by a role of the vendor, with the external ID',
  async (blueprint) => {
    const { role } = launchedStack(blueprint, {});
    expect(await trustComplaints(role.RoleName, role.AssumeRolePolicyDocument)).toEqual([]);
  },
);

describe('the check of the policy reports', () => {
  const arn = (resource: string) => `arn:aws:iam::${accountId}:${resource}`;
  const own = arn(`user${tenantPath(ownerOf('tutum'))}*`);
  type Change = (statement: Statement) => Statement;
  const more = (Action: string, Resource: string): readonly Statement[] => [
    { Sid: 'More', Effect: 'Allow', Action: [Action], Resource },
  ];
  const changed = (evidence: Evidence, sid: string, change: Change) =>
    evidence.statements.map((each) => (each['Sid'] === sid ? change(each) : each));
  const elsewhere = (action: string) => otherPaths.map((path) => `allowed: ${action} at ${path}`);

  test.each([
    {
      what: 'an action is added',
      added: more('iam:UpdateUser', own),
      complaints: ['allowed but never used: iam:UpdateUser (More)'],
    },
    {
      what: 'a read is added that is not in the list of reads by name',
      added: more('iam:GetRole', arn('role/*')),
      complaints: [
        'allowed but never used: iam:GetRole (More)',
        `wider than its path: iam:GetRole on ${arn('role/*')} (More)`,
      ],
    },
    {
      what: 'an action is allowed twice, the second time on every user',
      added: more('iam:DeleteUser', arn('user/*')),
      complaints: [`wider than its path: iam:DeleteUser on ${arn('user/*')} (More)`, ...elsewhere('iam:DeleteUser')],
    },
  ])('when $what', async ({ added, complaints }) => {
    const evidence = await evidenceOf('tutum');
    expect(await complaintsAbout({ ...evidence, statements: [...evidence.statements, ...added] })).toEqual(complaints);
  });

  test.each<{ what: string; sid: string; change: Change; complaints: readonly string[] }>([
    {
      what: 'an action is dropped',
      sid: 'FindPolicies',
      change: (each) => ({ ...each, Action: ['iam:ListRoles'] }),
      complaints: [
        'needed but denied: iam:ListPolicies',
        'allowed but never used: iam:ListRoles (FindPolicies)',
        'wider than its path: iam:ListRoles on * (FindPolicies)',
      ],
    },
    {
      what: 'a path is widened to *',
      sid: 'CreateUserBounded',
      change: (each) => ({ ...each, Resource: '*' }),
      complaints: ['wider than its path: iam:CreateUser on * (CreateUserBounded)', ...elsewhere('iam:CreateUser')],
    },
    {
      what: 'the boundary condition is removed from CreateUser',
      sid: 'CreateUserBounded',
      change: ({ Condition: _, ...each }) => each,
      complaints: ['allowed: iam:CreateUser without the boundary', 'allowed: iam:CreateUser with another boundary'],
    },
    {
      what: 'the boundary condition is removed from AttachUserPolicy',
      sid: 'AttachBounded',
      change: (each) => ({
        ...each,
        Condition: { ArnLike: { 'iam:PolicyARN': arn(`policy${tenantPath(ownerOf('tutum'))}*`) } },
      }),
      complaints: [
        'allowed: iam:AttachUserPolicy without the boundary',
        'allowed: iam:AttachUserPolicy with another boundary',
      ],
    },
  ])('when $what', async ({ sid, change, complaints }) => {
    const evidence = await evidenceOf('tutum');
    expect(await complaintsAbout({ ...evidence, statements: changed(evidence, sid, change) })).toEqual(complaints);
  });

  test.each([
    {
      condition: 'StringEquals',
      complaints: ['a role of the vendor without an external ID', 'a role of the vendor with another external ID'],
    },
    { condition: 'ArnLike', complaints: ['another role of the vendor'] },
  ])('when the condition $condition is removed from the trust policy', async ({ condition, complaints }) => {
    const { role } = launchedStack(tutum, {});
    const trust = {
      ...role.AssumeRolePolicyDocument,
      Statement: role.AssumeRolePolicyDocument.Statement.map((statement) => ({
        ...statement,
        Condition: Object.fromEntries(
          Object.entries(conditions.parse(statement['Condition'])).filter(([name]) => name !== condition),
        ),
      })),
    };
    expect(await trustComplaints(role.RoleName, trust)).toEqual(complaints.map((who) => `lets in ${who}`));
  });
});

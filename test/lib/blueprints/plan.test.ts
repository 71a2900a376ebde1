import type { Blueprint } from '../../../catalog/blueprint.ts';
import { catalog } from '../../../catalog/index.ts';
import { tutum } from '../../../catalog/tutum.ts';
import { runGraph } from '../../../lib/lifecycle/runGraph.ts';
import { partitionNames } from '../../../lib/core/partitions.ts';
import { isKeyStep, planOnboarding, type PlanRequest, type Step } from '../../../lib/blueprints/plan.ts';
import type { ParameterValues } from '../../../lib/blueprints/policyDocument.ts';
import { policyDocumentsOf } from '../../../lib/blueprints/policyDocumentsOf.ts';
import { everything } from '../../support/everything.ts';

const id = 'ob_01JZ0000000000000000000000';
const context = {
  namespace: 'latchkey',
  tenantToken: 'abcdefgh',
  partition: 'aws',
  accountId: '111122223333',
  onboardingId: id,
} as const;
const tutumValues = { region: null, userName: 'tutum', policyName: 'tutum-policy' };
const values = {
  region: null,
  deploy: true,
  size: 'small',
  groupName: 'Developers',
  policyName: 'own-policy',
  userNames: ['ada', 'bob'],
};
const plan = (more: Partial<PlanRequest> = {}) =>
  planOnboarding({ blueprint: tutum, values: tutumValues, ...context, ...more });
const planEverything = (more: Readonly<Record<string, string | boolean>> = {}) =>
  plan({ blueprint: everything, values: { ...values, ...more } });

/** The names of the steps that each step needs, by the name of the step. */
const needs = (steps: readonly Step[]) => Object.fromEntries(steps.map((step) => [step.name, step.needs]));

describe('the plan for Tutum', () => {
  test('creates the user and the policy concurrently, attaches the policy after both, and creates the key after the user', () => {
    expect(needs(plan().steps)).toEqual({
      'create-policy tutum-policy': [],
      'create-user tutum': [],
      'attach tutum-policy to tutum': ['create-user tutum', 'create-policy tutum-policy'],
      'create-access-key tutum': ['create-user tutum'],
      'check-access-key tutum': ['create-access-key tutum'],
    });
  });

  test('gives every resource the path of the onboarding', () => {
    const { path, userNames, resources } = plan();
    expect(path).toBe(`/latchkey/tutum/abcdefgh/${id}/`);
    expect(userNames).toEqual(['tutum']);
    expect(resources).toEqual([
      {
        type: 'policy',
        name: 'tutum-policy',
        arn: `arn:aws:iam::111122223333:policy/latchkey/tutum/abcdefgh/${id}/tutum-policy`,
      },
      { type: 'user', name: 'tutum', arn: `arn:aws:iam::111122223333:user/latchkey/tutum/abcdefgh/${id}/tutum` },
    ]);
  });

  test('uses the names of the request', () => {
    const { resources, steps } = plan({ values: { ...tutumValues, userName: 'vendor', policyName: 'vendor-policy' } });
    expect(resources.map(({ name }) => name)).toEqual(['vendor-policy', 'vendor']);
    expect(steps).toContainEqual(
      expect.objectContaining({ kind: 'attach-user-policy', user: 'vendor', policyArn: resources[0]?.arn }),
    );
  });

  test('is the same for the same request', () => {
    expect(plan()).toEqual(plan());
  });

  test.each(partitionNames)('has the ARNs of the partition %s', (partition) => {
    for (const { arn } of plan({ partition }).resources)
      expect(arn).toMatch(new RegExp(`^arn:${partition}:iam::111122223333:`));
  });

  test('marks the two key steps, which are omitted if the caller claims later', () => {
    expect(
      plan()
        .steps.filter(isKeyStep)
        .map(({ name }) => name),
    ).toEqual(['create-access-key tutum', 'check-access-key tutum']);
  });
});

describe('a plan with groups and several users', () => {
  test('attaches policies to one group or user one after another, and adds users once the group is complete', () => {
    const { steps, userNames } = planEverything();
    expect(userNames).toEqual(['ada', 'bob']);
    expect(needs(steps)).toMatchObject({
      'create-group Developers': [],
      'attach AmazonEC2FullAccess to Developers': ['create-group Developers'],
      'attach IAMReadOnlyAccess to Developers': ['attach AmazonEC2FullAccess to Developers'],
      'attach AmazonRoute53FullAccess to Developers': ['attach IAMReadOnlyAccess to Developers'],
      'attach own-policy to ada': ['create-user ada', 'create-policy own-policy'],
      'attach ReadOnlyAccess to ada': ['attach own-policy to ada'],
      'add ada to Developers': ['attach ReadOnlyAccess to ada', 'attach AmazonRoute53FullAccess to Developers'],
      'create-access-key bob': ['create-user bob'],
    });
  });

  test('omits what has a false `when`, and policies that are then attached to nothing', () => {
    const names = planEverything({ deploy: false }).steps.map(({ name }) => name);
    expect(names).not.toContain('attach AmazonRoute53FullAccess to Developers');
    expect(names).not.toContain('create-policy large-policy');
    expect(planEverything({ size: 'large' }).steps.map(({ name }) => name)).toContain('create-policy large-policy');
  });

  test('fills the account and the partition into its documents', () => {
    const filled = plan({ blueprint: everything, values: { ...values, deploy: false }, partition: 'aws-us-gov' });
    const [policy] = policyDocumentsOf(filled);
    expect(policy?.document).toContain('arn:aws-us-gov:s3:::of-111122223333/*');
  });

  test('attaches AWS managed policies by their ARN in the partition', () => {
    const { steps } = plan({ blueprint: everything, values, partition: 'aws-cn' });
    expect(steps).toContainEqual(
      expect.objectContaining({ group: 'Developers', policyArn: 'arn:aws-cn:iam::aws:policy/AmazonEC2FullAccess' }),
    );
  });
});

const defaults = ({ parameters }: Blueprint): ParameterValues =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, each]) => [name, 'default' in each ? (each.default ?? null) : ['ada']]),
  );

describe.each([
  ...catalog.map((blueprint) => ({ name: blueprint.name, made: plan({ blueprint, values: defaults(blueprint) }) })),
  { name: 'everything', made: planEverything({ size: 'large' }) },
])('the steps of $name', ({ made: { steps, resources } }) => {
  test('can all run, and have unique names', async () => {
    const ran: string[] = [];
    const run = (step: Step) => Promise.resolve(void ran.push(step.name));
    await runGraph(steps, { run, priority: () => 0, isLimited: () => true, concurrency: 1 });
    expect(new Set(ran).size).toBe(steps.length);
  });

  test('never write to one user concurrently, except for its key', () => {
    const before = (step: Step): readonly string[] =>
      step.needs.flatMap((name) => [name, ...steps.filter((each) => each.name === name).flatMap(before)]);
    for (const { name } of resources.filter(({ type }) => type === 'user')) {
      const writes = steps.filter((step) => 'user' in step && step.user === name && !isKeyStep(step));
      for (const [index, step] of writes.entries()) {
        for (const earlier of writes.slice(0, index)) expect(before(step)).toContain(earlier.name);
      }
    }
  });
});

import { attachmentsOf, groupsOf, policyArnsOf, policyDocumentsOf } from '../../../lib/blueprints/policyDocumentsOf.ts';
import type { Plan } from '../../../lib/blueprints/plan.ts';
import { quotaUsage } from '../../../lib/preview/quotas.ts';
import { risksOf } from '../../../lib/preview/risks.ts';
import { managedPoliciesOf } from '../../../lib/preview/userSummaries.ts';
import { everything } from '../../support/everything.ts';
import { planned } from '../../support/madeUser.ts';

const { plan } = planned(everything, { userNames: ['ada', 'bob'] });
const ownPolicyArn = plan.resources.find(({ type }) => type === 'policy')?.arn ?? '';
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

test('the policies of a plan are those that it creates, with their documents, then the AWS managed ones, each once', () => {
  const policies = policyDocumentsOf(plan);
  expect(policies.map(({ name, arn }) => [name, arn])).toEqual([
    ['own-policy', ownPolicyArn],
    ['AmazonEC2FullAccess', aws('AmazonEC2FullAccess')],
    ['IAMReadOnlyAccess', aws('IAMReadOnlyAccess')],
    ['ReadOnlyAccess', aws('ReadOnlyAccess')],
  ]);
  expect(policies.map(({ document }) => document !== undefined)).toEqual([true, false, false, false]);
  expect(policies[0]?.document).toContain('s3:GetObject');
});

test('an AWS managed policy with a path is named with its path', () => {
  const attached = { name: 'attach', needs: [], kind: 'attach-user-policy', user: 'ada' } as const;
  const steps = [{ ...attached, policyArn: aws('job-function/Billing') }];
  expect(policyDocumentsOf({ ...plan, steps }).map(({ name }) => name)).toEqual(['job-function/Billing']);
});

test('the policies of a user are those attached to it or to one of its groups', () => {
  expect(groupsOf(plan, 'ada')).toEqual(['Developers']);
  expect(attachmentsOf(plan).filter(({ name }) => name === 'Developers')).toEqual([
    { type: 'group', name: 'Developers', policyArn: aws('AmazonEC2FullAccess') },
    { type: 'group', name: 'Developers', policyArn: aws('IAMReadOnlyAccess') },
  ]);
  expect(policyArnsOf(plan, 'ada').toSorted()).toEqual(
    [ownPolicyArn, aws('AmazonEC2FullAccess'), aws('IAMReadOnlyAccess'), aws('ReadOnlyAccess')].toSorted(),
  );
  expect(policyArnsOf(plan, 'carol')).toEqual([]);
});

describe('a new kind of step', () => {
  const unknown: Plan = {
    ...plan,
    steps: plan.steps.map((step) => Object.assign({ ...step }, { kind: 'put-user-policy' })),
  };
  const nothing = '{"Version":"2012-10-17","Statement":[]}';
  const stack = {
    boundary: { name: 'boundary', document: nothing },
    role: { name: 'role', trustPolicy: {}, permissionsPolicies: [] },
  };

  test.each<readonly [string, () => unknown]>([
    ['policies', () => policyDocumentsOf(unknown)],
    ['attachments', () => attachmentsOf(unknown)],
    ["user's policies", () => policyArnsOf(unknown, 'ada')],
    ['risks', () => risksOf(unknown, nothing)],
    ['quotas', () => quotaUsage(unknown, '/', stack)],
    ['managed policies', () => managedPoliciesOf(unknown, 'aws')],
  ])('is never shown as harmless: the function for the %s of its plan throws', (_, look) => {
    expect(look).toThrow(TypeError);
  });
});

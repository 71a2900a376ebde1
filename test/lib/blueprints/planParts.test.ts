import { catalog } from '../../../catalog/index.ts';
import { partsOnlyIn } from '../../../lib/blueprints/planParts.ts';
import { planOnboarding } from '../../../lib/blueprints/plan.ts';
import type { ParameterValues } from '../../../lib/blueprints/parameterValues.ts';

const place = { namespace: 'latchkey', tenantToken: 'tenant', partition: 'aws', accountId: '123456789012' } as const;

/** Returns the plan of a blueprint of the catalogue. */
function planFor(name: string, values: ParameterValues, policyNames?: { planned: string; name: string }[]) {
  const blueprint = catalog.find((each) => each.name === name);
  if (blueprint === undefined) throw new Error(`no ${name}`);
  return planOnboarding({ ...place, blueprint, values, onboardingId: 'ob_1', policyNames });
}

const koding = { userName: 'koding-user', groupName: 'Developers' };
const [withDns, withoutDns] = [true, false].map((route53) => planFor('koding', { ...koding, route53 }));
const tutum = { userName: 'tutum', policyName: 'tutum-policy', region: null };

test('a plan has nothing that it lacks itself', () => {
  const plan = planFor('koding', { ...koding, route53: true });
  expect(partsOnlyIn(plan, plan)).toEqual({ steps: [], attachments: [], memberships: [], resources: [] });
});

test('what is more are the steps that another plan does not have, which need nothing that exists already', () => {
  if (withDns === undefined || withoutDns === undefined) throw new Error('no plans');
  const { steps, attachments, memberships, resources } = partsOnlyIn(withDns, withoutDns);
  expect(steps.map(({ name }) => name)).toEqual([
    'attach AmazonRoute53FullAccess to Developers',
    'attach AmazonRoute53DomainsFullAccess to Developers',
  ]);
  const names = steps.map(({ name }) => name);
  expect(steps.flatMap(({ needs }) => needs).filter((need) => !names.includes(need))).toEqual([]);
  expect(attachments.map(({ type, name }) => `${type} ${name}`)).toEqual(['group Developers', 'group Developers']);
  expect([memberships, resources]).toEqual([[], []]);
  expect(partsOnlyIn(withoutDns, withDns).steps).toEqual([]);
});

test('a policy under another name is another policy, and users and keys are never parts', () => {
  const before = planFor('tutum', tutum);
  const after = planFor('tutum', { ...tutum, region: 'us-west-2' }, [
    { planned: 'tutum-policy', name: 'tutum-policy-v2' },
  ]);
  const added = partsOnlyIn(after, before);
  expect(added.steps.map(({ kind }) => kind)).toEqual(['create-policy', 'attach-user-policy']);
  expect(added.resources.map(({ name }) => name)).toEqual(['tutum-policy-v2']);
  expect(partsOnlyIn(before, after).resources.map(({ name }) => name)).toEqual(['tutum-policy']);
});

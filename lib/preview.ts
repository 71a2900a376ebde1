import type { Blueprint } from '../catalog/blueprint.ts';
import { describeAccess } from './access.ts';
import { stackParameters } from './bootstrap.ts';
import { boundaryName, ceilingValues } from './ceiling.ts';
import { bootstrapRoleName, iamArn, ownPath } from './names.ts';
import type { Partition } from './partitions.ts';
import { planOnboarding, type Plan, type Step } from './plan.ts';
import { policySize, renderDocument, type Values } from './policy.ts';
import type { Settings } from './ports.ts';
import { fitsInline, measure } from './quotas.ts';

/** What only an onboarding has; in braces, so that nobody takes it for a value. */
const placeholders = { onboardingId: '{onboardingId}', tenantId: '{tenantId}', externalId: '{externalId}' } as const;

/** As long as the ID of any onboarding. */
const someId = `ob_${'0'.repeat(26)}`;

export interface PreviewRequest {
  readonly blueprint: Blueprint;
  readonly values: Values;
  readonly accountId: string;
  readonly partition: Partition;
  readonly tenantId: string | undefined;
}

/** All that an onboarding would make, and what the tenant's stack makes for it, before anything is made. Pure. */
export function preview(settings: Settings, { blueprint, values, accountId, partition, tenantId }: PreviewRequest) {
  const { namespace, vendorAccountId } = settings;
  const where = { blueprint, values, namespace, partition, accountId };
  const plan = planOnboarding({ ...where, onboardingId: placeholders.onboardingId });
  const ceiling = ceilingValues(blueprint, values);
  const boundary = {
    name: boundaryName(namespace, blueprint, ceiling),
    document: renderDocument(blueprint.ceiling, { ...values, accountId, partition }),
  };
  const boundaryArn = iamArn(partition, accountId, `policy/${boundary.name}`);
  const roleName = bootstrapRoleName(namespace, blueprint.name);
  const tenant = {
    tenantId: tenantId ?? placeholders.tenantId,
    accountId,
    externalId: placeholders.externalId,
  };
  const { roleArn, templateUrl } = describeAccess({ ...settings, partition }, blueprint, tenant, ceiling);
  return {
    blueprint: blueprint.name,
    partition,
    accountId,
    parameters: values,
    placeholders: [
      `${placeholders.onboardingId} stands for the ID that the onboarding will get, such as ${someId}.`,
      `${placeholders.externalId} stands for the external ID, which is made when access is first asked for.`,
      ...(tenantId === undefined ? [`${placeholders.tenantId} stands for the tenant, who was not given.`] : []),
    ],
    path: plan.path,
    users: identities(plan, 'user').map((user) => ({
      ...user,
      permissionsBoundary: boundaryArn,
      groups: plan.steps.flatMap((step) =>
        step.kind === 'add-user-to-group' && step.user === user.name ? [step.group] : [],
      ),
    })),
    groups: identities(plan, 'group'),
    policies: plan.steps.flatMap((step) => (step.kind === 'create-policy' ? [policyOf(plan, step)] : [])),
    boundary: { name: boundary.name, arn: boundaryArn, ...documentOf(boundary.document) },
    stack: {
      name: `${namespace}-${blueprint.name}`,
      roleName,
      roleArn,
      templateUrl,
      parameters: stackParameters({ ...tenant, vendorAccountId, ceiling }),
    },
    sizes: measure(plan, ownPath(namespace, blueprint.name, someId), { boundary, roleName }),
    steps: plan.steps.map(({ name, needs }) => ({ name, needs })),
    notes: [...blueprint.notes, ...elsewhere(settings.partition, partition)],
  };
}

/** Users or groups, each with the ARNs of the policies attached to it. */
function identities({ resources, steps }: Plan, type: 'user' | 'group') {
  const policiesOf = (name: string) =>
    steps.flatMap((step) =>
      (step.kind === 'attach-user-policy' && type === 'user' && step.user === name) ||
      (step.kind === 'attach-group-policy' && type === 'group' && step.group === name)
        ? [step.policyArn]
        : [],
    );
  return resources
    .filter((resource) => resource.type === type)
    .map(({ name, arn }) => ({ name, arn, attachedPolicies: policiesOf(name) }));
}

function policyOf({ resources }: Plan, { policy, document }: Extract<Step, { kind: 'create-policy' }>) {
  const arn = resources.find(({ type, name }) => type === 'policy' && name === policy)?.arn ?? '';
  return { name: policy, arn, ...documentOf(document), fitsInlineInUser: fitsInline(document) };
}

function documentOf(document: string): { document: unknown; characters: number } {
  return { document: JSON.parse(document), characters: policySize(document) };
}

function elsewhere(deployed: Partition, asked: Partition): readonly string[] {
  if (deployed === asked) return [];
  return [
    `This deployment serves the partition ${deployed}. Roles cannot be assumed across partitions: accounts of ${asked} need a deployment there, whose stack has another template address and vendor account.`,
  ];
}

import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';

type Statement = NonNullable<Blueprint['policies'][number]['documents'][number]['Statement']>[number];

const describeOnly: Statement = { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' };
const more: Statement = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };

const auditors = { name: 'Auditors', attach: [{ managed: 'IAMReadOnlyAccess' }] };

/** Returns a version with tags and other policies, which the boundary of the deployed one allows. */
function withOtherPolicies(blueprint: Blueprint): Blueprint {
  return {
    ...blueprint,
    policies: blueprint.policies.map((policy) => ({
      ...policy,
      documents: policy.documents.map((document) => ({ ...document, Statement: [describeOnly] })),
    })),
    // A blueprint with groups gets another one, and its own loses a policy.
    groups: blueprint.groups.flatMap((group) => [{ ...group, attach: group.attach.slice(1) }, auditors]),
    users: blueprint.users.map((user) => ({
      ...user,
      tags: { team: 'auditors', stage: 'two' },
      groups: user.groups.length === 0 ? [] : [...user.groups, auditors.name],
      attach: [...user.attach, { managed: 'IAMReadOnlyAccess' }],
    })),
  };
}

/** Returns a version with a tag, whose users need another boundary, so that the tenant has to update the stack first. */
function withOtherBoundary(blueprint: Blueprint): Blueprint {
  const { permissionsBoundary } = blueprint;
  if ('managed' in permissionsBoundary) return blueprint;
  return {
    ...blueprint,
    permissionsBoundary: [...permissionsBoundary, { Version: '2012-10-17', Statement: [more] }],
    users: blueprint.users.map((user) => ({
      ...user,
      tags: { team: 'domains' },
      attach: [...user.attach, { managed: 'AmazonRoute53FullAccess' }],
    })),
  };
}

/** The catalogues that the model deploys. The first one is what it begins with. */
export const deploys: readonly (readonly Blueprint[])[] = [
  catalog,
  catalog.map(withOtherPolicies),
  catalog.map(withOtherBoundary),
];

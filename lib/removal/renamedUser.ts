import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership } from '../account/ownership.ts';
import { isSameEntity } from './removal.ts';
import type { RunContext } from '../account/runContext.ts';

/**
 * Finds a user of ours that was renamed, and returns it with its current name. A renamed user keeps its path, its
 * unique ID and its keys, so that IAM returns the current name for the ID of a disclosed key. Returns undefined if no
 * key leads to the user. `disclosed` are the IDs of the user's disclosed keys.
 */
export async function findRenamedUser(
  run: RunContext,
  resource: ResourceRecord,
  disclosed: readonly string[],
): Promise<ResourceRecord | undefined> {
  if (resource.type !== 'user' || resource.id === undefined || resource.status === 'removed') return undefined;
  for (const key of disclosed) {
    const name = await run.account.userOfKey(key);
    if (name === undefined || name === resource.name) continue;
    const renamed = { ...resource, name };
    if (isSameEntity(await checkOwnership(run, renamed), resource)) return renamed;
  }
  return undefined;
}

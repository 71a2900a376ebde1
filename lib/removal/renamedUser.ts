import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, isSameEntity } from '../account/ownership.ts';
import type { RunContext } from '../account/runContext.ts';

/**
 * Finds a user of ours that was renamed, and returns it with its current name. A renamed user keeps its path, its
 * unique ID and its keys, so that IAM returns the current name for the ID of a key. Returns undefined if no key leads to
 * the user. `keyIds` are the IDs of the user's keys, as far as Latchkey knows them.
 */
export async function findRenamedUser(
  run: RunContext,
  resource: ResourceRecord,
  keyIds: readonly string[],
): Promise<ResourceRecord | undefined> {
  if (resource.type !== 'user' || resource.id === undefined || resource.status === 'removed') return undefined;
  for (const key of keyIds) {
    const name = await run.account.userOfKey(key);
    if (name === undefined || name === resource.name) continue;
    const renamed = { ...resource, name };
    if (isSameEntity(await checkOwnership(run, renamed), resource)) return renamed;
  }
  return undefined;
}

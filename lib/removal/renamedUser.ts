import type { ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership } from '../account/ownership.ts';
import { isSameEntity } from './removal.ts';
import type { RunContext } from '../account/runContext.ts';

/**
 * A user of ours that is not there under its name, under the name that it has by now; undefined where nothing tells. Who
 * renames a user leaves it its path, its ID and its keys: a key that was handed out says whose it is. `disclosed`: the IDs
 * of the user's keys that were handed out.
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

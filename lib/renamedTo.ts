import type { ResourceRecord } from './onboarding.ts';
import { lookAt } from './ownership.ts';
import { isTheOne } from './removal.ts';
import type { Run } from './run.ts';

/**
 * A user of ours that is not there under its name, under the name that it has by now; undefined where nothing tells. Who
 * renames a user leaves it its path, its ID and its keys: a key that was handed out says whose it is.
 */
export async function renamedTo(run: Run, resource: ResourceRecord): Promise<ResourceRecord | undefined> {
  const record = run.journal.record();
  const keys = 'accessKeyIds' in record ? (record.accessKeyIds?.[resource.name] ?? []) : [];
  if (resource.type !== 'user' || resource.id === undefined || resource.status === 'removed') return undefined;
  for (const key of keys) {
    const name = await run.account.userOfKey(key);
    if (name === undefined || name === resource.name) continue;
    const renamed = { ...resource, name };
    if (isTheOne(await lookAt(run, renamed), resource)) return renamed;
  }
  return undefined;
}

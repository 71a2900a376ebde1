import type { Access, AccessDeps } from './ports.ts';

/** How often a write of the access is repeated after another process has written it. */
const maxTries = 3;

/**
 * Stores what `change` returns for the access, also if another process has written it since it was read. Returns the
 * access as it is stored, or `access` if the write fails: then the caller continues without it.
 *
 * @param change returns undefined if the stored access needs no change
 */
export async function changeAccess(
  { store }: Pick<AccessDeps, 'store'>,
  access: Access,
  change: (stored: Access) => Access | undefined,
): Promise<Access> {
  let before = access;
  for (let tries = 0; tries < maxTries; tries += 1) {
    const changed = change(before);
    if (changed === undefined) return before;
    const after = { ...changed, version: before.version + 1 };
    try {
      if (await store.saveAccess(after)) return after;
      const found = await store.getAccess(access.tenantId, access.accountId);
      // A retired access must not come back.
      if (found?.externalId !== access.externalId) return access;
      before = found;
    } catch {
      return access;
    }
  }
  return access;
}

import { FenceUnknown, LeaseLost } from '../core/controlFlowErrors.ts';
import type { IssuedKey } from '../account/accessKeys.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import { idleUntilReconcile, type Onboarding } from '../record/onboarding.ts';
import type { NewAccessKey } from '../account/ports.ts';
import type { RunContext } from '../account/runContext.ts';

/** What a turn came to. `keys` are there only where the fence says that this very answer may disclose them. */
export interface WorkResult {
  readonly onboarding: Onboarding;
  readonly keys?: readonly IssuedKey[];
}

/**
 * The fence: the record names the keys, under the lease and attempt they were made with, before anybody sees a secret.
 *
 *     this process   CreateAccessKey ──────── frozen ────────┐ commit claimed: condition fails ─► delete key, 409
 *     another                          lease over ─► takes over, attempt + 1
 *
 * A crash after the commit leaves a key that may or may not have reached its caller: it is never repeated.
 */
export async function disclose(run: RunContext, keys: readonly IssuedKey[]): Promise<WorkResult> {
  const { journal, deps } = run;
  try {
    const onboarding = await journal.commit((record) => ({
      ...idleUntilReconcile(record),
      status: 'claimed',
      claimedAt: deps.clock.now(),
      attempt: record.lease.attempt,
      accessKeyIds: keys.map(({ userName, accessKeyId }) => ({ userName, ids: [accessKeyId] })),
    }));
    return { onboarding, keys };
  } catch (error) {
    if (error instanceof LeaseLost) {
      // Somebody may have moved on a record that names these keys: the fence landed, and only its answer was lost.
      const found = await deps.store.get(journal.record().id).catch((unknown: unknown) => {
        throw new FenceUnknown(unknown);
      });
      const isOnRecord = found !== undefined && names(found, keys);
      if (isOnRecord && found.status === 'claimed') return { onboarding: found, keys };
      if (!isOnRecord) await deleteUndisclosed(run, new Map(keys.map((key) => [key.userName, key])));
      throw error;
    }
    // Did it land? While that is unknown no key may be touched: the record may name it.
    const standing = await journal.landed().catch((unknown: unknown) => {
      throw unknown instanceof LeaseLost ? unknown : new FenceUnknown(error);
    });
    if (standing?.status === 'claimed') return { onboarding: standing, keys };
    throw error;
  }
}

function names(record: Onboarding, keys: readonly IssuedKey[]): boolean {
  const onRecord = disclosedKeyIds(record);
  return keys.every(({ userName, accessKeyId }) => idsOf(onRecord, userName).includes(accessKeyId));
}

/** Even without a lease these may go: nobody else knows their IDs, nobody has seen their secrets. */
export async function deleteUndisclosed(
  run: RunContext,
  keys: ReadonlyMap<string, Pick<NewAccessKey, 'accessKeyId'>>,
): Promise<void> {
  const results = await Promise.allSettled(
    [...keys].map(([userName, { accessKeyId }]) => run.account.deleteUndisclosedKey(userName, accessKeyId)),
  );
  const failed = results.filter(({ status }) => status === 'rejected').length;
  if (failed > 0) run.deps.log.warn('keys that nobody holds could not be deleted; whoever took over will', { failed });
}

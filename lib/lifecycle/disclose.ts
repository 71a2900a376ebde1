import { FenceUnknown, LeaseLost } from '../core/controlFlowErrors.ts';
import type { IssuedKey } from '../account/accessKeys.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import type { InStatus, Leased, Onboarding } from '../record/onboarding.ts';
import { withoutDisclosed } from '../record/unknownCalls.ts';
import { deleteWithoutLease } from '../account/deleteWithoutLease.ts';
import type { RunContext } from '../account/runContext.ts';

/** The result of an attempt. `keys` is set only if the fence allows this answer to disclose them. */
export interface WorkResult {
  readonly onboarding: Onboarding;
  readonly keys?: readonly IssuedKey[];
}

/**
 * Writes the fence: the record names the keys before anybody receives a secret. The write is conditional on the lease
 * and the attempt under which the keys were created:
 *
 *     this process      CreateAccessKey ───── suspended ─────┐ commit fails its condition ─► deletes the key, 409
 *     another process              lease expires ─► takes over, attempt + 1
 *
 * If the process crashes after the commit, nobody knows whether the caller received the keys: they are not disclosed
 * again. Throws LeaseLost if another process took over, and FenceUnknown if it is unknown whether the record names the
 * keys.
 *
 * @param next returns the record with the keys at the given time (epoch ms)
 */
export async function disclose(
  run: RunContext,
  keys: readonly IssuedKey[],
  next: (record: Leased, now: number) => InStatus<'claimed'>,
): Promise<WorkResult> {
  const { journal, deps } = run;
  try {
    const ids = keys.map(({ accessKeyId }) => accessKeyId);
    const onboarding = await journal.commit((record) => next(withoutDisclosed(record, ids), deps.clock.now()));
    return { onboarding, keys };
  } catch (error) {
    if (error instanceof LeaseLost) {
      // The commit may have succeeded with its response lost, and another process may have changed the record since.
      const stored = await deps.store.get(journal.record().id).catch((unknown: unknown) => {
        throw new FenceUnknown(unknown);
      });
      const isOnRecord = stored !== undefined && names(stored, keys);
      if (isOnRecord && stored.status === 'claimed') return { onboarding: stored, keys };
      if (!isOnRecord) await deleteWithoutLease(run, new Map(keys.map((key) => [key.userName, key])));
      throw error;
    }
    // Finds out whether the commit succeeded. Until then no key may be deleted, because the record may name it.
    const committed = await journal.resolveCommit().catch((unknown: unknown) => {
      throw unknown instanceof LeaseLost ? unknown : new FenceUnknown(error);
    });
    if (committed?.status === 'claimed') return { onboarding: committed, keys };
    throw error;
  }
}

function names(record: Onboarding, keys: readonly IssuedKey[]): boolean {
  const onRecord = disclosedKeyIds(record);
  return keys.every(({ userName, accessKeyId }) => idsOf(onRecord, userName).includes(accessKeyId));
}

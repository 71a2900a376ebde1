import { withKeyDeleted } from '../record/heldKeys.ts';
import { withUserItem } from '../record/userItems.ts';
import type { NewAccessKey } from './ports.ts';
import { resourceOf, type RunContext } from './runContext.ts';

/**
 * Deletes undisclosed keys of this process, by user name. This needs no lease: no other process creates keys with their
 * IDs, and nobody has their secrets. The calls are sent once and are aborted after `withinMs`. The record notes the keys
 * that are deleted, if this process still has the lease.
 */
export async function deleteWithoutLease(
  run: RunContext,
  keys: ReadonlyMap<string, Pick<NewAccessKey, 'accessKeyId'>>,
  withinMs = run.deps.settings.requestTimeoutMs,
): Promise<void> {
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort();
  }, withinMs);
  const results = await Promise.allSettled(
    [...keys].map(async ([userName, { accessKeyId }]) => {
      await run.account.deleteUndisclosedKey(userName, accessKeyId, timeout.signal);
      const which = { arn: resourceOf(run, 'user', userName).arn, type: 'access-key', id: accessKeyId };
      const now = run.deps.clock.now();
      run.journal.note((record) =>
        withUserItem(withKeyDeleted(record, accessKeyId, now), which, { status: 'removed' }),
      );
    }),
  );
  clearTimeout(timer);
  const failed = results.filter(({ status }) => status === 'rejected').length;
  if (failed > 0)
    run.deps.log.warn('undisclosed keys could not be deleted; the next attempt deletes them first', { failed });
}

import { deleteKey } from './endKey.ts';
import { keyContextOf, type KeyContext } from './keyContext.ts';
import type { NewAccessKey } from './ports.ts';
import { resourceOf, type RunContext } from './runContext.ts';

/**
 * Deletes undisclosed keys of this process, by user name. This needs no lease: no other process creates keys with their
 * IDs, and nobody has their secrets. The calls are sent once and are aborted after `withinMs`. What the receipt notes is
 * stored only if this process still has the lease.
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
  const { account } = run;
  const context: KeyContext = {
    ...keyContextOf(run),
    account: {
      ...account,
      removeFromUser: (userName, _, id) => account.deleteUndisclosedKey(userName, id, timeout.signal),
    },
    call: (attempt) => attempt(),
  };
  const results = await Promise.allSettled(
    [...keys].map(([userName, { accessKeyId: id }]) =>
      deleteKey(context, { user: resourceOf(run, 'user', userName), userName, id }, context.awsNow()),
    ),
  );
  clearTimeout(timer);
  const failed = results.filter(({ status }) => status === 'rejected').length;
  if (failed > 0)
    run.deps.log.warn('undisclosed keys could not be deleted; the next attempt deletes them first', { failed });
}

import { LeaseLost, OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import { keyContextOf } from '../account/keyContext.ts';
import { findIfOurs, removeKeys, type KeptKeys } from '../account/removeKeys.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import type { RunContext } from '../account/runContext.ts';
import { wasNeverSent } from './removal.ts';

/**
 * Deletes the undisclosed keys of all users that an earlier attempt created or may have created. An attempt calls this
 * first, so that the keys are deleted whatever stops the rest. Does nothing if no attempt was to create a key.
 */
export function removeUndisclosedKeys(run: RunContext): Promise<void> {
  return removeKeysOfUsers(run, 'disclosed');
}

/**
 * Deletes all keys of our users that Latchkey created, disclosed keys included. Runs before a rollback removes the
 * users.
 */
export function removeOwnKeys(run: RunContext): Promise<void> {
  return removeKeysOfUsers(run, 'others');
}

async function removeKeysOfUsers(run: RunContext, keep: KeptKeys): Promise<void> {
  const { foreignKeyIds, resources } = run.journal.record();
  // `disclosedKeyIds` throws for a status that it does not handle. `removeKeys` calls it too, but its errors are ignored.
  disclosedKeyIds(run.journal.record());
  if (foreignKeyIds === undefined) return;
  const users = resources.filter((each) => each.type === 'user' && each.status !== 'removed');
  const context = keyContextOf(run);
  const results = await Promise.allSettled(
    users
      .filter((user) => !wasNeverSent(run, user))
      .map((user) => removeKeys(context, user, { keep, findUser: () => findIfOurs(context, user) })),
  );
  // Other errors are ignored: if they persist, the later removal of the keys or of the users throws them. Without time
  // left, that removal could not say what it waits for.
  const errors = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
  for (const kind of [LeaseLost, WaitingForAws, OutOfTime]) {
    const found = errors.find((error) => error instanceof kind);
    if (found instanceof Error) throw found;
  }
}

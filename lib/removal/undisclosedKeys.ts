import { LeaseLost } from '../core/controlFlowErrors.ts';
import { checkOwnership } from '../account/ownership.ts';
import { deleteHeldKeys, mayBeOurs } from '../account/heldKeys.ts';
import type { ListedAccessKey } from '../account/ports.ts';
import { knownKeyIds } from '../record/disclosedKeyIds.ts';
import { isSameEntity, removeUserItem } from './removal.ts';
import { emptyIfAbsent } from '../account/absent.ts';
import { callAws, type RunContext } from '../account/runContext.ts';

/**
 * Deletes the undisclosed keys of all users that an earlier attempt created or may have created. An attempt calls this
 * first, so that the keys are deleted whatever stops the rest. Does nothing if no attempt was to create a key.
 */
export async function removeUndisclosedKeys(run: RunContext): Promise<void> {
  const record = run.journal.record();
  // Read before any call: this throws in a status that the function does not know.
  const known = record.userNames.flatMap((userName) => knownKeyIds(record, userName));
  const isKept = (key: ListedAccessKey) => known.includes(key.id) || !mayBeOurs(record, key, run.deps.settings);
  await removeKeysExcept(run, isKept);
}

/**
 * Deletes all keys of our users, disclosed keys included, except foreign keys. Runs before a rollback removes the
 * users.
 */
export async function removeOwnKeys(run: RunContext): Promise<void> {
  const { foreignKeyIds = [] } = run.journal.record();
  await removeKeysExcept(run, ({ id }) => foreignKeyIds.some(({ ids }) => ids.includes(id)));
}

async function removeKeysExcept(run: RunContext, isKept: (key: ListedAccessKey) => boolean): Promise<void> {
  const { foreignKeyIds, resources } = run.journal.record();
  if (foreignKeyIds === undefined) return;
  const users = resources.filter(({ type, status }) => type === 'user' && status !== 'removed');
  // The keys whose IDs are known go first: a list may not show them yet.
  const [held] = await Promise.allSettled([deleteHeldKeys(run)]);
  const results = await Promise.allSettled(
    users.map(async (user) => {
      const owner = await callAws(run, () => checkOwnership(run, user), { on: [user] });
      if (!isSameEntity(owner, user)) return;
      const listed = await callAws(run, () => emptyIfAbsent(run.account.listAccessKeys(user.name)), { on: [user] });
      for (const { id } of listed.filter((key) => !isKept(key))) {
        await callAws(run, () => removeUserItem(run, user, 'access-key', id), { on: [user] });
      }
    }),
  );
  // Other errors are ignored: if they persist, the later removal of the keys or of the users throws them.
  const lost = [held, ...results].find((result) => result.status === 'rejected' && result.reason instanceof LeaseLost);
  if (lost?.status === 'rejected') throw lost.reason;
}

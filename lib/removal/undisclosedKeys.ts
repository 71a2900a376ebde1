import { LeaseLost } from '../core/controlFlowErrors.ts';
import { checkOwnership } from '../account/ownership.ts';
import { idsOf, knownKeyIds } from '../record/disclosedKeyIds.ts';
import { isSameEntity, removeUserItem } from './removal.ts';
import { emptyIfAbsent } from '../account/absent.ts';
import { callAws, type RunContext } from '../account/runContext.ts';

/**
 * Deletes the undisclosed keys of all users that an earlier attempt created or may have created. An attempt calls this
 * first, so that the keys are deleted whatever stops the rest. Does nothing if no attempt was to create a key.
 */
export async function removeUndisclosedKeys(run: RunContext): Promise<void> {
  const record = run.journal.record();
  await removeKeysExcept(run, (userName) => knownKeyIds(record, userName));
}

/**
 * Deletes all keys of our users, disclosed keys included, except foreign keys. Runs before a rollback removes the
 * users.
 */
export async function removeOwnKeys(run: RunContext): Promise<void> {
  const { foreignKeyIds = [] } = run.journal.record();
  await removeKeysExcept(run, (userName) => idsOf(foreignKeyIds, userName));
}

async function removeKeysExcept(run: RunContext, keptOf: (userName: string) => readonly string[]): Promise<void> {
  const { foreignKeyIds, resources } = run.journal.record();
  if (foreignKeyIds === undefined) return;
  const users = resources
    .filter(({ type, status }) => type === 'user' && status !== 'removed')
    .map((user) => ({ user, kept: keptOf(user.name) }));
  const results = await Promise.allSettled(
    users.map(async ({ user, kept }) => {
      const owner = await callAws(run, () => checkOwnership(run, user), { on: [user] });
      if (!isSameEntity(owner, user)) return;
      const listed = await callAws(run, () => emptyIfAbsent(run.account.listOnUser(user.name, 'access-key')), {
        on: [user],
      });
      for (const id of listed.filter((each) => !kept.includes(each))) {
        await callAws(run, () => removeUserItem(run, user, 'access-key', id), { on: [user] });
      }
    }),
  );
  // Other errors are ignored: if they persist, the later removal of the keys or of the users throws them.
  const lost = results.find((result) => result.status === 'rejected' && result.reason instanceof LeaseLost);
  if (lost?.status === 'rejected') throw lost.reason;
}

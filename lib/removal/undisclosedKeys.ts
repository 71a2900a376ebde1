import { LeaseLost } from '../core/controlFlowErrors.ts';
import { checkOwnership } from '../account/ownership.ts';
import { idsOf, knownKeyIds } from '../record/disclosedKeyIds.ts';
import { emptyIfAbsent, isSameEntity, removeUserItem } from './removal.ts';
import { callAws, type RunContext } from '../account/runContext.ts';

/**
 * Before anything else that a turn does, and whatever stops the rest of it: keys of all users that an earlier turn made,
 * or may have made, and that nobody has seen. Does nothing where no turn was to make one.
 */
export async function removeUndisclosedKeys(run: RunContext): Promise<void> {
  const record = run.journal.record();
  await removeKeysBut(run, (userName) => knownKeyIds(record, userName));
}

/** The same before an undo, which removes the users: a key that was handed out goes as well. */
export async function removeOwnKeys(run: RunContext): Promise<void> {
  const { foreignKeyIds = [] } = run.journal.record();
  await removeKeysBut(run, (userName) => idsOf(foreignKeyIds, userName));
}

async function removeKeysBut(run: RunContext, keptOf: (userName: string) => readonly string[]): Promise<void> {
  const { foreignKeyIds, resources } = run.journal.record();
  if (foreignKeyIds === undefined) return;
  const users = resources
    .filter(({ type, status }) => type === 'user' && status !== 'removed')
    .map((user) => ({ user, kept: keptOf(user.name) }));
  const results = await Promise.allSettled(
    users.map(async ({ user, kept }) => {
      const look = await callAws(run, () => checkOwnership(run, user), { on: [user] });
      if (!isSameEntity(look, user)) return;
      const listed = await callAws(run, () => emptyIfAbsent(run.account.listOnUser(user.name, 'access-key')), {
        on: [user],
      });
      for (const id of listed.filter((each) => !kept.includes(each))) {
        await callAws(run, () => removeUserItem(run, user, 'access-key', id), { on: [user] });
      }
    }),
  );
  // Whatever else goes wrong here does so again where the keys, or the user itself, are removed.
  const lost = results.find((result) => result.status === 'rejected' && result.reason instanceof LeaseLost);
  if (lost?.status === 'rejected') throw lost.reason;
}

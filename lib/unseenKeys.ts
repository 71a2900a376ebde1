import { LeaseLost } from './lease.ts';
import { lookAt } from './ownership.ts';
import { absentIsEmpty, isTheOne, removeAppendage } from './removal.ts';
import { callDespiteDenial, type Run } from './run.ts';

/**
 * Before anything else that a turn does, and whatever stops the rest of it: keys of all users that an earlier turn made,
 * or may have made, and that nobody has seen. Does nothing where no turn was to make one.
 */
export async function removeUnseenKeys(run: Run): Promise<void> {
  const { foreignKeyIds, resources } = run.journal.record();
  if (foreignKeyIds === undefined) return;
  const users = resources.filter((each) => each.type === 'user' && each.status !== 'removed');
  const results = await Promise.allSettled(
    users.map(async (user) => {
      const look = await callDespiteDenial(run, () => lookAt(run, user));
      if (!isTheOne(look, user)) return;
      const listed = await callDespiteDenial(run, () => absentIsEmpty(run.account.listOnUser(user.name, 'access-key')));
      const foreign = foreignKeyIds[user.name] ?? [];
      for (const id of listed.filter((each) => !foreign.includes(each))) {
        await callDespiteDenial(run, () => removeAppendage(run, user, 'access-key', id));
      }
    }),
  );
  // Whatever else goes wrong here does so again where the keys, or the user itself, are removed.
  const lost = results.find((result) => result.status === 'rejected' && result.reason instanceof LeaseLost);
  if (lost?.status === 'rejected') throw lost.reason;
}

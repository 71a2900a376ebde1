import { LeaseLost } from '../core/controlFlowErrors.ts';
import { checkOwnership } from '../account/ownership.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import { isSameEntity, removeUserItem } from './removal.ts';
import { emptyIfAbsent } from '../account/absent.ts';
import { findUnlistedKeys } from '../account/unlistedKeys.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { callAws, type RunContext } from '../account/runContext.ts';

/**
 * Deletes the undisclosed keys of all users that an earlier attempt created or may have created. An attempt calls this
 * first, so that the keys are deleted whatever stops the rest. Does nothing if no attempt was to create a key.
 */
export async function removeUndisclosedKeys(run: RunContext): Promise<void> {
  // `disclosedKeyIds` throws for a status that it does not handle. It is called here so that no call is sent in that
  // case.
  disclosedKeyIds(run.journal.record());
  await removeKeys(run, async (user) => {
    const { ours } = await findUnlistedKeys({ ...run, record: run.journal.record(), user });
    return ours.map(({ id }) => id);
  });
}

/**
 * Deletes all keys of our users, disclosed keys included, except foreign keys. Runs before a rollback removes the
 * users.
 */
export async function removeOwnKeys(run: RunContext): Promise<void> {
  const { foreignKeyIds = [] } = run.journal.record();
  await removeKeys(run, async ({ name }) => {
    const kept = idsOf(foreignKeyIds, name);
    return (await run.account.listOnUser(name, 'access-key')).filter((each) => !kept.includes(each));
  });
}

async function removeKeys(
  run: RunContext,
  keysOf: (user: ResourceRecord) => Promise<readonly string[]>,
): Promise<void> {
  const { foreignKeyIds, resources } = run.journal.record();
  if (foreignKeyIds === undefined) return;
  const users = resources.filter(({ type, status }) => type === 'user' && status !== 'removed');
  const results = await Promise.allSettled(
    users.map(async (user) => {
      const owner = await callAws(run, () => checkOwnership(run, user), { on: [user] });
      if (!isSameEntity(owner, user)) return;
      for (const id of await callAws(run, () => emptyIfAbsent(keysOf(user)), { on: [user] })) {
        await callAws(run, () => removeUserItem(run, user, 'access-key', id), { on: [user] });
      }
    }),
  );
  // Other errors are ignored: if they persist, the later removal of the keys or of the users throws them.
  const lost = results.find((result) => result.status === 'rejected' && result.reason instanceof LeaseLost);
  if (lost?.status === 'rejected') throw lost.reason;
}

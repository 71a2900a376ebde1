import type { Onboarding, Status } from '../../lib/record/onboarding.ts';
import type { Accounts } from '../../local/sandbox/accounts.ts';
import type { SignedCall } from '../../local/sandbox/types.ts';

/** The calls after which fewer keys may work. */
const ending = new Set(['UpdateAccessKey', 'DeleteAccessKey', 'DeleteUser', 'PutUserPermissionsBoundary']);

/** Whether somebody uses the keys of an onboarding in this status. */
const isInUse: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: false,
  claiming: false,
  claimed: true,
  rotating: true,
  updating: true,
  rolling_back: false,
  failed: false,
  needs_attention: false,
  expired: false,
  offboarding: false,
  offboarded: false,
};

/**
 * Notes each call of Latchkey after which production has no key that works: from the first hand-over to a DELETE, at
 * least one key of each user that was handed over is active. What the account's administrator does, does not count.
 */
export function watchWorkingKeys(accounts: Accounts, records: ReadonlyMap<string, Onboarding>, wrong: string[]) {
  /** The users of claimed onboardings none of whose keys works. */
  const withoutKey = (accountId: string): readonly string[] =>
    [...records.values()].flatMap((record) => {
      if (record.accountId !== accountId || !isInUse[record.status] || !('keys' in record)) return [];
      const { keys } = record;
      if (keys === undefined) return [];
      return record.userNames.filter((userName) => {
        const user = accounts.get(accountId).users.get(userName.toLowerCase());
        const active = (user?.accessKeys ?? []).flatMap(({ id, status }) => (status === 'Active' ? [id] : []));
        return !keys.some((key) => key.userName === userName && active.includes(key.id));
      });
    });
  return {
    /** Runs a call, and compares the keys that work before and after it. */
    around: async <T>(call: SignedCall, answer: () => Promise<T>): Promise<T> => {
      const { accountId, arn } = call.caller;
      if (!arn.includes('/ob_') || !ending.has(call.parameters['Action'] ?? '')) return answer();
      const before = withoutKey(accountId);
      const given = await answer();
      for (const userName of withoutKey(accountId))
        if (!before.includes(userName))
          wrong.push(`I8: after ${call.parameters['Action'] ?? ''}, no key of ${userName} works`);
      return given;
    },
  };
}

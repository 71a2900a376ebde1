import type { Accounts } from '../accounts.ts';
import type { Account } from '../state.ts';
import type { Observer } from './history.ts';

/** All accounts as the machine that handles a call sees them. */
export interface AccountsView {
  get(accountId: string): Account;
}

/** Returns the accounts as one machine of the observer sees them. The same machine is used for every account. */
export function seenBy(
  { get, lag }: Accounts,
  observer: Observer,
  callerAccountId: string,
  now: number,
): AccountsView & { readonly machine: number } {
  const machine = lag.machine(callerAccountId);
  const known = new Map<string, Account>();
  return {
    machine,
    get: (accountId) => {
      const account = known.get(accountId) ?? lag.seen(accountId, get(accountId), observer, machine, now);
      known.set(accountId, account);
      return account;
    },
  };
}

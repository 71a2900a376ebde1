import type { Accounts } from '../accounts.ts';
import type { Account } from '../state.ts';
import type { Observer } from './history.ts';

/** Every account as whoever answers a call has it. */
export interface AccountsView {
  get(accountId: string): Account;
}

/** The accounts as one machine of the observer has them: the same machine for every account that is asked for. */
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

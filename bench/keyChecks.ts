import type { TenantAccounts } from '../lib/account/ports.ts';

/** Calls to tenants' accounts whose check of new keys can be switched off. */
export interface KeyChecks {
  readonly tenantAccounts: TenantAccounts;
  /** Whether new keys are checked from now on. */
  check(isWanted: boolean): void;
}

/**
 * Returns calls to tenants' accounts that check each new key until `check(false)`. From then on, every new key counts
 * as a valid key of the account of the last session, and no call is made. Supports only one onboarding at a time.
 */
export function optionalKeyChecks(accounts: TenantAccounts): KeyChecks {
  let isChecked = true;
  let lastAccountId = '';
  return {
    tenantAccounts: {
      assume: async (assumption, guard) => {
        const account = await accounts.assume(assumption, guard);
        lastAccountId = account.accountId;
        return account;
      },
      accountOfKey: (key, guard) => (isChecked ? accounts.accountOfKey(key, guard) : Promise.resolve(lastAccountId)),
    },
    check: (isWanted) => {
      isChecked = isWanted;
    },
  };
}

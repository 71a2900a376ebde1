import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noLag, type Lag } from './lag/index.ts';
import { accountFromJson, accountToJson, emptyAccount, type Account } from './state.ts';
import { withVendorRole } from './vendor.ts';

/** All AWS accounts. Every ID of 12 digits is an account, and an account that was never changed is empty. */
export interface Accounts {
  /** Returns the current state of the account, which includes changes that are not visible to all readers yet. */
  get(accountId: string): Account;
  /** Writes the account to disk before it returns. The write is atomic. */
  save(accountId: string): void;
  /** Deletes all accounts. */
  clear(): void;
  /** Decides when changes become visible. It is in memory, so after a restart every change is visible. */
  readonly lag: Lag;
}

function load(file: string): Account {
  return existsSync(file) ? accountFromJson(readFileSync(file, 'utf8')) : emptyAccount();
}

/**
 * @param directory the directory with one JSON file per account, or undefined to store accounts in memory only
 * @param lag decides when changes become visible. By default they are visible immediately
 */
export function createAccounts(directory: string | undefined, lag: Lag = noLag): Accounts {
  const loaded = new Map<string, Account>();
  const fileOf = (accountId: string, ending: string): string => join(directory ?? '', `${accountId}.${ending}`);
  return {
    lag,
    get: (accountId) => {
      const known = loaded.get(accountId);
      if (known) return known;
      const account = withVendorRole(
        accountId,
        directory === undefined ? emptyAccount() : load(fileOf(accountId, 'json')),
      );
      loaded.set(accountId, account);
      return account;
    },
    save: (accountId) => {
      if (directory === undefined) return;
      try {
        mkdirSync(directory, { recursive: true });
        // A rename is atomic: if the process is killed, the file has either the old or the new content.
        writeFileSync(fileOf(accountId, 'tmp'), accountToJson(loaded.get(accountId) ?? emptyAccount()));
        renameSync(fileOf(accountId, 'tmp'), fileOf(accountId, 'json'));
      } catch (error) {
        // The change was not written, so later reads must not see it either.
        loaded.delete(accountId);
        throw error;
      }
    },
    clear: () => {
      loaded.clear();
      lag.clear();
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}

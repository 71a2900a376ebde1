import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountFromJson, accountToJson, emptyAccount, type Account } from './state.ts';
import { withVendorRole } from './vendor.ts';

/** Every account there is. Any 12 digits are one; those never written to are empty. */
export interface Accounts {
  get(accountId: string): Account;
  /** Puts the account on disk, whole or not at all, before it returns. */
  save(accountId: string): void;
  clear(): void;
}

function load(file: string): Account {
  return existsSync(file) ? accountFromJson(readFileSync(file, 'utf8')) : emptyAccount();
}

/**
 * @param directory holds one JSON file per account; undefined keeps everything in memory only.
 */
export function createAccounts(directory: string | undefined): Accounts {
  const loaded = new Map<string, Account>();
  const fileOf = (accountId: string, ending: string): string => join(directory ?? '', `${accountId}.${ending}`);
  return {
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
        // A rename replaces the file in one move: a process killed at any instant leaves the old one or the new one.
        writeFileSync(fileOf(accountId, 'tmp'), accountToJson(loaded.get(accountId) ?? emptyAccount()));
        renameSync(fileOf(accountId, 'tmp'), fileOf(accountId, 'json'));
      } catch (error) {
        // What could not be written must not be seen by later reads either.
        loaded.delete(accountId);
        throw error;
      }
    },
    clear: () => {
      loaded.clear();
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noLag, type Lag } from './lag/index.ts';
import { accountFromJson, accountToJson, emptyAccount, type Account } from './state.ts';
import { withVendorRole } from './vendor.ts';

/** Every account there is. Any 12 digits are one; those never written to are empty. */
export interface Accounts {
  /** The account as it is, whoever sees it. */
  get(accountId: string): Account;
  /** Puts the account on disk, whole or not at all, before it returns. */
  save(accountId: string): void;
  clear(): void;
  /** When changes are seen, by whom. It is in memory: after a restart everybody sees everything. */
  readonly lag: Lag;
}

function load(file: string): Account {
  return existsSync(file) ? accountFromJson(readFileSync(file, 'utf8')) : emptyAccount();
}

/**
 * @param directory holds one JSON file per account; undefined keeps everything in memory only.
 * @param lag by default everybody sees everything at once.
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
      lag.clear();
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}

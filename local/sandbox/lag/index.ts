import type { Account } from '../state.ts';
import { createChances } from './chance.ts';
import { accountOfFacts, factsOf } from './facts.ts';
import { createHistory, type History, type Observer, type Reaches } from './history.ts';
import { drawMs, profiles, type LagOptions } from './profile.ts';
import { createBuckets } from './rates.ts';

/** Decides when each change to IAM is seen, by whom. Times are epoch milliseconds. */
export interface Lag {
  /** Carries a change out, at once and for good; what it changes reaches each machine at a time of its own, after `at`. */
  spread<Result>(accountId: string, account: Account, at: number, change: () => Result): Result;
  /** The account as one machine of an observer has it: the account itself where it has all, else a copy. */
  seen(accountId: string, account: Account, observer: Observer, machine: number, now: number): Account;
  /** Which machine answers a call that an account makes. */
  machine(accountId: string): number;
  /** A session was given out; its key reaches each machine of STS at a time of its own. */
  giveSession(accountId: string, accessKeyId: string, now: number): void;
  /** Whether this machine knows a session's key yet. */
  knowsSession(accessKeyId: string, machine: number, now: number): boolean;
  /** Counts a call to IAM. @returns false where the account made too many */
  takesCall(accountId: string, kind: 'read' | 'write', now: number): boolean;
  /** Forgets everything: from now on the same times come again. */
  clear(): void;
}

/** Everybody sees everything at once. */
export const noLag: Lag = {
  spread: (_accountId, _account, _at, change) => change(),
  seen: (_accountId, account) => account,
  machine: () => 0,
  giveSession: () => undefined,
  knowsSession: () => true,
  takesCall: () => true,
  clear: () => undefined,
};

/** Machines of each observer. One has a change earlier than the other: meanwhile the two disagree. */
const machines = 2;

export function createLag({ profile, seed = 1, rates }: LagOptions): Lag {
  if (profile === 'off') return noLag;
  const { lateness, rates: usualRates } = profiles[profile];
  const chances = createChances(seed);
  const buckets = createBuckets(rates ?? usualRates);
  const histories = new Map<string, History>();
  const sessions = new Map<string, readonly number[]>();

  /** The last machine has it after a time of the profile, the first within the first half of that. */
  const reachesFrom = (at: number, chance: () => number): readonly number[] => {
    const ms = drawMs(lateness, chance);
    const times = [at + Math.floor((ms / machines) * chance()), at + ms];
    return chance() < 0.5 ? times : times.toReversed();
  };
  const historyOf = (accountId: string): History => {
    const known = histories.get(accountId) ?? createHistory();
    histories.set(accountId, known);
    return known;
  };

  return {
    spread: (accountId, account, at, change) => {
      const before = factsOf(account);
      const result = change();
      const chance = (observer: Observer) => chances.of(`${observer} ${accountId}`);
      const reaches: Reaches = {
        read: reachesFrom(at, chance('read')),
        authorization: reachesFrom(at, chance('authorization')),
        sts: reachesFrom(at, chance('sts')),
      };
      historyOf(accountId).note(before, factsOf(account), reaches);
      return result;
    },
    seen: (accountId, account, observer, machine, now) => {
      const stale = histories.get(accountId)?.stale(observer, machine, now);
      if (stale === undefined || stale.size === 0) return account;
      const facts = factsOf(account);
      for (const [name, value] of stale) {
        if (value === undefined) facts.delete(name);
        else facts.set(name, value);
      }
      return accountOfFacts(facts);
    },
    machine: (accountId) => Math.floor(chances.of(`machine ${accountId}`)() * machines),
    giveSession: (accountId, accessKeyId, now) => {
      for (const [known, reaches] of sessions) if (Math.max(...reaches) <= now) sessions.delete(known);
      sessions.set(accessKeyId, reachesFrom(now, chances.of(`session ${accountId}`)));
    },
    knowsSession: (accessKeyId, machine, now) => (sessions.get(accessKeyId)?.[machine] ?? 0) <= now,
    takesCall: buckets.take,
    clear: () => {
      chances.clear();
      buckets.clear();
      histories.clear();
      sessions.clear();
    },
  };
}

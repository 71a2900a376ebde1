import type { Account } from '../state.ts';
import { createChances } from './chance.ts';
import { accountOfFacts, factsOf, type Facts } from './facts.ts';
import { createHistory, type History, type Observer, type VisibleTimes } from './history.ts';
import { drawMs, profiles, type LagOptions } from './profile.ts';
import { createBuckets } from './rates.ts';

/** Decides when each change to IAM becomes visible to whom. Times are epoch milliseconds. */
export interface Lag {
  /**
   * Applies a change to the current state. What it changes becomes visible to each machine at its own time after `at`.
   */
  applyChange<Result>(accountId: string, account: Account, at: number, change: () => Result): Result;
  /**
   * Must be called after a change that was not made with `applyChange`. Such a change is visible to all observers
   * immediately.
   */
  noteChange(accountId: string): void;
  /**
   * Returns the account as one machine of an observer sees it: the account itself if the machine sees all changes, and
   * otherwise a copy.
   */
  seen(accountId: string, account: Account, observer: Observer, machine: number, now: number): Account;
  /** Returns the machine that handles a call of an account. A different one may handle the next call. */
  machine(accountId: string): number;
  /** Adds a new session. Its access key becomes visible to each machine of STS at its own time. */
  addSession(accountId: string, accessKeyId: string, now: number): void;
  /** Returns whether the access key of a session is visible to the machine. */
  knowsSession(accessKeyId: string, machine: number, now: number): boolean;
  /**
   * Returns how long it takes until GetAccessKeyLastUsed shows the next use of one of the account's keys, in
   * milliseconds.
   */
  useLateMs(accountId: string): number;
  /** Counts a call to IAM. Returns false if the account has exceeded its rate, and the call must be throttled. */
  allowCall(accountId: string, kind: 'read' | 'write', now: number): boolean;
  /** Deletes all state and restarts the pseudo-random numbers, so that the same times occur again. */
  clear(): void;
}

/** Makes every change visible immediately. */
export const noLag: Lag = {
  applyChange: (_accountId, _account, _at, change) => change(),
  noteChange: () => undefined,
  seen: (_accountId, account) => account,
  machine: () => 0,
  addSession: () => undefined,
  knowsSession: () => true,
  useLateMs: () => 0,
  allowCall: () => true,
  clear: () => undefined,
};

/**
 * How many machines each observer has. A change becomes visible to one of them before the other, so that for a time
 * they return different results.
 */
const machines = 2;

/**
 * The longest time until GetAccessKeyLastUsed shows the use of a key, in milliseconds. On AWS it takes minutes, but AWS
 * does not publish how many. This value was chosen for the sandbox.
 */
const longestUseLateMs = 15 * 60_000;

/** Returns the lag of a profile. The same seed gives the same times. */
export function createLag({ profile, seed = 1, rates }: LagOptions): Lag {
  if (profile === 'off') return noLag;
  const { lateness, rates: defaultRates } = profiles[profile];
  const chances = createChances(seed);
  const buckets = createBuckets(rates ?? defaultRates);
  const histories = new Map<string, History>();
  const sessions = new Map<string, readonly number[]>();
  /** The facts of the current state, cached because most calls only read. */
  const current = new Map<string, Facts>();

  /**
   * Returns when a change becomes visible to each machine: to the last one after a random time of the profile, and to
   * the other one within the first half of that time.
   */
  const drawVisibleTimes = (at: number, chance: () => number): readonly number[] => {
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
    applyChange: (accountId, account, at, change) => {
      const before = factsOf(account);
      current.delete(accountId);
      const result = change();
      const chance = (observer: Observer) => chances.of(`${observer} ${accountId}`);
      const visibleAt: VisibleTimes = {
        read: drawVisibleTimes(at, chance('read')),
        authorization: drawVisibleTimes(at, chance('authorization')),
        sts: drawVisibleTimes(at, chance('sts')),
      };
      const after = factsOf(account);
      current.set(accountId, after);
      historyOf(accountId).add(before, after, visibleAt);
      return result;
    },
    noteChange: (accountId) => void current.delete(accountId),
    seen: (accountId, account, observer, machine, now) => {
      const outdated = histories.get(accountId)?.outdated(observer, machine, now);
      if (outdated === undefined || outdated.size === 0) return account;
      const known = current.get(accountId) ?? factsOf(account);
      current.set(accountId, known);
      const facts = new Map(known);
      for (const [name, value] of outdated) {
        if (value === undefined) facts.delete(name);
        else facts.set(name, value);
      }
      return accountOfFacts(facts);
    },
    machine: (accountId) => Math.floor(chances.of(`machine ${accountId}`)() * machines),
    addSession: (accountId, accessKeyId, now) => {
      for (const [known, visibleAt] of sessions) if (Math.max(...visibleAt) <= now) sessions.delete(known);
      sessions.set(accessKeyId, drawVisibleTimes(now, chances.of(`session ${accountId}`)));
    },
    knowsSession: (accessKeyId, machine, now) => (sessions.get(accessKeyId)?.[machine] ?? 0) <= now,
    useLateMs: (accountId) => Math.floor(chances.of(`use ${accountId}`)() * longestUseLateMs),
    allowCall: buckets.take,
    clear: () => {
      chances.clear();
      buckets.clear();
      histories.clear();
      current.clear();
      sessions.clear();
    },
  };
}

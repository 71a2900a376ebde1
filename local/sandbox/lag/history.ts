import type { Facts } from './facts.ts';

/**
 * The observers. A change becomes visible to each of them at a different time: to the Get and List operations of IAM,
 * to policy evaluation, and to STS.
 */
export const observers = ['read', 'authorization', 'sts'] as const;

export type Observer = (typeof observers)[number];

/** For each observer, when a change becomes visible to each of its machines, in epoch milliseconds. */
export type VisibleTimes = Readonly<Record<Observer, readonly number[]>>;

interface Version {
  /** Undefined if the fact does not exist in this version. */
  readonly value: string | undefined;
  /** Undefined if the version is visible to every machine. */
  readonly visibleAt: VisibleTimes | undefined;
}

/** The changes of one account that are not visible to every machine yet. */
export interface History {
  /**
   * Adds the differences between two states. A change that is added later replaces an earlier one, even if it becomes
   * visible first.
   */
  add(before: Facts, after: Facts, visibleAt: VisibleTimes): void;
  /**
   * Returns the facts that the machine sees in an old version, with the old value, or undefined if the fact does not
   * exist in that version.
   */
  outdated(observer: Observer, machine: number, now: number): ReadonlyMap<string, string | undefined>;
}

function isVisible({ visibleAt }: Version, observer: Observer, machine: number, now: number): boolean {
  return visibleAt === undefined || (visibleAt[observer][machine] ?? 0) <= now;
}

function isVisibleToAll(version: Version | undefined, now: number): boolean {
  return (
    version?.visibleAt === undefined || observers.every((each) => Math.max(...(version.visibleAt?.[each] ?? [])) <= now)
  );
}

/** Returns an empty history. */
export function createHistory(): History {
  const versions = new Map<string, Version[]>();
  return {
    add: (before, after, visibleAt) => {
      for (const name of new Set([...before.keys(), ...after.keys()])) {
        if (before.get(name) === after.get(name)) continue;
        const known = versions.get(name) ?? [{ value: before.get(name), visibleAt: undefined }];
        known.push({ value: after.get(name), visibleAt });
        versions.set(name, known);
      }
    },
    outdated: (observer, machine, now) => {
      const found = new Map<string, string | undefined>();
      for (const [name, known] of versions) {
        const last = known.at(-1);
        if (isVisibleToAll(last, now)) versions.delete(name);
        else {
          const newest = known.findLast((version) => isVisible(version, observer, machine, now));
          if (newest !== last) found.set(name, newest?.value);
        }
      }
      return found;
    },
  };
}

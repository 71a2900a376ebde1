import type { Facts } from './facts.ts';

/** Who sees changes at times of their own: IAM's Get and List calls, the evaluation of policies, and STS. */
export const observers = ['read', 'authorization', 'sts'] as const;

export type Observer = (typeof observers)[number];

/** Epoch milliseconds from which on each machine of an observer has a change. */
export type Reaches = Readonly<Record<Observer, readonly number[]>>;

interface Version {
  /** Undefined: the fact is not there. */
  readonly value: string | undefined;
  /** Undefined: every machine has always had it. */
  readonly reaches: Reaches | undefined;
}

/** What changed in one account and has not reached every machine yet. */
export interface History {
  /** Notes what differs. Later notes are later changes, whenever they reach anybody. */
  note(before: Facts, after: Facts, reaches: Reaches): void;
  /** The facts that this machine has otherwise than they are now, and as what; undefined: it has no such fact. */
  stale(observer: Observer, machine: number, now: number): ReadonlyMap<string, string | undefined>;
}

function hasReached({ reaches }: Version, observer: Observer, machine: number, now: number): boolean {
  return reaches === undefined || (reaches[observer][machine] ?? 0) <= now;
}

function hasReachedAll(version: Version | undefined, now: number): boolean {
  return (
    version?.reaches === undefined || observers.every((each) => Math.max(...(version.reaches?.[each] ?? [])) <= now)
  );
}

export function createHistory(): History {
  const versions = new Map<string, Version[]>();
  return {
    note: (before, after, reaches) => {
      for (const name of new Set([...before.keys(), ...after.keys()])) {
        if (before.get(name) === after.get(name)) continue;
        const known = versions.get(name) ?? [{ value: before.get(name), reaches: undefined }];
        known.push({ value: after.get(name), reaches });
        versions.set(name, known);
      }
    },
    stale: (observer, machine, now) => {
      const found = new Map<string, string | undefined>();
      for (const [name, known] of versions) {
        const last = known.at(-1);
        if (hasReachedAll(last, now)) versions.delete(name);
        else {
          const newest = known.findLast((version) => hasReached(version, observer, machine, now));
          if (newest !== last) found.set(name, newest?.value);
        }
      }
      return found;
    },
  };
}

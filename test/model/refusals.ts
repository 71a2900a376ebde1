import type { TroubleCode } from './trouble.ts';

const codes: readonly string[] = [
  'NoSuchEntity',
  'AccessDenied',
  'InvalidClientTokenId',
  'ConcurrentModification',
  'EntityTemporarilyUnmodifiable',
  'DeleteConflict',
  'LimitExceeded',
  'MalformedPolicyDocument',
  'InvalidInput',
  'PolicyNotAttachable',
  'OptInRequired',
  'RegionDisabledException',
  'NeverHeardOf',
] satisfies readonly TroubleCode[];

export const isCode = (kind: string): kind is TroubleCode => codes.includes(kind);

interface Refused {
  readonly operation: RegExp;
  readonly code: TroubleCode;
  /** Returns whether the next call of the operation is refused. Undefined if this entry is over. */
  readonly next: () => boolean | undefined;
}

/**
 * The calls that AWS refuses, whichever process sends them.
 * @param now returns the virtual time, in epoch ms
 */
export function refusals(now: () => number) {
  let all: Refused[] = [];
  const addEntry = (operation: string, code: TroubleCode, next: Refused['next']) => {
    all.push({ operation: new RegExp(`^(?:${operation})$`), code, next });
  };
  return {
    /** @param pattern for each next call of the operation, `x` if it is refused and `.` if it is not */
    add: (operation: string, code: TroubleCode, pattern: string) => {
      const left = pattern.split('');
      addEntry(operation, code, () => (left.length === 0 ? undefined : left.shift() === 'x'));
    },
    /** Refuses the next call of the operation, and every other one that is sent less than `ms` milliseconds later. */
    addFor: (operation: string, code: TroubleCode, ms: number) => {
      let endsAt: number | undefined;
      addEntry(operation, code, () => now() <= (endsAt ??= now() + ms) || undefined);
    },
    clear: () => {
      all = [];
    },
    /** Returns the code with which this call is refused, or undefined. */
    next: (operation: string): TroubleCode | undefined => {
      for (const { operation: pattern, code, next } of all) {
        const isRefused = pattern.test(operation) ? next() : undefined;
        if (isRefused !== undefined) return isRefused ? code : undefined;
      }
      return undefined;
    },
  };
}

export type Refusals = ReturnType<typeof refusals>;

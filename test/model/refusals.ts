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

/** The calls that AWS refuses, whichever process sends them. */
export function refusals() {
  let all: { readonly operation: RegExp; readonly code: TroubleCode; readonly pattern: string[] }[] = [];
  return {
    /** @param pattern for each next call of the operation, `x` if it is refused and `.` if it is not */
    add: (operation: string, code: TroubleCode, pattern: string) => {
      all.push({ operation: new RegExp(`^(?:${operation})$`), code, pattern: pattern.split('') });
    },
    clear: () => {
      all = [];
    },
    /** Returns the code with which this call is refused, or undefined, and removes it from the pattern. */
    next: (operation: string): TroubleCode | undefined => {
      const found = all.find((each) => each.operation.test(operation) && each.pattern.length > 0);
      return found?.pattern.shift() === 'x' ? found.code : undefined;
    },
  };
}

export type Refusals = ReturnType<typeof refusals>;

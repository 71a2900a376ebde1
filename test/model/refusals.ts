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

/** What AWS refuses to whoever asks, for as many calls as each says: `.` is a call that it lets pass. */
export function refusals() {
  let all: { readonly operation: RegExp; readonly code: TroubleCode; readonly pattern: string[] }[] = [];
  return {
    /** @param pattern `x` for a call that is refused, `.` for one that is not */
    add: (operation: string, code: TroubleCode, pattern: string) => {
      all.push({ operation: new RegExp(`^(?:${operation})$`), code, pattern: pattern.split('') });
    },
    clear: () => {
      all = [];
    },
    next: (operation: string): TroubleCode | undefined => {
      const found = all.find((each) => each.operation.test(operation) && each.pattern.length > 0);
      return found?.pattern.shift() === 'x' ? found.code : undefined;
    },
  };
}

export type Refusals = ReturnType<typeof refusals>;

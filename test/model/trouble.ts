/** What can go wrong with one call. */
export const troubleKinds = [
  'throttled',
  'fails before',
  'fails after',
  'answer lost',
  'hangs',
  'carried out late',
  'denied',
  'session expired',
  'freezes',
  'dies',
] as const;
/** The random sequences do not have `dies before`, because `dies` and `fails before` cover it. */
type TroubleKind = (typeof troubleKinds)[number] | 'dies before';

/** The error codes with which the model can refuse a call. */
export type TroubleCode =
  | 'NoSuchEntity'
  | 'AccessDenied'
  | 'InvalidClientTokenId'
  | 'ConcurrentModification'
  | 'EntityTemporarilyUnmodifiable'
  | 'DeleteConflict'
  | 'LimitExceeded'
  | 'MalformedPolicyDocument'
  | 'InvalidInput'
  | 'PolicyNotAttachable'
  | 'OptInRequired'
  | 'RegionDisabledException'
  | 'NeverHeardOf';

/** What goes wrong with one call of a process. */
export interface Trouble {
  /** The number of the call within the process, from 1, or a regular expression for its operation. */
  readonly at: number | string;
  /** How many calls of that operation go well before. Default: 0. */
  readonly after?: number;
  readonly kind: TroubleKind;
  /** How late AWS carries out the call, or how long the process is frozen, in ms. */
  readonly ms: number;
}

/** What may go wrong with one call. */
export const troubleKinds = [
  'throttled',
  'fails before',
  'fails after',
  'answer lost',
  'hangs',
  'lands late',
  'denied',
  'session expired',
  'freezes',
  'dies',
] as const;
type TroubleKind = (typeof troubleKinds)[number];

/** AWS's own codes, for what the kinds do not name. */
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

export interface Trouble {
  /** The how-manieth call of the process, from 1, or the operation (a regular expression). */
  readonly at: number | string;
  readonly kind: TroubleKind;
  /** How late the call lands, or how long the process stands still, in ms. */
  readonly ms: number;
}

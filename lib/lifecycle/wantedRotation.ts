import type { HandedOverKey } from '../record/handedOverKeys.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { disclosedKeys } from '../record/disclosedKeyIds.ts';

/** A rotation that a caller asks for, and that the record allows. */
export interface WantedRotation {
  readonly userName: string;
  /** The key in force, which the new key replaces. */
  readonly replaced: HandedOverKey;
  /** How long the replaced key works on, in seconds. */
  readonly graceSeconds: number;
  /** The key that an earlier rotation replaced, whose grace the caller ends. Undefined: there is none. */
  readonly ends: HandedOverKey | undefined;
  /** Whether the caller confirms that nobody needs the key that it ends. */
  readonly isConfirmed: boolean;
  /** Whether the answer with the key in force was lost, so that nobody has it. */
  readonly isUndelivered: boolean;
}

/** Returns the keys of one user that were handed over. */
export function keysOfUser(record: Onboarding, userName: string): readonly HandedOverKey[] {
  return disclosedKeys(record).filter((key) => key.userName === userName);
}

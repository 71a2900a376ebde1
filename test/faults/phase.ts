import type { Fixture } from './fixture.ts';

/** A part of an onboarding, from the create to the offboarding, during which a fault is injected. */
export interface Phase {
  readonly name: string;
  /** Runs before the phase, without a fault. */
  readonly arrange: (fixture: Fixture) => Promise<unknown>;
  /** Runs the phase. */
  readonly act: (fixture: Fixture) => Promise<unknown>;
  /** Whether the caller wants the onboarding removed. Otherwise the caller wants keys. */
  readonly isEnd?: true;
  /** Whether the phase rotates a key of an onboarding that has been claimed. */
  readonly isRotation?: true;
  /** Whether the phase updates an onboarding that has been claimed. */
  readonly isUpdate?: true;
  /** Whether the phase looks at the account, where an administrator has removed a tag of the first user. */
  readonly isLook?: 'by a caller' | 'daily';
  /** Whether the caller has a recipient key. Otherwise it wants the keys in the clear. */
  readonly isSealed?: true;
  /** Whether a run without a fault leaves all resources of the blueprint. */
  readonly leavesAll: boolean;
  /**
   * The calls to refuse during the phase, as a regular expression. Faults are injected only after the first refusal.
   */
  readonly refuse?: string;
}

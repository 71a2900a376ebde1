import type { Look } from './look.ts';

/** The results of looks in the state table. Reads are strongly consistent, writes are conditional. */
export interface LookStore {
  /** Stores a look in the place of an older one. Does nothing if a newer one is stored. */
  putLook(onboardingId: string, look: Look): Promise<void>;
  /** Returns the stored look, which `storedLook` reads, or undefined. */
  getLook(onboardingId: string): Promise<unknown>;
  /**
   * Takes the right to look at an account, until `until`, if no other process has it at `now` (epoch ms). Returns
   * undefined, or until when another process has it.
   */
  holdAccount(accountId: string, hold: AccountHold, now: number): Promise<number | undefined>;
}

/** The right of one process to look at an account, so that the looks at its onboardings come one after the other. */
interface AccountHold {
  readonly owner: string;
  /** Epoch ms. */
  readonly until: number;
}

import type { Look } from './look.ts';

/** The results of looks in the state table. Reads are strongly consistent, writes are conditional. */
export interface LookStore {
  /** Stores a look in the place of an older one. Does nothing if a newer one is stored. */
  putLook(onboardingId: string, look: Look): Promise<void>;
  getLook(onboardingId: string): Promise<Look | undefined>;
}

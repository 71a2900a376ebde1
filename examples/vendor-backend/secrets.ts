import type { Credential } from '../../client/index.ts';

/**
 * Whether the keys of an onboarding are stored. `prepared`: their place exists, and no keys are in it. `given up`: this back
 * end replaces the onboarding, even if its keys are stored after all.
 */
type SecretState = 'absent' | 'prepared' | 'stored' | 'given up';

/** Where the keys of tenants are stored. Each function may be called again, and by two processes at once. */
export interface Secrets {
  state(onboardingId: string): Promise<SecretState>;
  /** Creates the place for the keys, and fails if they could not be stored there. */
  prepare(onboardingId: string): Promise<void>;
  /** Notes that nobody has the keys. */
  giveUp(onboardingId: string): Promise<void>;
  /** Stores the keys. When this returns, they are stored durably. */
  store(onboardingId: string, keys: readonly Credential[]): Promise<void>;
}

/** Returns the text that is stored. */
export function secretText(keys: readonly Credential[]): string {
  return JSON.stringify(
    keys.map(({ userName, accessKeyId, secretAccessKey }) => ({ userName, accessKeyId, secretAccessKey })),
  );
}

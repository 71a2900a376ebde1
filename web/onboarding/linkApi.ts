import type { Credential, Onboarding, Review } from '../../client/index.ts';

/** A link that the holder of another link created for somebody else, in the one answer that has its token. */
export interface SharedLink {
  readonly url: string;
  readonly expiresAt: string;
}

/** The answer to a claim: the onboarding without its keys, and the keys, if the answer has them. */
export interface Claimed {
  readonly onboarding: Onboarding;
  readonly keys: readonly Credential[] | undefined;
}

/** There is no link token, so nothing can be asked. */
export class NoLinkError extends Error {
  override readonly name = 'NoLinkError';
}

/**
 * The calls that the holder of a link can make, for the one onboarding of the link. Each throws `LatchkeyProblem` if
 * the service refuses it, `LatchkeyConnectionError` if no answer arrives, and `NoLinkError` without a link token.
 */
export interface LinkApi {
  /** Returns what the tenant's administrator decides on. */
  review(): Promise<Review>;
  /** Returns the onboarding as it is now. */
  read(): Promise<Onboarding>;
  /** Continues the onboarding: after the stack was launched, or after a failure. */
  provision(): Promise<Onboarding>;
  /** Creates the keys and returns them once. The same idempotency key never creates keys twice. */
  claim(idempotencyKey: string): Promise<Claimed>;
  /** Creates a link with which an administrator can review and launch, and never claim. */
  share(): Promise<SharedLink>;
}

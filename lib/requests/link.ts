import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Onboarding } from '../record/onboarding.ts';

/** The number of random bytes in a link token: 256 bits. */
const tokenBytes = 32;

/** How long a link is valid, unless the caller requests a shorter time, in seconds: one hour. */
export const longestLinkSeconds = 3600;
export const shortestLinkSeconds = 60;

/** The content of a link token: the ID of its onboarding, and its hash. It is not verified yet. */
export interface LinkClaim {
  readonly onboardingId: string;
  /** Hex. */
  readonly sha256: string;
}

/** A new link: the token, which is not stored, and the part that the record stores (`kept`). */
export interface NewLink {
  readonly token: string;
  readonly kept: { readonly sha256: string; readonly expiresAt: number };
}

/** Creates a link token for an onboarding. `now` in epoch ms. */
export function newLink(onboardingId: string, now: number, seconds: number = longestLinkSeconds): NewLink {
  const token = `lkl_${onboardingId.slice('ob_'.length)}_${randomBytes(tokenBytes).toString('base64url')}`;
  return { token, kept: { sha256: digest(token), expiresAt: now + seconds * 1000 } };
}

/**
 * Parses a link token. Returns undefined if the text is not a link token. The token contains the onboarding's ID, so no
 * lookup by token is needed.
 */
export function readLink(token: string): LinkClaim | undefined {
  const [, ulid] = /^lkl_([0-9A-Z]{26})_[\w-]{43}$/.exec(token) ?? [];
  return ulid === undefined ? undefined : { onboardingId: `ob_${ulid}`, sha256: digest(token) };
}

/**
 * Whether a link is valid for the onboarding at `now` (epoch ms). Compares the hashes in constant time, and compares
 * with a dummy hash if there is no stored one, so that the time reveals nothing.
 */
export function linkState(
  { sha256 }: LinkClaim,
  onboarding: Onboarding | undefined,
  now: number,
): 'good' | 'expired' | 'unknown' {
  const kept = onboarding?.link;
  const isSame = timingSafeEqual(Buffer.from(sha256, 'hex'), Buffer.from(kept?.sha256 ?? digest(''), 'hex'));
  if (kept === undefined || !isSame) return 'unknown';
  return kept.expiresAt > now ? 'good' : 'expired';
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

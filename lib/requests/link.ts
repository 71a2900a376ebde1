import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Onboarding } from '../record/onboarding.ts';

/** Random bytes of a link token: 256 bits. */
const tokenBytes = 32;

/** For how long a link is good unless a shorter time is asked for, in seconds: one hour. */
export const longestLinkSeconds = 3600;
export const shortestLinkSeconds = 60;

/** What a link token says of itself: which onboarding it is for, and its hash. */
export interface LinkClaim {
  readonly onboardingId: string;
  /** Hex. */
  readonly sha256: string;
}

/** A link as the record keeps it, and the token, which it does not. */
export interface NewLink {
  readonly token: string;
  readonly kept: { readonly sha256: string; readonly expiresAt: number };
}

/** A token for one onboarding. `now` in epoch ms. */
export function newLink(onboardingId: string, now: number, seconds: number = longestLinkSeconds): NewLink {
  const token = `lkl_${onboardingId.slice('ob_'.length)}_${randomBytes(tokenBytes).toString('base64url')}`;
  return { token, kept: { sha256: digest(token), expiresAt: now + seconds * 1000 } };
}

/** Undefined for what is no link token. It is told by its form, so that no table has to be asked whose it is. */
export function readLink(token: string): LinkClaim | undefined {
  const [, ulid] = /^lkl_([0-9A-Z]{26})_[\w-]{43}$/.exec(token) ?? [];
  return ulid === undefined ? undefined : { onboardingId: `ob_${ulid}`, sha256: digest(token) };
}

/** Whether a link opens the onboarding now (epoch ms). Compared in constant time, also where there is nothing to compare with. */
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

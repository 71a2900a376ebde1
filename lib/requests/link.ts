import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { maxLinks, type LinkRecord, type LinkRight } from '../record/links.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Actor } from '../core/ports.ts';

/** The number of random bytes in a link token: 256 bits. */
const tokenBytes = 32;

/** For how long a link is valid at most, and by default, in seconds: an hour with the right to claim, or seven days. */
export const longestClaimSeconds = 3600;
export const longestLinkSeconds = 7 * 24 * 3600;
export const shortestLinkSeconds = 60;

/** What a caller decides about a new link. */
export interface WantedLink extends Pick<LinkRecord, 'may' | 'delivers' | 'message' | 'askedBy' | 'returnUrl'> {
  readonly seconds: number;
}

/** The content of a link token: the ID of its onboarding, and its hash. It is not verified yet. */
export interface LinkClaim {
  readonly onboardingId: string;
  /** Hex. */
  readonly sha256: string;
}

/** The link token of a request, and the right that the call needs. */
export interface LinkCall extends LinkClaim {
  readonly needs: LinkRight;
}

/** A new link: the token, which is not stored, and the part that the record stores (`kept`). */
export interface NewLink {
  readonly token: string;
  readonly kept: LinkRecord;
}

/** Creates a link token for an onboarding. `now` in epoch ms. */
export function newLink(onboardingId: string, { seconds, ...wanted }: WantedLink, { by }: Actor, now: number): NewLink {
  const token = `lkl_${onboardingId.slice('ob_'.length)}_${randomBytes(tokenBytes).toString('base64url')}`;
  const id = `lnk_${randomBytes(8).toString('hex')}`;
  return { token, kept: { id, sha256: digest(token), ...wanted, createdAt: now, expiresAt: now + seconds * 1000, madeBy: by } };
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
 * Returns the link of the onboarding with this token; it may have expired. Compares each hash in constant time, and
 * always as many as an onboarding can have, so that the time reveals nothing.
 */
export function linkWithToken({ sha256 }: LinkClaim, onboarding: Onboarding | undefined): LinkRecord | undefined {
  const links = onboarding?.links ?? [];
  const given = Buffer.from(sha256, 'hex');
  const none = digest('');
  const isSame = Array.from({ length: maxLinks }, (_, at) =>
    timingSafeEqual(given, Buffer.from(links[at]?.sha256 ?? none, 'hex')),
  );
  return links[isSame.indexOf(true)];
}

/** Returns the links of an onboarding that have not expired at `now` (epoch ms). */
export function validLinks({ links = [] }: Pick<Onboarding, 'links'>, now: number): readonly LinkRecord[] {
  return links.filter(({ expiresAt }) => expiresAt > now);
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

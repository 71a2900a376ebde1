import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { maxLinksAndChildren, type LinkRecord, type LinkRight } from '../record/links.ts';
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
  /**
   * Returns the token of the child link with this ID. The same parent and ID have the same token, so that a repeated
   * request is answered with the same link. Only the parent's token leads to it: neither the record nor the child's token
   * leads to the other.
   */
  readonly childToken: (childId: string) => string;
  /** Returns the token itself. A function, so that nothing that writes a claim, such as a log, writes the token. */
  readonly token: () => string;
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
  const token = tokenOf(onboardingId, randomBytes(tokenBytes));
  const times = { createdAt: now, expiresAt: now + seconds * 1000 };
  return { token, kept: { id: newLinkId(), sha256: digest(token), ...wanted, ...times, madeBy: by } };
}

const newLinkId = () => `lnk_${randomBytes(8).toString('hex')}`;

/** What the holder of a link may change in the link that the holder shares. */
export type SharedTexts = Pick<LinkRecord, 'message' | 'askedBy'>;

/**
 * Returns the child of a link: `before` with the texts, or a new one if there is none. It may do less than its parent, and
 * ends with it at the latest. A text that is not given is the parent's. `now` in epoch ms.
 */
export function childLink(
  { childToken }: LinkClaim,
  parent: LinkRecord,
  before: LinkRecord | undefined,
  { message = parent.message, askedBy = parent.askedBy }: SharedTexts,
  { by, now }: Pick<Actor, 'by'> & { readonly now: number },
): NewLink {
  const id = before?.id ?? newLinkId();
  const token = childToken(id);
  const { delivers, returnUrl, expiresAt } = parent;
  const texts = { message, askedBy, returnUrl };
  return {
    token,
    kept: {
      id,
      parent: parent.id,
      sha256: digest(token),
      may: ['see', 'launch'],
      delivers,
      ...texts,
      createdAt: before?.createdAt ?? now,
      expiresAt,
      madeBy: before?.madeBy ?? by,
    },
  };
}

const tokenOf = (onboardingId: string, secret: Buffer) =>
  `lkl_${onboardingId.slice('ob_'.length)}_${secret.toString('base64url')}`;

/**
 * Parses a link token. Returns undefined if the text is not a link token. The token contains the onboarding's ID, so no
 * lookup by token is needed.
 */
export function readLink(token: string): LinkClaim | undefined {
  const [, ulid, secret] = /^lkl_([0-9A-Z]{26})_([\w-]{43})$/.exec(token) ?? [];
  if (ulid === undefined || secret === undefined) return undefined;
  const onboardingId = `ob_${ulid}`;
  // Not the whole token: HMAC replaces a key of more than 64 bytes by its hash (RFC 2104), which the record has.
  const key = Buffer.from(secret, 'base64url');
  const childToken = (childId: string) => tokenOf(onboardingId, createHmac('sha256', key).update(childId).digest());
  return { onboardingId, sha256: digest(token), childToken, token: () => token };
}

/**
 * Returns the link of the onboarding with this token; it may have expired. A link whose parent is not there any more has
 * ended. Compares each hash in constant time, and always as many as an onboarding can have, so that the time reveals
 * nothing.
 */
export function linkWithToken({ sha256 }: LinkClaim, onboarding: Onboarding | undefined): LinkRecord | undefined {
  const links = onboarding?.links ?? [];
  const given = Buffer.from(sha256, 'hex');
  const none = digest('');
  const isSame = Array.from({ length: maxLinksAndChildren }, (_, at) =>
    timingSafeEqual(given, Buffer.from(links[at]?.sha256 ?? none, 'hex')),
  );
  const link = links[isSame.indexOf(true)];
  return link?.parent === undefined || links.some(({ id }) => id === link.parent) ? link : undefined;
}

/** Returns the links of an onboarding that have not expired at `now` (epoch ms). */
export function validLinks({ links = [] }: Pick<Onboarding, 'links'>, now: number): readonly LinkRecord[] {
  return links.filter(({ expiresAt }) => expiresAt > now);
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

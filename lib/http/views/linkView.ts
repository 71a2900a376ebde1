import * as z from 'zod/mini';
import { longestLinkSeconds, type NewLink } from '../../requests/link.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import type { Settings } from '../ports.ts';
import { isoTime } from './isoTime.ts';

/** A link as it is shown, once: what a tenant's administrator opens, and the token that it stands for. */
export const linkSchema = z.object({ url: z.string(), token: z.string(), expiresAt: z.string() });
export type LinkView = z.infer<typeof linkSchema>;

/**
 * The token goes behind the #, which no browser sends anywhere and no server writes into its log. Without a page of the
 * vendor's the link leads to the onboarding itself.
 */
export function linkView(
  { pageUrl }: Pick<Settings, 'pageUrl'>,
  onboarding: Onboarding,
  link: NewLink | undefined,
): LinkView | undefined {
  // Claimed in the same request, or revoked: then there is none.
  if (link === undefined || onboarding.link?.sha256 !== link.kept.sha256) return undefined;
  const { token, kept } = link;
  const at = `/v1/onboardings/${onboarding.id}`;
  const url =
    pageUrl === undefined ? at : `${pageUrl}#${new URLSearchParams({ onboarding: onboarding.id, token }).toString()}`;
  return { url, token, expiresAt: isoTime(kept.expiresAt) };
}

/** For how long a create's link is good; none is made where API Gateway would let no bearer of one in. */
export function linkSeconds(
  { auth }: Pick<Settings, 'auth'>,
  given: { readonly expiresInSeconds?: number | undefined } | undefined,
): number | undefined {
  return auth === 'sigv4' ? undefined : (given?.expiresInSeconds ?? longestLinkSeconds);
}

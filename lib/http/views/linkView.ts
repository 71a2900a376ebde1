import * as z from 'zod/mini';
import { longestLinkSeconds, type NewLink } from '../../requests/link.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import type { AnswerDeps, Settings } from '../ports.ts';
import { isoTime, timeSchema } from './isoTime.ts';

/** A link in an answer, which is returned once: the URL for the tenant's administrator, and the link token. */
export const linkSchema = z.object({ url: z.string(), token: z.string(), expiresAt: timeSchema });
export type LinkView = z.infer<typeof linkSchema>;

/**
 * Returns a link for an answer. The token is in the fragment of the URL, which browsers do not send, so that no server
 * writes it to a log. Without an onboarding page of the vendor, the URL is the path of the onboarding in the API.
 */
export function linkView(
  { settings: { pageUrl }, basePath }: AnswerDeps<never>,
  onboarding: Onboarding,
  link: NewLink | undefined,
): LinkView | undefined {
  // The link has already ended, because the keys were claimed in the same request or the link was revoked.
  if (link === undefined || onboarding.link?.sha256 !== link.kept.sha256) return undefined;
  const { token, kept } = link;
  const path = `${basePath}/v1/onboardings/${onboarding.id}`;
  const url =
    pageUrl === undefined ? path : `${pageUrl}#${new URLSearchParams({ onboarding: onboarding.id, token }).toString()}`;
  return { url, token, expiresAt: isoTime(kept.expiresAt) };
}

/**
 * Returns how long a new link is valid, in seconds. Returns undefined, for no link, if API Gateway requires signed
 * requests, because the bearer of a link cannot sign requests.
 */
export function linkSeconds(
  { auth }: Pick<Settings, 'auth'>,
  given: { readonly expiresInSeconds?: number | undefined } | undefined,
): number | undefined {
  return auth === 'sigv4' ? undefined : (given?.expiresInSeconds ?? longestLinkSeconds);
}

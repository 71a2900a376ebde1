import * as z from 'zod/mini';
import { linkReceivers, linkRights } from '../../record/links.ts';
import type { NewLink } from '../../requests/link.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import type { AnswerDeps } from '../ports.ts';
import { isoTime, timeSchema } from './isoTime.ts';

/** A link in an answer, which is returned once: the URL for the tenant's administrator, and the link token. */
export const linkSchema = z.object({
  id: z.string(),
  url: z.string(),
  token: z.string(),
  may: z.readonly(z.array(z.enum(linkRights))),
  delivers: z.enum(linkReceivers),
  expiresAt: timeSchema,
});
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
  if (link === undefined || !onboarding.links?.some(({ id }) => id === link.kept.id)) return undefined;
  const { token, kept } = link;
  const path = `${basePath}/v1/onboardings/${onboarding.id}`;
  const url =
    pageUrl === undefined ? path : `${pageUrl}#${new URLSearchParams({ onboarding: onboarding.id, token }).toString()}`;
  const { id, may, delivers, expiresAt } = kept;
  return { id, url, token, may, delivers, expiresAt: isoTime(expiresAt) };
}

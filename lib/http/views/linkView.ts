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

/** A link in the answer that lists them, without its token and hash. It may have expired. */
export const linkLineSchema = z.object({
  id: z.string(),
  parent: z.optional(z.string()),
  may: z.readonly(z.array(z.enum(linkRights))),
  delivers: z.enum(linkReceivers),
  message: z.optional(z.string()),
  askedBy: z.optional(z.string()),
  returnUrl: z.optional(z.string()),
  expiresAt: timeSchema,
  madeBy: z.string(),
});

/** Returns the links of an onboarding for an answer, oldest first. */
export function linkLines({ links = [] }: Onboarding): readonly z.infer<typeof linkLineSchema>[] {
  return links.map((each) => linkLineSchema.parse({ ...each, expiresAt: isoTime(each.expiresAt) }));
}

export type LinkView = z.infer<typeof linkSchema>;

/**
 * Returns the URL of a link. The token is in its fragment, which browsers do not send, so that no server writes it to a
 * log. It contains the ID of the onboarding (docs/adr/0020), so that Latchkey's own page needs nothing else.
 */
export function linkUrl(
  { settings: { pageUrl }, origin, basePath }: Pick<AnswerDeps<never>, 'settings' | 'origin' | 'basePath'>,
  { id }: Pick<Onboarding, 'id'>,
  token: string,
): string {
  if (pageUrl === undefined) return `${origin}${basePath}/onboard#${token}`;
  return `${pageUrl}#${new URLSearchParams({ onboarding: id, token }).toString()}`;
}

/** Returns a link for an answer. */
export function linkView(
  deps: AnswerDeps<never>,
  onboarding: Onboarding,
  link: NewLink | undefined,
): LinkView | undefined {
  // The link has already ended, because the keys were claimed in the same request or the link was revoked.
  if (link === undefined || !onboarding.links?.some(({ id }) => id === link.kept.id)) return undefined;
  const { token, kept } = link;
  const url = linkUrl(deps, onboarding, token);
  const { id, may, delivers, expiresAt } = kept;
  return { id, url, token, may, delivers, expiresAt: isoTime(expiresAt) };
}

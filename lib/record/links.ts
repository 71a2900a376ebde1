import * as z from 'zod/mini';

/** What a link token may do: read its onboarding, provision it after the stack was launched, and claim its keys. */
export const linkRights = ['see', 'launch', 'claim'] as const;
export type LinkRight = (typeof linkRights)[number];

/** Who gets the keys: the vendor, whose back end claims them, or the tenant, who may claim them with the link. */
export const linkReceivers = ['vendor', 'tenant'] as const;

/** How many links of the vendor an onboarding has at most, without those that their holders have shared. */
export const maxLinks = 5;

/** How many links an onboarding has at most: each of the vendor's may have one child. */
export const maxLinksAndChildren = 2 * maxLinks;

/** A link of an onboarding. The record contains the SHA-256 of its token (hex), and never the token. */
export const linkRecord = z.object({
  id: z.string(),
  /** The ID of the link whose holder shared it. Absent: the vendor made it. It ends with its parent. */
  parent: z.optional(z.string()),
  sha256: z.string(),
  may: z.readonly(z.array(z.enum(linkRights))),
  delivers: z.enum(linkReceivers),
  message: z.optional(z.string()),
  askedBy: z.optional(z.string()),
  returnUrl: z.optional(z.string()),
  /** Epoch ms. Absent in links of earlier versions. */
  createdAt: z.optional(z.int()),
  /** Epoch ms. */
  expiresAt: z.int(),
  /** The name of the caller's token. */
  madeBy: z.string(),
});
export type LinkRecord = z.infer<typeof linkRecord>;

const oldRecord = z.looseObject({ link: z.object({ sha256: z.string(), expiresAt: z.int() }) });

/**
 * Returns a stored record with `links`. A record of an earlier version has one `link`, whose holder could read, provision
 * and claim. Its own hour ends soon, so it keeps these rights until then.
 */
export function withLinks(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('link' in item)) return item;
  const old = oldRecord.safeParse(item);
  if (!old.success || old.data['links'] !== undefined) return item;
  const { link, ...rest } = old.data;
  const read: LinkRecord = {
    ...link,
    id: 'lnk_0000000000000000',
    may: linkRights,
    delivers: 'tenant',
    madeBy: 'latchkey',
  };
  return { ...rest, links: [read] };
}

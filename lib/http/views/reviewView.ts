import * as z from 'zod/mini';
import { partitionNames } from '../../core/partitions.ts';
import { linkReceivers, linkRights, type LinkRecord } from '../../record/links.ts';
import { statuses } from '../../record/onboarding.ts';
import { previewSchema } from './blueprintView.ts';
import { isoTime, timeSchema } from './isoTime.ts';

/**
 * What no longer exists, so that parts of a review are null: the onboarding's blueprint, a parameter with the value that
 * the onboarding has, or the tenant's access to the account.
 */
const retiredParts = ['blueprint', 'parameters', 'access'] as const;

const strings = z.readonly(z.array(z.string()));

/** A review in an answer. It is built with this schema, so it contains no other fields. */
export const reviewSchema = z.object({
  onboarding: z.string(),
  status: z.enum(statuses),
  tenantId: z.string(),
  accountId: z.string(),
  partition: z.enum(partitionNames),
  launchRegion: z.optional(z.string()),
  blueprint: z.string(),
  vendor: z.object({
    name: z.string(),
    accountId: z.string(),
    logoUrl: z.optional(z.string()),
    supportUrl: z.optional(z.string()),
    supportEmail: z.optional(z.string()),
    privacyUrl: z.optional(z.string()),
  }),
  link: z.optional(
    z.object({
      id: z.string(),
      parent: z.optional(z.string()),
      may: z.readonly(z.array(z.enum(linkRights))),
      delivers: z.enum(linkReceivers),
      message: z.optional(z.string()),
      askedBy: z.optional(z.string()),
      returnUrl: z.optional(z.string()),
      createdAt: z.optional(timeSchema),
      expiresAt: timeSchema,
    }),
  ),
  preview: z.nullable(previewSchema),
  template: z.nullable(z.object({ url: z.string(), sha256: z.string(), body: z.string() })),
  stack: z.nullable(
    z.object({
      name: z.string(),
      launchUrl: z.string(),
      cliCommand: z.string(),
      updateCommand: z.string(),
      terraform: z.string(),
      templateUrl: z.string(),
      roleArn: z.string(),
      externalId: z.string(),
    }),
  ),
  retired: z.optional(z.enum(retiredParts)),
  revoke: z.object({ stackName: z.string(), userNames: strings }),
  cloudTrail: z.object({ sessionArn: z.string(), userArns: strings }),
});
export type ReviewView = z.infer<typeof reviewSchema>;

/** Returns the caller's own link for a review, without its hash. Undefined for the callers with other tokens. */
export function reviewedLink(link: LinkRecord | undefined) {
  if (link === undefined) return undefined;
  const { createdAt, expiresAt } = link;
  return { ...link, createdAt: createdAt && isoTime(createdAt), expiresAt: isoTime(expiresAt) };
}

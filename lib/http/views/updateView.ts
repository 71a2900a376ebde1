import * as z from 'zod/mini';
import { policyChangeKinds } from '../../preview/updatePreview.ts';

const values = z.record(z.string(), z.unknown());
const attachment = z.object({ type: z.enum(['user', 'group']), name: z.string(), policyArn: z.string() });
const membership = z.object({ user: z.string(), group: z.string() });

/** What an update would change, in an answer. It is built with this schema, so it contains no other fields. */
export const updatePreviewSchema = z.object({
  onboarding: z.string(),
  blueprint: z.string(),
  /** Whether the onboarding has this plan already, so that an update changes nothing. */
  isCurrent: z.boolean(),
  versions: z.object({ from: z.nullable(z.string()), to: z.string() }),
  parameters: z.object({ from: values, to: values }),
  /** What each user may do before and after it, in words. */
  users: z.readonly(
    z.array(
      z.object({
        users: z.readonly(z.array(z.string())),
        before: z.string(),
        after: z.string(),
        services: z.readonly(
          z.array(z.object({ service: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) })),
        ),
      }),
    ),
  ),
  policies: z.readonly(
    z.array(
      z.object({
        change: z.enum(policyChangeKinds),
        arn: z.string(),
        replaces: z.optional(z.string()),
        document: z.unknown(),
      }),
    ),
  ),
  attaches: z.readonly(z.array(attachment)),
  detaches: z.readonly(z.array(attachment)),
  joins: z.readonly(z.array(membership)),
  leaves: z.readonly(z.array(membership)),
  /** The tags that change, of users and of policies that stay: which are set, and the keys of those that are removed. */
  tags: z.readonly(
    z.array(
      z.object({
        type: z.enum(['user', 'policy']),
        name: z.string(),
        sets: z.readonly(z.array(z.object({ key: z.string(), value: z.string() }))),
        removes: z.readonly(z.array(z.string())),
      }),
    ),
  ),
  boundary: z.object({
    /** Whether the users get another permissions boundary. */
    changes: z.boolean(),
    /** Whether the tenant has to update the stack first: no boundary that a link named allows the new plan. */
    needsConsent: z.boolean(),
    /** In words, what the new plan's boundary allows that the one of the plan before does not, and what it lacks. */
    difference: z.nullable(z.string()),
  }),
  /** The steps, in the order in which they are taken. */
  steps: z.readonly(z.array(z.string())),
});
export type UpdatePreviewView = z.infer<typeof updatePreviewSchema>;

import * as z from 'zod/mini';

/** Epoch milliseconds. */
const time = z.int();

/** One line of the audit trail: written with the transition that it tells of. */
export const auditEntrySchema = z.object({
  /** Counts from 1, so that older entries, which are items of their own, are known by it. */
  n: z.int(),
  at: time,
  /** The token's name, the link, or the function of ours that did it without being asked. */
  by: z.string(),
  action: z.string(),
  /** The status that it led to. */
  outcome: z.string(),
  problem: z.optional(z.string()),
  requestId: z.string(),
});

/** One try to deliver an event: what the receiver said, or why nothing came back. */
const delivery = z.object({
  at: time,
  ms: z.int(),
  status: z.optional(z.int()),
  /** The first KB of its answer. */
  answer: z.optional(z.string()),
  error: z.optional(z.string()),
});

/** What the webhook tells: in the record from the transition on, until it is delivered and for some time after. */
export const webhookEventSchema = z.object({
  /** The `webhook-id` of every try. */
  id: z.string(),
  type: z.string(),
  at: time,
  data: z.record(z.string(), z.unknown()),
  /** `dead`: given up, and kept to be sent again on demand. */
  state: z.enum(['pending', 'delivered', 'dead']),
  /** Tries of the present round: one asked for anew begins at 0. */
  round: z.int(),
  /** When the next try is due. */
  nextAt: z.optional(time),
  tries: z.readonly(z.array(delivery)),
});

/**
 * What stands beside an onboarding's life, in its own item. Others than its lease's owner write it too, and count
 * `metadataVersion` up instead of `version`: so neither loses the other's writes.
 */
export const metadataFields = {
  metadataVersion: z._default(z.int(), 0),
  /** Who wrote this version of the metadata: a writer whose answer got lost finds its own name. */
  metadataWriter: z.optional(z.string()),
  audit: z._default(z.readonly(z.array(auditEntrySchema)), []),
  events: z._default(z.readonly(z.array(webhookEventSchema)), []),
  /** Where its events go. Off: the receiver said 410. */
  webhook: z.optional(z.object({ url: z.string(), isOff: z.optional(z.boolean()) })),
  /** The link token in force. */
  link: z.optional(z.object({ sha256: z.string(), expiresAt: time })),
  /** The type of the last event: a state that is reached again by a later look is not told again. */
  lastEvent: z.optional(z.string()),
};

const metadataSchema = z.object(metadataFields);

export type Metadata = z.infer<typeof metadataSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** The part of a record that stands beside its life. */
export function metadataOf(record: Metadata): Metadata {
  return metadataSchema.parse(record);
}

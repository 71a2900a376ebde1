import * as z from 'zod/mini';
import { keyChangeKinds } from './keyChangeKinds.ts';
import { linkRecord } from './links.ts';

/** Epoch milliseconds. */
const time = z.int();

/** One entry of the audit trail. It is written together with the transition that it describes. */
export const auditEntrySchema = z.object({
  /** Number of the entry, from 1. It identifies older entries, which are stored as separate items. */
  n: z.int(),
  at: time,
  /** The name of the caller's token, `link` for a link token, or the name of a function that no caller invoked. */
  by: z.string(),
  action: z.string(),
  /** The status of the onboarding after the action. */
  outcome: z.string(),
  problem: z.optional(z.string()),
  requestId: z.string(),
  /** The key that the action concerned, and what became of it. */
  key: z.optional(z.object({ id: z.string(), change: z.enum(keyChangeKinds), reason: z.optional(z.string()) })),
});

/** One try to deliver an event: the receiver's answer, or why there was none. */
export const deliveryTrySchema = z.object({
  at: time,
  /** Duration of the try. */
  ms: z.int(),
  /** HTTP status of the receiver's answer. */
  status: z.optional(z.int()),
  /** The first KB of the receiver's answer. */
  answer: z.optional(z.string()),
  error: z.optional(z.string()),
});

/**
 * A webhook event. The record contains it from the transition on. When the record exceeds a limit, the event moves to an
 * item of its own.
 */
export const webhookEventSchema = z.object({
  /** The header `webhook-id`, the same for all tries. */
  id: z.string(),
  type: z.string(),
  at: time,
  data: z.record(z.string(), z.unknown()),
  /** `dead`: given up; sent again only on request. */
  state: z.enum(['pending', 'delivered', 'dead']),
  /** Number of tries since the event was created or last redelivered on request. */
  round: z.int(),
  /** When the next try is due. */
  nextAt: z.optional(time),
  /**
   * The process that makes a try now. No other process makes one until the lease expires. After a crash the lease stays
   * until then.
   */
  lease: z.optional(z.object({ owner: z.string(), expiresAt: time })),
  tries: z.readonly(z.array(deliveryTrySchema)),
  /** How many older tries are items of their own. Absent: none. */
  olderTries: z.optional(z.int()),
});

/**
 * The fields of a record that are independent of its status, stored in the same item. Processes that do not hold the
 * lease also write them, and increase `metadataVersion` instead of `version`, so that neither kind of write overwrites
 * the other.
 */
export const metadataFields = {
  metadataVersion: z._default(z.int(), 0),
  /** Who wrote this version of the metadata: a writer whose answer got lost finds its own name. */
  metadataWriter: z.optional(z.string()),
  audit: z._default(z.readonly(z.array(auditEntrySchema)), []),
  events: z._default(z.readonly(z.array(webhookEventSchema)), []),
  /**
   * Present if events that are not delivered yet wait in items of their own. `first` is the place of the oldest of them
   * in the order of delivery, and `at` is when its next try is due.
   */
  waitingEvents: z.optional(z.object({ first: z.int(), at: time })),
  /** The endpoint that receives the events. `isOff`: the receiver answered 410, so that no more events are sent. */
  webhook: z.optional(z.object({ url: z.string(), isOff: z.optional(z.boolean()) })),
  /** The links, oldest first, at most 5 and a child of each. Some may have expired. Absent: none. */
  links: z.optional(z.readonly(z.array(linkRecord))),
  /**
   * The type of the last event, so that no second event is sent when a reconciliation leads back to the same status.
   */
  lastEvent: z.optional(z.string()),
};

const metadataSchema = z.object(metadataFields);

export type Metadata = z.infer<typeof metadataSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type DeliveryTry = z.infer<typeof deliveryTrySchema>;
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** Returns the metadata of a record. */
export function metadataOf(record: Metadata): Metadata {
  return metadataSchema.parse(record);
}

import * as z from 'zod/mini';
import type { WebhookEvent } from '../../record/metadata.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import { isoTime, timeSchema } from './isoTime.ts';

const tried = z.object({
  time: timeSchema,
  ms: z.int(),
  status: z.optional(z.int()),
  answer: z.optional(z.string()),
  error: z.optional(z.string()),
});
export const deliverySchema = z.object({
  webhookId: z.string(),
  type: z.string(),
  time: timeSchema,
  state: z.enum(['pending', 'delivered', 'dead']),
  nextTryAt: z.optional(timeSchema),
  tries: z.readonly(z.array(tried)),
});
export const deliveriesSchema = z.object({
  webhook: z.nullable(z.object({ url: z.string(), isOff: z.boolean() })),
  deliveries: z.readonly(z.array(deliverySchema)),
});

export type DeliveryView = z.infer<typeof deliverySchema>;

/** Returns an event and its delivery tries for an answer. There is no next try while the endpoint is off. */
export function deliveryView(
  { id, type, at, state, nextAt, tries }: WebhookEvent,
  { webhook }: Pick<Onboarding, 'webhook'>,
): DeliveryView {
  const isWaiting = state === 'pending' && webhook?.isOff !== true;
  return deliverySchema.parse({
    webhookId: id,
    type,
    time: isoTime(at),
    state,
    nextTryAt: isWaiting && nextAt !== undefined ? isoTime(nextAt) : undefined,
    tries: tries.map(({ at: time, ...result }) => ({ time: isoTime(time), ...result })),
  });
}

/** Returns all events of an onboarding and its webhook for an answer. */
export function deliveriesView(record: Onboarding, events: readonly WebhookEvent[]): z.infer<typeof deliveriesSchema> {
  const { webhook } = record;
  return deliveriesSchema.parse({
    webhook: webhook === undefined ? null : { url: webhook.url, isOff: webhook.isOff === true },
    deliveries: events.map((event) => deliveryView(event, record)),
  });
}

import * as z from 'zod/mini';
import { receiptLineSchema } from '../record/receipt.ts';

const onboarding = {
  id: z.string().check(z.describe('ID of the onboarding')),
  tenantId: z.string(),
  accountId: z.string().check(z.regex(/^\d{12}$/)),
  blueprint: z.string(),
};

const key = z.object({ userName: z.string(), userArn: z.string(), accessKeyId: z.string() });

const left = {
  problem: z.object({ type: z.string(), title: z.string(), detail: z.string() }),
  step: z.optional(z.string().check(z.describe('the step that failed'))),
  leftovers: z.array(z.string()).check(z.describe('ARNs of the resources that are still in the account')),
  omitted: z.optional(
    z
      .int()
      .check(
        z.describe('how many leftovers are omitted here because of the size limit; GET /v1/onboardings/{id} has all'),
      ),
  ),
};

const receipt = z.object({
  resources: z.array(receiptLineSchema),
  omitted: z.optional(
    z
      .int()
      .check(
        z.describe('how many resources are omitted here because of the size limit; GET /v1/onboardings/{id} has all'),
      ),
  ),
});

/**
 * The data of each type of event. What is not named here cannot leave: payloads are made by these schemas. They may come to
 * name more; what they name already stays, or the version goes up.
 */
export const eventSchemas = {
  'onboarding.ready': z.object({ ...onboarding, status: z.literal('ready') }),
  'onboarding.claimed': z.object({ ...onboarding, status: z.literal('claimed'), keys: z.array(key) }),
  'onboarding.failed': z.object({ ...onboarding, status: z.literal('failed'), ...left }),
  'onboarding.needs_attention': z.object({ ...onboarding, status: z.literal('needs_attention'), ...left }),
  'onboarding.offboarded': z.object({ ...onboarding, status: z.literal('offboarded'), receipt }),
  'webhook.test': z.object({ message: z.string() }),
} as const;

export type EventType = keyof typeof eventSchemas;

/** Of every payload. What a receiver of this version cannot read gets another. */
export const payloadVersion = 1;

/** The whole body of an event. */
export const payloadSchema = <T extends EventType>(type: T) =>
  z.object({
    type: z.literal(type),
    version: z.literal(payloadVersion),
    timestamp: z
      .string()
      .check(z.meta({ format: 'date-time', description: 'when the event happened, not when it was sent' })),
    data: eventSchemas[type],
  });

export const isEventType = (name: string): name is EventType => Object.hasOwn(eventSchemas, name);

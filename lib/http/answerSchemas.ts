import * as z from 'zod/mini';
import { statuses } from '../record/onboarding.ts';
import { eventSchemas } from '../webhooks/eventSchemas.ts';
import { auditEntrySchema, auditSchema } from './views/auditView.ts';
import { blueprintSchema } from './views/blueprintView.ts';
import { deliveriesSchema, deliverySchema } from './views/deliveryView.ts';
import { onboardingSchema } from './views/onboardingView.ts';
import { problemSchema, problemTypes } from './views/problemSchema.ts';

/**
 * The schemas of answers that functions do not parse, for lib/http/contract.ts. Functions import only their types, so
 * that an answer with another field does not compile. All other answers are built with the schema of their view.
 */

/** A page of the list of onboardings. `cursor` is null on the last page. */
export const onboardingListSchema = z.object({
  onboardings: z.readonly(z.array(onboardingSchema)),
  cursor: z.nullable(z.string()),
});
export type OnboardingList = z.infer<typeof onboardingListSchema>;

/** The catalogue. */
export const blueprintListSchema = z.object({ blueprints: z.readonly(z.array(blueprintSchema)) });
export type BlueprintList = z.infer<typeof blueprintListSchema>;

export const healthSchema = z.object({
  status: z.literal('ok'),
  auth: z.enum(['token', 'sigv4']),
  /** Whether an operator's token can rotate keys: the deployment has a recipient key of the back end. */
  operatorsRotate: z.boolean(),
});
export type Health = z.infer<typeof healthSchema>;

/** The OpenAPI document. Its own specification says what else it has. */
export const openApiSchema = z.looseObject({
  openapi: z.string(),
  servers: z.readonly(z.array(z.object({ url: z.string() }))),
});

/** A problem document. An onboarding has the same, without the ID of a request. */
export const problemAnswerSchema = z.extend(problemSchema, { requestId: z.optional(z.string()) });

/** An event with its delivery tries, and the types that events have. */
export const eventDeliverySchema = z.extend(deliverySchema, { type: z.enum(Object.keys(eventSchemas)) });
export const eventDeliveriesSchema = z.extend(deliveriesSchema, {
  deliveries: z.readonly(z.array(eventDeliverySchema)),
});

/** The audit trail, and the statuses and problems that its entries name. */
export const auditTrailSchema = z.extend(auditSchema, {
  events: z.readonly(
    z.array(z.extend(auditEntrySchema, { outcome: z.enum(statuses), problem: z.optional(z.enum(problemTypes)) })),
  ),
});

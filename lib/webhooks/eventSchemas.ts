import * as z from 'zod/mini';
import { differenceKinds, itemKinds, repairs } from '../record/drift.ts';
import { keptReasons } from '../record/handedOverKeys.ts';
import { receiptLineSchema } from '../record/receipt.ts';

const onboarding = {
  id: z.string().check(z.describe('ID of the onboarding')),
  tenantId: z.string(),
  accountId: z.string().check(z.regex(/^\d{12}$/)),
  blueprint: z.string(),
};

const timestamp = z.string().check(z.meta({ format: 'date-time' }));
const key = z.object({ userName: z.string(), userArn: z.string(), accessKeyId: z.string() });

const problem = z.object({ type: z.string(), title: z.string(), detail: z.string() });
/** A key that a rotation has replaced. */
const oldKey = { ...onboarding, status: z.literal('claimed'), key };
const reason = z.string().check(z.describe('what happened to the key, and why'));
const isoTime = z.string().check(z.meta({ format: 'date-time' }));

/** The status before and after an update. */
const inUse = z.enum(['ready', 'claimed']);
const blueprintDigest = z.optional(
  z.string().check(z.describe('the version of the blueprint with which the onboarding is planned now')),
);

const failureData = {
  problem,
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
 * The data of each type of event. Payloads are built with these schemas, so they contain no other fields. A field may
 * be added at any time. If a field is removed or changed, `payloadVersion` must increase.
 */
export const eventSchemas = {
  'onboarding.ready': z.object({ ...onboarding, status: z.literal('ready') }),
  'onboarding.claimed': z.object({ ...onboarding, status: z.literal('claimed'), keys: z.array(key) }),
  'onboarding.failed': z.object({ ...onboarding, status: z.literal('failed'), ...failureData }),
  'onboarding.needs_attention': z.object({ ...onboarding, status: z.literal('needs_attention'), ...failureData }),
  'onboarding.expired': z.object({ ...onboarding, status: z.literal('expired') }),
  'onboarding.offboarded': z.object({ ...onboarding, status: z.literal('offboarded'), receipt }),
  'onboarding.updated': z.object({ ...onboarding, status: inUse, blueprintDigest }),
  'onboarding.update_failed': z.object({ ...onboarding, status: inUse, blueprintDigest, problem }),
  'onboarding.drifted': z.object({
    ...onboarding,
    status: z.literal('claimed'),
    drift: z.array(
      z.object({
        kind: z.enum(itemKinds),
        subject: z.string(),
        what: z.enum(differenceKinds),
        repair: z.enum(repairs),
      }),
    ),
    omitted: z.optional(
      z
        .int()
        .check(
          z.describe(
            'how many differences are omitted here because of the size limit; GET /v1/onboardings/{id}/health has all',
          ),
        ),
    ),
  }),
  'onboarding.access_lost': z.object({ ...onboarding, status: z.literal('claimed'), since: timestamp, problem }),
  'credentials.exposed': z.object({
    ...onboarding,
    status: z.literal('claimed'),
    since: timestamp,
    users: z.array(z.object({ userName: z.string(), userArn: z.string(), policyArn: z.string() })),
    keys: z.array(key),
  }),
  'credentials.unused': z.object({
    ...onboarding,
    status: z.literal('claimed'),
    keys: z.array(z.extend(key, { lastUsedAt: z.nullable(timestamp) })),
  }),
  'credentials.old_key_in_use': z.object({
    ...oldKey,
    keptBecause: z.enum(keptReasons),
    lastUse: z.optional(z.object({ service: z.string(), region: z.optional(z.string()), at: isoTime })),
    lookAgainAt: isoTime,
  }),
  'credentials.old_key_deactivated': z.object({ ...oldKey, reason, endsAt: isoTime }),
  'credentials.old_key_reactivated': z.object({ ...oldKey, reason, endsAt: isoTime }),
  'credentials.old_key_removed': z.object({ ...oldKey, reason }),
  'credentials.rotation_due': z.object({
    ...onboarding,
    status: z.literal('claimed'),
    keys: z.array(z.object({ ...key.shape, rotateBy: isoTime })),
  }),
  'credentials.rotated': z.object({
    ...onboarding,
    status: z.literal('claimed'),
    key: key.check(z.describe('the new key')),
    replaces: z.string().check(z.describe('ID of the key that the new one replaces')),
    endsAt: z.optional(
      z.string().check(
        z.meta({
          format: 'date-time',
          description: 'when the grace time of the replaced key ends; absent if nobody had received that key',
        }),
      ),
    ),
  }),
  'webhook.test': z.object({ message: z.string() }),
} as const;

export type EventType = keyof typeof eventSchemas;

/** The version in every payload. It increases with each change that is incompatible with existing receivers. */
export const payloadVersion = 1;

/** Returns the schema of the body of an event. */
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

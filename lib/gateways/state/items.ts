import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Access } from '../../access/ports.ts';
import type { IdempotencyKey, Slot } from '../../requests/ports.ts';

/** What the key of an onboarding begins with, and that of nothing else. */
export const onboardingKeyPrefix = 'onboarding#';

/** How each kind of item is keyed; every item has `pk` and `sk`. */
export const itemKeys = {
  onboarding: (id: string) => ({ pk: `${onboardingKeyPrefix}${id}`, sk: 'record' }),
  // Sorted as text, so with leading zeros.
  audit: (id: string, n: number) => ({ pk: `${onboardingKeyPrefix}${id}`, sk: `audit#${String(n).padStart(9, '0')}` }),
  event: (id: string, at: number, eventId: string) => ({
    pk: `${onboardingKeyPrefix}${id}`,
    sk: `event#${at}#${eventId}`,
  }),
  access: (tenantId: string, accountId: string) => ({ pk: `access#${tenantId}#${accountId}`, sk: 'access' }),
  slot: ({ tenantId, accountId, blueprint, userNames }: Slot) => {
    // IAM compares names ignoring case, and their order says nothing.
    const names = userNames.map((name) => name.toLowerCase()).sort();
    return { pk: `slot#${tenantId}#${accountId}#${blueprint}#${digest(names.join(','))}`, sk: 'slot' };
  },
  idempotencyKey: ({ caller, key }: Pick<IdempotencyKey, 'caller' | 'key'>) => ({
    pk: `key#${caller}#${digest(key)}`,
    sk: 'key',
  }),
};

/** The onboarding's ID, from the key of its record. */
export const idOfKey = (pk: string): string => pk.slice(onboardingKeyPrefix.length);

/** The one partition of the sparse index `due`: what is due is little, and a sweep is then one query. */
export const duePartition = 'due';

/** The same of the sparse index `undelivered`: onboardings with an event that is still to be delivered. */
export const undeliveredPartition = 'undelivered';

/** The same of the sparse index `attention`: onboardings that wait for a person. */
export const attentionPartition = 'attention';

/** The one partition of the index `recent`. It takes 1,000 new onboardings a second, far more than are made. */
export const listPartition = 'onboarding';

const accessItem = z.object({
  tenantId: z.string(),
  accountId: z.string(),
  externalId: z.string(),
  boundaries: z.record(z.string(), z.array(z.object({ name: z.string(), values: z.record(z.string(), z.string()) }))),
  proven: z.record(z.string(), z.string()),
  letIn: z.array(z.object({ roleArn: z.string(), at: z.int() })),
  retiringUntil: z.optional(z.int()),
  version: z.int(),
});
const keyItem = z.object({
  caller: z.string(),
  key: z.string(),
  requestHash: z.string(),
  onboardingId: z.string(),
  heldUntil: z.int(),
  keptUntil: z.int(),
});
const slotItem = z.object({ onboardingId: z.string(), version: z.int(), heldUntil: z.int() });

export const parseAccess = (item: unknown): Access => accessItem.parse(item);
export const parseSlotHolder = (item: unknown) => slotItem.parse(item);
export const parseKey = (item: unknown): IdempotencyKey => {
  const { keptUntil, ...key } = keyItem.parse(item);
  return { ...key, expiresAt: keptUntil };
};

/** DynamoDB's TTL takes epoch seconds and removes an item up to days later: past it, the item counts as absent. */
export const keyAsItem = ({ expiresAt, ...key }: IdempotencyKey) => ({
  ...key,
  keptUntil: expiresAt,
  expiresAt: Math.ceil(expiresAt / 1000),
});

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

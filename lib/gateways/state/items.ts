import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Access } from '../../access/ports.ts';
import type { PlanVersion } from '../../record/ports.ts';
import type { ControlledAction, Controls, IdempotencyKey, Slot, SlotHolder, StopScope } from '../../requests/ports.ts';
import { isScope } from '../../requests/stopScopes.ts';

/** The prefix of the partition keys of onboardings. No other item has it. */
export const onboardingKeyPrefix = 'onboarding#';

/** The prefix of the partition keys of accesses. */
export const accessKeyPrefix = 'access#';

/** The prefix of the partition keys of slots. */
export const slotKeyPrefix = 'slot#';

/** DynamoDB sorts keys as text, so a number in a key has leading zeros. */
const sortable = (n: number) => String(n).padStart(9, '0');

/** The keys of each kind of item. Every item has `pk` and `sk`. */
export const itemKeys = {
  onboarding: (id: string) => ({ pk: `${onboardingKeyPrefix}${id}`, sk: 'record' }),
  audit: (id: string, n: number) => ({ pk: `${onboardingKeyPrefix}${id}`, sk: `audit#${sortable(n)}` }),
  event: (id: string, at: number, eventId: string) => ({
    pk: `${onboardingKeyPrefix}${id}`,
    sk: `event#${at}#${eventId}`,
  }),
  deliveryTry: (id: string, eventId: string, n: number) => ({
    pk: `${onboardingKeyPrefix}${id}`,
    sk: `try#${eventId}#${sortable(n)}`,
  }),
  accountLooks: (accountId: string) => ({ pk: `looks#${accountId}`, sk: 'looks' }),
  look: (id: string) => ({ pk: `${onboardingKeyPrefix}${id}`, sk: 'look' }),
  access: (tenantId: string, accountId: string) => ({ pk: `${accessKeyPrefix}${tenantId}#${accountId}`, sk: 'access' }),
  slot: ({ tenantId, accountId, blueprint, userNames }: Slot) => {
    // IAM ignores the case of names. The order of the names has no meaning.
    const names = userNames.map((name) => name.toLowerCase()).sort();
    return { pk: `${slotKeyPrefix}${tenantId}#${accountId}#${blueprint}#${digest(names.join(','))}`, sk: 'slot' };
  },
  /** The list of the versions of blueprints that are kept. It has their digests only, because each process reads it. */
  keptBlueprints: { pk: 'blueprints', sk: 'kept' },
  blueprintVersion: ({ blueprint, digest }: PlanVersion) => ({
    pk: `blueprint#${blueprint}#${digest}`,
    sk: 'version',
  }),
  controls: { pk: 'controls', sk: 'controls' },
  indexShards: { pk: 'indexShards', sk: 'indexShards' },
  action: (n: number) => ({ pk: 'controls', sk: `action#${sortable(n)}` }),
  idempotencyKey: ({ caller, key }: Pick<IdempotencyKey, 'caller' | 'key'>) => ({
    pk: `key#${caller}#${digest(key)}`,
    sk: 'key',
  }),
};

/** Returns the onboarding's ID from the partition key of its record. */
export const idOfKey = (pk: string): string => pk.slice(onboardingKeyPrefix.length);

/**
 * The indexes whose entries belong to no tenant, and the first part of their partition keys. The second part is the
 * shard (lib/gateways/state/shards.ts).
 */
export const indexPartitions = {
  /** Sparse: the onboardings that are due. */
  due: 'due',
  /** Sparse: the onboardings with an event to deliver. */
  undelivered: 'undelivered',
  /** Sparse: the onboardings that a person has to look at. */
  attention: 'attention',
  /** Sparse: the claimed onboardings. */
  rotate: 'rotate',
  /** All onboardings. */
  recent: 'onboarding',
} as const;

/**
 * Returns the first part of the partition key under which the index `inFlight` has the onboardings with a plan. No tenant
 * has an ID with `#`.
 */
export const planPartition = (version: PlanVersion): string => `plan#${version.blueprint}#${version.digest}`;

const accessItem = z.object({
  tenantId: z.string(),
  accountId: z.string(),
  externalId: z.string(),
  externalIdChange: z.optional(
    z.object({
      previous: z.string(),
      since: z.int(),
      isListed: z.boolean(),
      waitingFor: z.array(z.object({ roleArn: z.string(), at: z.int() })),
      changed: z.array(z.string()),
    }),
  ),
  boundaries: z.record(
    z.string(),
    z.array(
      z.object({
        name: z.string(),
        values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        generation: z.int(),
      }),
    ),
  ),
  proven: z.record(z.string(), z.string()),
  assumedRoles: z.array(z.object({ roleArn: z.string(), at: z.int(), roleId: z.optional(z.string()) })),
  launchRegion: z.optional(z.string()),
  retiringUntil: z.optional(z.int()),
  version: z.int(),
});
const keyItem = z.object({
  caller: z.string(),
  key: z.string(),
  requestHash: z.string(),
  onboardingId: z.string(),
  heldUntil: z.int(),
  expiresAt: z.int(),
});
const slotHolder = z.object({ onboardingId: z.string(), version: z.int(), heldUntil: z.int() });
const slotItem = z.object({
  tenantId: z.string(),
  accountId: z.string(),
  blueprint: z.string(),
  userNames: z.array(z.string()),
  ...slotHolder.shape,
});

const scope = z.custom<StopScope>((value) => typeof value === 'string' && isScope(value));
const actionItem = z.object({
  n: z.int(),
  at: z.int(),
  by: z.string(),
  action: z.string(),
  scope: z.optional(scope),
  reason: z.optional(z.string()),
  requestId: z.string(),
});
const controlsItem = z.object({
  stops: z.array(z.object({ scope, reason: z.string(), by: z.string(), at: z.int() })),
  actions: z.array(actionItem),
  version: z.int(),
});

/** Returns the controls in an item of the table. Throws if the item is not one. */
export const parseControls = (item: unknown): Controls => controlsItem.parse(item);
/** Returns the audit entry in an item of the table. Throws if the item is not one. */
export const parseAction = (item: unknown): ControlledAction => actionItem.parse(item);
/** Returns the access in an item of the table. Throws if the item is not one. */
export const parseAccess = (item: unknown): Access => accessItem.parse(item);
/** Returns the holder of a slot in an item of the table. Throws if the item is not one. */
export const parseSlotHolder = (item: unknown): SlotHolder => slotHolder.parse(item);
/** Returns the slot and its holder in an item of the table. Throws if the item is not one. */
export const parseSlot = (item: unknown): Slot & SlotHolder => slotItem.parse(item);
/** Returns the idempotency key in an item of the table. Throws if the item is not one. */
export const parseKey = (item: unknown): IdempotencyKey => keyItem.parse(item);

/** Returns the item of a slot. The index `byTenant` contains it, because it has a `tenantId`. */
export const slotAsItem = (
  { tenantId, accountId, blueprint, userNames }: Slot,
  { onboardingId, version, heldUntil }: SlotHolder,
) => ({ tenantId, accountId, blueprint, userNames, onboardingId, version, heldUntil });

/**
 * Returns the item of a key. `ttl` is the table's TTL attribute, which DynamoDB reads as epoch seconds. DynamoDB may
 * delete an expired item days later, so Latchkey treats an item as absent after `expiresAt` (epoch ms). Besides keys, only
 * the items of `accountLooks` have an attribute named `ttl`, because DynamoDB would delete any other item that had one.
 */
export const keyAsItem = (key: IdempotencyKey) => ({ ...key, ttl: Math.ceil(key.expiresAt / 1000) });

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

import * as z from 'zod/mini';

/**
 * What a disclosed access key is: `handed_over`, in force. `retiring`: replaced by a newer key, and it works until its
 * grace time is over, or longer if it may be in use. `inactive`: deactivated, and it can be activated again until it is
 * deleted. A deleted key is no longer on record as a key. The receipt lists it as removed.
 */
export const keyStates = ['handed_over', 'retiring', 'inactive'] as const;

/** The last use of a key, as IAM showed it. `at` in epoch ms. */
const keyUse = z.object({ at: z.int(), service: z.string(), region: z.optional(z.string()) });

/**
 * Why a key still works after its grace time. `new-key-unused`: nobody has used the key that replaced it.
 * `new-key-inactive`: the key that replaced it does not work. `in-use`: it has not been quiet for long enough.
 */
export const keptReasons = ['new-key-unused', 'new-key-inactive', 'in-use'] as const;
export type KeptReason = (typeof keptReasons)[number];

/** An access key that was disclosed to a caller. All times are epoch ms. */
const handedOverKey = z.object({
  userName: z.string(),
  id: z.string(),
  state: z.enum(keyStates),
  /** When the answer with its secret was given. */
  handedOverAt: z.int(),
  /** When it should be replaced by a newer key. Absent in records of an earlier version. */
  rotateBy: z.optional(z.int()),
  /** When the state ends: the grace time of a `retiring` key, or the time until an `inactive` key is deleted. */
  endsAt: z.optional(z.int()),
  /** When and why Latchkey, or somebody else, last deactivated the key or activated it again. */
  changedAt: z.optional(z.int()),
  reason: z.optional(z.string()),
  /** The last use of a `retiring` key, as the last look at it showed. */
  lastUse: z.optional(keyUse),
  /** The longest time between two uses of a `retiring` key that the looks at it have found, in ms. */
  longestPauseMs: z.optional(z.int()),
  /** Why a `retiring` key still works after its grace time. */
  kept: z.optional(z.enum(keptReasons)),
  /** When a key that still works after its grace time, or that could not be ended, is looked at again. */
  lookAt: z.optional(z.int()),
  /** The event `credentials.rotation_due` has reported this key. */
  isDueReported: z.optional(z.literal(true)),
});
export type HandedOverKey = z.infer<typeof handedOverKey>;

/** A list and not an object, because a user may have a name such as `__proto__`, which is unsafe as an object's key. */
export const handedOverKeys = z.readonly(z.array(handedOverKey));

/** After how many days a key should be replaced, unless the deployment sets another time (AWS Security Hub control IAM.3). */
const defaultRotateAfterMs = 90 * 24 * 3_600_000;

/** Returns when a key should be replaced by a newer one (epoch ms). */
export function rotateByOf({ rotateBy, handedOverAt }: HandedOverKey): number {
  return rotateBy ?? handedOverAt + defaultRotateAfterMs;
}

/** Returns keys that are handed over at `now` (epoch ms) and should be replaced after `rotateAfterMs`. */
export function handOver(
  keys: readonly { readonly userName: string; readonly accessKeyId: string }[],
  now: number,
  { rotateAfterMs }: { readonly rotateAfterMs: number },
): readonly HandedOverKey[] {
  return keys.map(({ userName, accessKeyId }) => ({
    userName,
    id: accessKeyId,
    state: 'handed_over',
    handedOverAt: now,
    rotateBy: now + rotateAfterMs,
  }));
}

const oldRecord = z.looseObject({
  updatedAt: z.int(),
  claimedAt: z.optional(z.int()),
  accessKeyIds: z.array(z.object({ userName: z.string(), ids: z.array(z.string()) })),
});

/** Returns a stored record with `keys`. A record of an earlier version has the IDs of each user's keys instead. */
export function withHandedOverKeys(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('accessKeyIds' in item)) return item;
  const old = oldRecord.safeParse(item);
  if (!old.success || old.data['keys'] !== undefined) return item;
  const { accessKeyIds, ...rest } = old.data;
  const now = rest.claimedAt ?? rest.updatedAt;
  const keys = accessKeyIds.flatMap(({ userName, ids }) => ids.map((accessKeyId) => ({ userName, accessKeyId })));
  return { ...rest, keys: handOver(keys, now, { rotateAfterMs: defaultRotateAfterMs }) };
}

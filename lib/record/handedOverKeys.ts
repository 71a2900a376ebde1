import * as z from 'zod/mini';

/**
 * What a disclosed access key is: `handed_over`, in force. `retiring`: replaced by a newer key, and it works until its
 * grace time is over. `inactive`: deactivated, and it can be activated again until it is deleted. A deleted key is no
 * longer on record as a key. The receipt lists it as removed.
 */
export const keyStates = ['handed_over', 'retiring', 'inactive'] as const;
export type KeyState = (typeof keyStates)[number];

/** An access key that was disclosed to a caller. All times are epoch ms. */
export const handedOverKey = z.object({
  userName: z.string(),
  id: z.string(),
  state: z.enum(keyStates),
  /** When the answer with its secret was given. */
  handedOverAt: z.int(),
  /** When the state ends: the grace time of a `retiring` key, or the time until an `inactive` key is deleted. */
  endsAt: z.optional(z.int()),
});
export type HandedOverKey = z.infer<typeof handedOverKey>;

/** A list and not an object, because a user may have a name such as `__proto__`, which is unsafe as an object's key. */
export const handedOverKeys = z.readonly(z.array(handedOverKey));

/** Returns keys that are handed over at `now` (epoch ms). */
export function handOver(
  keys: readonly { readonly userName: string; readonly accessKeyId: string }[],
  now: number,
): readonly HandedOverKey[] {
  return keys.map(({ userName, accessKeyId }) => ({
    userName,
    id: accessKeyId,
    state: 'handed_over',
    handedOverAt: now,
  }));
}

const oldRecord = z.looseObject({
  updatedAt: z.int(),
  claimedAt: z.optional(z.int()),
  accessKeyIds: z.array(z.object({ userName: z.string(), ids: z.array(z.string()) })),
});

/** Returns a stored record with `keys`. A record of an earlier version has the IDs of each user's keys instead. */
export function withHandedOverKeys(item: unknown): unknown {
  const old = oldRecord.safeParse(item);
  if (!old.success || old.data['keys'] !== undefined) return item;
  const { accessKeyIds, ...rest } = old.data;
  const now = rest.claimedAt ?? rest.updatedAt;
  const keys = accessKeyIds.flatMap(({ userName, ids }) => ids.map((accessKeyId) => ({ userName, accessKeyId })));
  return { ...rest, keys: handOver(keys, now) };
}

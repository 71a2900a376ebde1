import * as z from 'zod/mini';

/** The rotation of one key, from its intent to its fence. All times are epoch ms. */
export const rotation = z.object({
  userName: z.string(),
  /** The ID of the key that is replaced. */
  replaces: z.string(),
  /** How long the replaced key works on, in seconds. */
  graceSeconds: z.int(),
  /** The IDs of all keys that the user had when the rotation started. Nothing but this rotation may remove one of them. */
  keyIdsBefore: z.readonly(z.array(z.string())),
  startedAt: z.int(),
  /** The ID of an older key whose grace time the caller ends. Latchkey deletes it, also if the rotation fails. */
  ends: z.optional(z.string()),
  /**
   * Nobody has received the key that is replaced, and the user has no other key of Latchkey. Latchkey deletes the key after
   * the new one is handed over.
   */
  isUndelivered: z.optional(z.literal(true)),
});

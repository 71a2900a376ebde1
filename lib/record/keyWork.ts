import * as z from 'zod/mini';

/**
 * The change of one old key, written before its call to IAM is sent. `isFinal`: a caller decided it, so whoever takes
 * over carries it out; otherwise the takeover decides again. All times are epoch ms.
 */
const keyIntent = z.object({
  userName: z.string(),
  id: z.string(),
  action: z.enum(['activate', 'deactivate', 'delete']),
  /** Why, for the receipt and the audit trail. */
  reason: z.string(),
  /** When the state that the key gets ends. */
  endsAt: z.optional(z.int()),
  isFinal: z.boolean(),
  /** When the call was sent, or is about to be. By AWS's clock. */
  sentAt: z.optional(z.int()),
});
export type KeyIntent = z.infer<typeof keyIntent>;

/**
 * The work of one process on the old keys of a claimed onboarding. Until `expiresAt`, no other process ends, activates or
 * creates keys of its users.
 */
export const keyWork = z.object({
  owner: z.string(),
  expiresAt: z.int(),
  /** When another process can take the work over, or continue it. */
  dueAt: z.int(),
  intent: z.optional(keyIntent),
});
export type KeyWork = z.infer<typeof keyWork>;

/** Whether a process may still work on the keys at `now` (epoch ms), so that no other process may. */
export function isKeyWorkLive(work: KeyWork | undefined, now: number, marginMs: number): boolean {
  return work !== undefined && now <= work.expiresAt + marginMs;
}

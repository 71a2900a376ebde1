import type { RecipientKey } from './recipientKey.ts';

/** How many recipient keys a client keeps at most for calls without an answer. */
const most = 100;

/**
 * The recipient keys of calls that have no answer yet, by their Idempotency-Keys. A caller that sends such a call again
 * with the same client and Idempotency-Key gets the keys that were sealed for the first one.
 */
export interface UnansweredKeys {
  /** Returns the recipient key of a call, which is made if the client has none. */
  keyOf(idempotencyKey: string): Promise<RecipientKey | undefined>;
  /** The call has its answer. */
  answered(idempotencyKey: string): void;
}

/** Returns the memory of one client. It is empty at first. */
export function unansweredKeys(): UnansweredKeys {
  const keys = new Map<string, RecipientKey>();
  return {
    keyOf: async (idempotencyKey) => {
      const known = keys.get(idempotencyKey);
      // A page that was not loaded over HTTPS has no `subtle`, although its type says so.
      const subtle: unknown = crypto.subtle;
      if (known !== undefined || subtle === undefined) return known;
      // Only these calls need it, so that pages begin without it.
      const { createRecipientKey } = await import('./recipientKey.ts');
      const made = await createRecipientKey();
      // Another call with the same Idempotency-Key may have been faster.
      const key = keys.get(idempotencyKey) ?? made;
      keys.set(idempotencyKey, key);
      const [oldest] = keys.keys();
      if (keys.size > most && oldest !== undefined) keys.delete(oldest);
      return key;
    },
    answered: (idempotencyKey) => {
      keys.delete(idempotencyKey);
    },
  };
}

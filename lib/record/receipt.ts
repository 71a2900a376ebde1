import * as z from 'zod/mini';
import { disclosedKeyIds } from './disclosedKeyIds.ts';
import type { Onboarding } from './onboarding.ts';

/**
 * A line of the receipt, in answers and in webhook events. AWS gives keys no ARN: a key is named by its ID, and its
 * user's ARN.
 */
export const receiptLineSchema = z.object({
  type: z.string(),
  arn: z.string(),
  id: z.optional(z.string()),
  accessKeyId: z.optional(z.string()),
  status: z.enum(['made', 'removed', 'left']),
  reason: z.optional(z.string()),
});

export type ReceiptLine = z.infer<typeof receiptLineSchema>;

/** What an onboarding made, or removed, and what is left: every ARN. */
export function receiptOf(onboarding: Onboarding): readonly ReceiptLine[] {
  const { resources, userItems } = onboarding;
  const made = resources.flatMap(({ type, arn, status, reason }): ReceiptLine[] =>
    status === 'planned' ? [] : [{ type, arn, status, reason }],
  );
  const keys = keysOf(onboarding);
  const isNamed = (id: string) => keys.some(({ accessKeyId }) => accessKeyId === id);
  const hung = userItems
    .filter(({ type, id }) => type !== 'access-key' || !isNamed(id))
    .map(({ id, ...rest }): ReceiptLine =>
      rest.type === 'access-key' ? { ...rest, accessKeyId: id } : { ...rest, id },
    );
  return [...made, ...keys, ...hung];
}

/** The disclosed keys. One goes with its user: no key of a removed user signs anything. */
function keysOf(onboarding: Onboarding): readonly ReceiptLine[] {
  return disclosedKeyIds(onboarding).flatMap(({ userName, ids }) => {
    const user = onboarding.resources.find(({ type, name }) => type === 'user' && name === userName);
    const removed = (id: string) =>
      user?.status === 'removed' || onboarding.userItems.some((each) => each.id === id && each.status === 'removed');
    return ids.map((accessKeyId): ReceiptLine => {
      const line = { type: 'access-key', arn: user?.arn ?? '', accessKeyId };
      if (removed(accessKeyId)) return { ...line, status: 'removed', reason: user?.reason };
      return user?.status === 'left' ? { ...line, status: 'left', reason: user.reason } : { ...line, status: 'made' };
    });
  });
}

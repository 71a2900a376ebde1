import * as z from 'zod/mini';
import { disclosedKeyIds } from './disclosedKeyIds.ts';
import type { Onboarding } from './onboarding.ts';
import { deletePolicyCommand } from './removalScript.ts';

/**
 * A line of the receipt, in answers and in webhook events. Access keys have no ARN, so a key has its own ID and the ARN
 * of its user.
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

/**
 * Returns the receipt: every resource that the onboarding created, removed or left in the account, and the permissions
 * boundaries that updates of the tenant's stack left there.
 */
export function receiptOf(onboarding: Onboarding): readonly ReceiptLine[] {
  const { resources, userItems, oldBoundaries = [] } = onboarding;
  const made = resources.flatMap(({ type, arn, status, reason }): ReceiptLine[] =>
    status === 'planned' ? [] : [{ type, arn, status, reason }],
  );
  const keys = keysOf(onboarding);
  const isListed = (id: string) => keys.some(({ accessKeyId }) => accessKeyId === id);
  const isGone = (user: string) => resources.some(({ arn, status }) => arn === user && status === 'removed');
  const items = userItems
    .filter(({ type, id }) => type !== 'access-key' || !isListed(id))
    // IAM deletes a user only after its keys, so somebody has deleted this key since Latchkey listed it.
    .filter(({ type, arn, status }) => !(type === 'access-key' && status === 'left' && isGone(arn)))
    .map(({ id, ...rest }): ReceiptLine =>
      rest.type === 'access-key' ? { ...rest, accessKeyId: id } : { ...rest, id },
    );
  return [...made, ...keys, ...items, ...oldBoundaries.map(boundaryLine)];
}

function boundaryLine(arn: string): ReceiptLine {
  const command = deletePolicyCommand(arn);
  const reason = `An update of the stack left it, or may have left it. Latchkey may not delete it. An administrator can, as soon as no user has it any more: ${command}`;
  return { type: 'permissions-boundary', arn, status: 'left', reason };
}

/** Returns the lines of the disclosed keys. A key counts as removed if its user is removed. */
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

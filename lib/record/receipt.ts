import * as z from 'zod/mini';
import { maxUserItems } from './boundedItems.ts';
import { disclosedKeys } from './disclosedKeyIds.ts';
import type { HandedOverKey } from './handedOverKeys.ts';
import { heldKeys } from './heldKeys.ts';
import type { Onboarding, UserItemCount } from './onboarding.ts';
import { deletePolicyCommand } from './removalScript.ts';
import { userItemOf } from './userItems.ts';

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
  /** If the line stands for several items that are not named: how many. */
  count: z.optional(z.int()),
  reason: z.optional(z.string()),
});

export type ReceiptLine = z.infer<typeof receiptLineSchema>;

/**
 * Returns the receipt: every resource that the onboarding created, removed or left in the account, and the permissions
 * boundaries that updates of the tenant's stack left there. It counts user items that the record does not name.
 */
export function receiptOf(onboarding: Onboarding): readonly ReceiptLine[] {
  const { resources, userItems, moreUserItems = [], oldBoundaries = [] } = onboarding;
  const made = resources.flatMap(({ type, arn, status, reason }): ReceiptLine[] =>
    status === 'planned' ? [] : [{ type, arn, status, reason }],
  );
  const keys = [...keysOf(onboarding), ...heldLines(onboarding)];
  const isListed = (id: string) => keys.some(({ accessKeyId }) => accessKeyId === id);
  const isGone = (user: string) => resources.some(({ arn, status }) => arn === user && status === 'removed');
  const items = userItems
    .filter(({ type, id }) => type !== 'access-key' || !isListed(id))
    // IAM deletes a user only after its keys, so somebody has deleted this key since Latchkey listed it.
    .filter(({ type, arn, status }) => !(type === 'access-key' && status === 'left' && isGone(arn)))
    .map(({ id, ...rest }): ReceiptLine =>
      rest.type === 'access-key' ? { ...rest, accessKeyId: id } : { ...rest, id },
    );
  return [...made, ...keys, ...items, ...moreUserItems.map(lineOfCount), ...oldBoundaries.map(boundaryLine)];
}

function boundaryLine(arn: string): ReceiptLine {
  const command = deletePolicyCommand(arn);
  const reason = `An update of the stack left it, or may have left it. Latchkey may not delete it. An administrator can, as soon as no user has it any more: ${command}`;
  return { type: 'permissions-boundary', arn, status: 'left', reason };
}

/** The only items of which something can be left, besides keys, which are all named. */
const findDevices =
  'The command `aws iam list-virtual-mfa-devices --assignment-status Unassigned` lists the devices of the account that no user has.';

function lineOfCount(item: UserItemCount): ReceiptLine {
  const more = `The receipt names at most ${maxUserItems} items of users. This line counts ${item.count.toLocaleString('en-US')} more.`;
  return { ...item, reason: item.status === 'left' ? `${more} ${findDevices}` : more };
}

/**
 * Returns the lines of the keys that nobody has received and whose deletion IAM has not confirmed. An item of the user
 * says that such a key is removed, if the outcome of its deletion is unknown, or there is no item, if no deletion was
 * tried. While a key is created, or deleted after a failed claim or rotation, it is not left.
 */
function heldLines(onboarding: Onboarding): readonly ReceiptLine[] {
  const { status } = onboarding;
  if (status === 'provisioning' || status === 'claiming' || status === 'rotating' || status === 'updating') return [];
  return heldKeys(onboarding).map(({ id, userArn }): ReceiptLine => {
    const { reason = 'Nobody has received this key, but it may be active.' } =
      userItemOf(onboarding, { arn: userArn, type: 'access-key', id }) ?? {};
    return { type: 'access-key', arn: userArn, accessKeyId: id, status: 'left', reason };
  });
}

/** Returns the lines of the disclosed keys. A key counts as removed if its user is removed. */
function keysOf(onboarding: Onboarding): readonly ReceiptLine[] {
  return disclosedKeys(onboarding).map((key): ReceiptLine => {
    const user = onboarding.resources.find(({ type, name }) => type === 'user' && name === key.userName);
    const line = { type: 'access-key', arn: user?.arn ?? '', accessKeyId: key.id };
    const note = userItemOf(onboarding, { ...line, id: key.id });
    if (user?.status === 'removed' || note?.status === 'removed')
      return { ...line, status: 'removed', reason: user?.reason };
    if (user?.status !== 'left') return { ...line, status: 'made', reason: stateOf(key, note?.reason) };
    // The note says that the key is deactivated, or why AWS refused to delete it.
    const reasons = [note?.reason, user.reason].filter((each) => each !== undefined);
    return { ...line, status: 'left', reason: reasons.length === 0 ? undefined : reasons.join(' ') };
  });
}

/** Returns what became of a key that a rotation has replaced. Undefined for a key in force. */
function stateOf({ state, endsAt, changedAt, reason }: HandedOverKey, refusal: string | undefined): string | undefined {
  if (state === 'handed_over') return undefined;
  const since = changedAt === undefined ? '' : ` since ${new Date(changedAt).toISOString()}`;
  const until = endsAt === undefined ? '' : ` until ${new Date(endsAt).toISOString()}`;
  const sentence =
    state === 'retiring'
      ? `A rotation has replaced this key. It works${until}, or for as long as it is in use.`
      : `This key is deactivated${since}. It can be reactivated${until}. Then Latchkey deletes it.`;
  return [sentence, reason, refusal].filter((each) => each !== undefined).join(' ');
}

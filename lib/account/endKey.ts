import { AwsFailure, hasCode, sentenceOf } from '../core/awsFailure.ts';
import { judgeRetry } from '../core/judgeRetry.ts';
import { OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import { withKeyDeleted } from '../record/heldKeys.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { userItemOf, withUserItem } from '../record/userItems.ts';
import { mayAppearUntil } from './absent.ts';
import type { KeyContext } from './keyContext.ts';
import { checkOwnership, isSameEntity } from './ownership.ts';

/** A key to delete or to deactivate. */
export interface KeyToEnd {
  /** The user as recorded. */
  readonly user: ResourceRecord;
  /** The user's current name, which differs if somebody renamed the user. */
  readonly userName: string;
  readonly id: string;
}

/**
 * Deletes a key, and notes that for the receipt: as removed, before the call, because after a lost response no list of
 * IAM may show the key; as left, with AWS's words, if AWS refuses the deletion.
 *
 * @param sentAt when the key was created (epoch ms, AWS's clock), if nobody has received it and no earlier deletion may
 *   have succeeded. For a minute after that, NoSuchEntity does not prove that the key is deleted.
 */
export async function deleteKey(context: KeyContext, key: KeyToEnd, sentAt?: number): Promise<void> {
  let mayBeDone = sentAt === undefined;
  const attempt = async () => {
    try {
      await context.account.removeFromUser(key.userName, 'access-key', key.id);
    } catch (error) {
      if (mayBeDone && hasCode(error, 'NoSuchEntity')) return;
      if (error instanceof AwsFailure && error.outcome === 'unknown') mayBeDone = true;
      if (sentAt === undefined || !hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
      await deleteMissed(context, key, sentAt, error);
    }
  };
  await withReceipt(context, key, () => context.call(attempt, { on: [key.user] }));
  noteDeleted(context, key.id);
}

/** Notes that IAM has confirmed the deletion of a key. */
function noteDeleted(context: KeyContext, id: string): void {
  const now = context.deps.clock.now();
  context.note((record) => ({ ...withKeyDeleted(record, id, now), lastRemovalAt: now }));
}

/**
 * Finds out why IAM refuses to delete a key by its ID. Returns if the key does not exist any more, or if it is deleted
 * under the new name of a renamed user. Throws WaitingForAws if IAM may not show the key yet, and otherwise the refusal.
 */
async function deleteMissed(context: KeyContext, key: KeyToEnd, sentAt: number, error: AwsFailure): Promise<void> {
  const { account, deps } = context;
  const name = await account.userOfKey(key.id);
  if (name !== undefined && name !== key.userName) return account.removeFromUser(name, 'access-key', key.id);
  // IAM authorizes a call on an absent user by the name without the path, and denies it. Keys are deleted before users.
  if (error.code === 'AccessDenied' && isSameEntity(await checkOwnership(context, key.user), key.user)) throw error;
  const until = name === undefined ? mayAppearUntil(deps.settings, sentAt) : sentAt + deps.settings.entityLagMs;
  if (context.awsNow() < until)
    throw new WaitingForAws(`Latchkey created the access key ${key.id}, and IAM does not show it yet.`, until, error);
}

/**
 * Deactivates a key: AWS refuses requests that are signed with it. Notes that for the receipt. Does nothing if AWS
 * refuses the deactivation for good, because the key is deleted next.
 */
export async function deactivateKey(context: KeyContext, { user, userName, id }: KeyToEnd): Promise<void> {
  try {
    await context.call(() => context.account.deactivateKey(userName, id), { of: user });
    const which = { arn: user.arn, type: 'access-key', id };
    context.note((record) =>
      withUserItem(record, which, { status: 'left', reason: 'Latchkey has deactivated this key.' }),
    );
  } catch (error) {
    if (!isRefusal(error, context.deps.clock.now())) throw error;
  }
}

/** Whether AWS refuses a call, and nothing but a person changes that. */
export function isRefusal(error: unknown, now: number): error is AwsFailure {
  return error instanceof AwsFailure && judgeRetry(error, [], now).kind === 'refused';
}

async function withReceipt(context: KeyContext, { user, id }: KeyToEnd, work: () => Promise<void>): Promise<void> {
  const which = { arn: user.arn, type: 'access-key', id };
  const previous = userItemOf(context.record(), which);
  context.note((record) => withUserItem(record, which, { status: 'removed' }));
  try {
    await work();
  } catch (error) {
    const cause = error instanceof WaitingForAws || error instanceof OutOfTime ? error.cause : error;
    const isLeft = isRefusal(error, context.deps.clock.now());
    const entry = isLeft ? { status: 'left' as const, reason: sentenceOf(error) } : previous;
    const mayBeDone = cause instanceof AwsFailure && cause.outcome === 'unknown';
    if (!mayBeDone) context.note((record) => withUserItem(record, which, entry));
    throw error;
  }
}

import { AwsFailure, hasCode, readAccessDenial, sentenceOf } from '../core/awsFailure.ts';
import { judgeRetry } from '../core/judgeRetry.ts';
import { OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import { clip } from '../core/errors.ts';
import { shortReason } from '../account/toProblem.ts';
import type { ItemKind } from '../record/drift.ts';
import { lastChangeAt, type LookContext } from './context.ts';
import type { Difference, LookItem } from './look.ts';

/** The longest text in a result, in characters. AWS's sentences, and the names that others choose, can be longer. */
const maxText = 500;
/** How many differences one item names. IAM allows a user at most 20 managed policies, and 10 groups. */
const maxDifferences = 40;

/** What a check found: the differences, and what a reader should know although nothing differs. */
export interface Found {
  readonly differences: readonly Difference[];
  readonly note?: string | undefined;
}

/**
 * Runs the check of one item, and returns its result. A read that fails makes it `unknown`, and so does a difference that
 * IAM may only show because a change of Latchkey is recent.
 */
export async function checkItem(
  context: LookContext,
  kind: ItemKind,
  subject: string,
  check: () => Promise<Found>,
): Promise<LookItem> {
  try {
    const { differences, note } = await check();
    return itemOf(context, { kind, subject }, differences, note);
  } catch (error) {
    const reason = whyUnknown(error);
    if (mayPass(error)) context.noteDoubt();
    return { kind, subject, state: 'unknown', reason };
  }
}

/** Whether the next look may get the answer that this one did not get. */
function mayPass(error: unknown): boolean {
  return !(error instanceof AwsFailure) || judgeRetry(error, [], 0).kind !== 'refused';
}

const recentChange = 'Latchkey changed something here a few minutes ago, and IAM may not show it yet.';

function itemOf(
  context: LookContext,
  { kind, subject }: Pick<LookItem, 'kind' | 'subject'>,
  differences: readonly Difference[],
  note: string | undefined,
): LookItem {
  const { deps, record } = context;
  const isKeyAtWork = kind === 'key' && record.status === 'claimed' && record.keyWork !== undefined;
  const isRecent = isKeyAtWork || deps.clock.now() < lastChangeAt(record) + deps.settings.entityLagMs;
  // IAM is late with what Latchkey has created or removed. It shows no policy or member that somebody has not added.
  const certain = isRecent ? differences.filter(({ what }) => what === 'extra' && kind !== 'key') : differences;
  if (certain.length < differences.length) context.noteDoubt();
  if (certain.length > 0)
    return { kind, subject, state: 'drifted', differences: certain.slice(0, maxDifferences).map(clipped) };
  if (differences.length > 0) return { kind, subject, state: 'unknown', reason: recentChange };
  return { kind, subject, state: 'as_planned', ...(note !== undefined && { reason: note }) };
}

function clipped({ expected, found, ...difference }: Difference): Difference {
  return {
    ...difference,
    ...(expected !== undefined && { expected: clip(expected, maxText) }),
    ...(found !== undefined && { found: clip(found, maxText) }),
    toDo: clip(difference.toDo, 2 * maxText),
  };
}

/** Returns why a read gave no answer. Throws the error of anything but AWS or the time, which is a defect. */
export function whyUnknown(error: unknown): string {
  if (hasCode(error, 'AccessDenied') && error.operation.startsWith('iam:')) {
    const { isExplicit, policy } = readAccessDenial(error.message);
    const isOfStack = !isExplicit && (policy === undefined || policy === 'identity-based policy');
    return clip(
      isOfStack
        ? `The bootstrap role may not call ${error.operation}. The stack is from an earlier version of Latchkey: update it. GET /v1/tenants/{tenantId}/access/{accountId} has the command.`
        : sentenceOf(error),
      maxText,
    );
  }
  if (error instanceof AwsFailure || error instanceof OutOfTime || error instanceof WaitingForAws)
    return clip(`${shortReason(error)}. Latchkey looks again later.`, maxText);
  throw error;
}

import { isOwnServiceFailure } from '../core/awsFailure.ts';
import { recentChanges } from '../core/classifyFailure.ts';
import type { Problem } from '../core/errors.ts';
import { shortReason } from '../core/toProblem.ts';
import { keyContextOfLook } from '../account/keyContext.ts';
import { openAccountOf, readAccess } from '../account/openRunContext.ts';
import { deleteHeldKeys } from '../account/removeKeys.ts';
import { deadlineGuard, type NewLease } from '../record/attempt.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { heldKeys } from '../record/heldKeys.ts';
import { idle, type InStatus, type Leased, type Onboarding } from '../record/onboarding.ts';
import { userItemOf } from '../record/userItems.ts';
import type { LifecycleDeps } from './ports.ts';

/** How long after a refused deletion of a key it is tried again, in milliseconds: one day. */
const deleteAgainMs = 24 * 3_600_000;

type Stopped = InStatus<'needs_attention'>;

/**
 * Returns the fields of a record in `needs_attention` that has keys that nobody has received: when to try again to delete
 * them, and which work to continue then. Returns none for a record without such keys: only a person continues it.
 *
 * @param problem the problem with which the onboarding stops
 */
export function retryOfHeldKeys(record: Onboarding, problem: Problem): Pick<Stopped, 'dueAt' | 'interrupted'> {
  if (heldKeys(record).length === 0) return {};
  return { dueAt: record.updatedAt + deleteAgainMs, interrupted: interruptedWork(record, problem) };
}

function interruptedWork(record: Onboarding, problem: Problem): Stopped['interrupted'] {
  switch (record.status) {
    case 'ready':
    case 'claiming':
      return { status: 'claiming' };
    case 'provisioning':
      return { status: 'rolling_back', problem };
    case 'rolling_back':
      return { status: 'rolling_back', problem: record.problem };
    case 'offboarding':
      return { status: 'offboarding' };
    case 'needs_attention':
      return record.interrupted;
    case 'awaiting_access':
    case 'claimed':
    case 'failed':
    case 'expired':
    case 'offboarded':
      return undefined;
  }
}

/** Returns the sentences of a problem about the keys that nobody has received and that could not be deleted. */
export function whatIsHeld(record: Pick<Onboarding, 'unknownCalls' | 'userItems'>, why: string): string {
  return heldKeys(record)
    .map(({ id, userName, userArn }) => {
      const { reason = '' } = userItemOf(record, { arn: userArn, type: 'access-key', id }) ?? {};
      // The cause has the ID of its own request, in other words.
      const [said = ''] = reason.split(' (request ID');
      const sentence = reason === '' || why.includes(said) ? '' : ` ${reason}.`;
      return ` Nobody has received the access key ${id} of user ${userName}, but it may be active.${sentence} Latchkey tries to delete it every day.`;
    })
    .join('');
}

/**
 * Tries once more to delete the keys that nobody has received, and returns the record after that. If it fails, the record
 * is due again the next day. This needs no lease: no other key has their IDs.
 */
export async function deleteHeldKeysAgain(deps: LifecycleDeps, record: Stopped, deadline: number): Promise<Stopped> {
  const { dueAt: _, ...rest } = record;
  let looked: Stopped = rest;
  try {
    const guard = deadlineGuard(deps, deadline);
    const opened = await openAccountOf(deps, record, await readAccess(deps, record), guard, deadline, true);
    const recent = [recentChanges(deps.settings).sessionGiven(opened.sessionSince)];
    const context = keyContextOfLook({ deps, account: opened.account, deadline, recent }, rest);
    const users = record.resources.filter(({ type }) => type === 'user');
    const results = await Promise.allSettled(users.map((user) => deleteHeldKeys(context, user)));
    looked = context.changed();
    const failed = results.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return looked;
  } catch (error) {
    if (isOwnServiceFailure(error)) throw error;
    deps.log.warn('undisclosed keys could not be deleted; Latchkey tries again tomorrow', {
      onboardingId: record.id,
      reason: shortReason(error),
    });
    return { ...looked, dueAt: deps.clock.now() + deleteAgainMs };
  }
}

/** Returns the record with which the interrupted work continues, after its keys are deleted. */
export function continueInterrupted(
  record: Stopped,
  work: NonNullable<Stopped['interrupted']>,
  lease: NewLease,
): Leased {
  // The time for a later look has passed long ago, and this work looks at the account.
  const rest = { ...idle(record), ...lease };
  switch (work.status) {
    case 'claiming': {
      // In `needs_attention` they are `left`. In `ready` they are as the provisioning made them.
      const resources = record.resources.map(({ reason: _, ...each }) =>
        each.status === 'left' ? { ...each, status: 'made' as const } : each,
      );
      return { ...rest, resources, status: 'claiming', foreignKeyIds: record.foreignKeyIds ?? [] };
    }
    case 'rolling_back':
      return { ...rest, status: 'rolling_back', problem: work.problem, accessKeyIds: disclosedKeyIds(record) };
    case 'offboarding':
      return { ...rest, status: 'offboarding', accessKeyIds: disclosedKeyIds(record) };
  }
}

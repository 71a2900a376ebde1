import { shortReason } from '../account/toProblem.ts';
import { deleteHeldKeys } from '../account/removeKeys.ts';
import type { NewLease } from '../record/lease.ts';
import { withDueTimes } from '../record/dueTimes.ts';
import { withoutLaterLook } from '../record/inPlace.ts';
import { toClaiming, toOffboarding, toRollingBack } from '../record/transitions.ts';
import { decideAfterFailure } from './decideAfterFailure.ts';
import { openLook } from './openLook.ts';
import type { InStatus, Leased } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';

type Stopped = InStatus<'needs_attention'>;

/**
 * Tries once more to delete the keys that nobody has received, and returns the record after that. If it fails, the record
 * is due again the next day. This needs no lease: no other key has their IDs.
 */
export async function deleteHeldKeysAgain(deps: LifecycleDeps, record: Stopped, deadline: number): Promise<Stopped> {
  const before = withDueTimes(record, { heldKeys: undefined });
  let looked = before;
  try {
    const context = await openLook(deps, before, deadline);
    const users = record.resources.filter(({ type }) => type === 'user');
    const results = await Promise.allSettled(users.map((user) => deleteHeldKeys(context, user)));
    looked = context.changed();
    const failed = results.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return looked;
  } catch (error) {
    const decision = decideAfterFailure(deps, record, error);
    switch (decision.kind) {
      case 'throw':
        throw error;
      case 'keep-status':
        deps.log.warn('undisclosed keys could not be deleted; Latchkey tries again tomorrow', {
          onboardingId: record.id,
          reason: shortReason(error),
        });
        return withDueTimes(looked, { heldKeys: deps.clock.now() + decision.delayMs });
    }
  }
}

/** Returns the record with which the interrupted work continues, after its keys are deleted. `now`: epoch ms. */
export function continueInterrupted(
  record: Stopped,
  interrupted: NonNullable<Stopped['interrupted']>,
  lease: NewLease,
  now: number,
): Leased {
  // The time for a later look has passed long ago, and this work looks at the account.
  const looked = withoutLaterLook(record);
  switch (interrupted.kind) {
    case 'claim': {
      // `needs_attention` has set the resources to `left`. For a claim, they are `made` again.
      const resources = record.resources.map(({ reason: _, ...each }) =>
        each.status === 'left' ? { ...each, status: 'made' as const } : each,
      );
      return toClaiming({ ...looked, resources }, lease, record.foreignKeyIds ?? [], now);
    }
    case 'rollback':
      return toRollingBack(looked, lease, interrupted.problem, now);
    case 'offboarding':
      return toOffboarding(looked, lease, now);
  }
}

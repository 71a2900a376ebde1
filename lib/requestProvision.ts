import { planOf } from './blueprints.ts';
import { ProblemError } from './errors.ts';
import { freshProgress } from './firstRecord.ts';
import { released } from './lease.ts';
import { commonPart, isWorkedOn, type Leased, type Onboarding } from './onboarding.ts';
import { ask } from './park.ts';
import type { Deps } from './ports.ts';
import { takeSlot } from './slot.ts';
import { takeOn, type FreshLease } from './turn.ts';
import { takeOver, workOn } from './work.ts';

/**
 * "The stack is launched", and also "try again": takes the onboarding on from where it stands, now or, asynchronously,
 * by a worker. Idempotent: one that has got there is answered as it is. Throws 409 where its slot has another holder,
 * or it is past provisioning for good.
 */
export async function requestProvision(
  deps: Deps,
  record: Onboarding,
  isAsynchronous: boolean,
  deadline: number,
): Promise<Onboarding> {
  if (isWorkedOn(record)) {
    if (!isAsynchronous) return takeOver(deps, record, deadline);
    await ask(deps, record.id);
    return record;
  }
  const next = await nextTurn(deps, record, deadline);
  if (next === undefined) return record;
  if (!isAsynchronous) return workOn(deps, record, deadline, next);
  const handedOver = await takeOn(deps, record, deadline, 'worker', (lease) => {
    const leased = next(lease);
    return { ...leased, dueAt: deps.clock.now(), lease: { ...leased.lease, expiresAt: released } };
  });
  if (handedOver === undefined) return record;
  await ask(deps, record.id);
  return handedOver.stored;
}

/** How the record goes on; undefined where there is nothing to do. */
async function nextTurn(
  deps: Deps,
  record: Onboarding,
  deadline: number,
): Promise<((lease: FreshLease) => Leased) | undefined> {
  switch (record.status) {
    case 'awaiting_access':
      return again(deps, record);
    case 'failed':
      await takeSlot(deps, record, record.id, deadline);
      return again(deps, record);
    case 'needs_attention': {
      const { problem } = record;
      return (lease) => ({ ...commonPart(record), ...lease, status: 'rolling_back', problem });
    }
    case 'expired':
      throw new ProblemError(
        'wrong-state',
        'This onboarding has expired: its stack was not launched in 7 days. Create a new one.',
        { onboarding: record.id },
      );
    default:
      return undefined;
  }
}

function again(deps: Deps, record: Onboarding): (lease: FreshLease) => Leased {
  const { plan } = planOf(deps, record);
  return (lease) => ({
    ...commonPart(record),
    ...freshProgress(plan, false, deps.clock.now()),
    ...lease,
    status: 'provisioning',
  });
}

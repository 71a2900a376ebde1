import { advance } from '../record/advance.ts';
import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../account/toProblem.ts';
import { hasNothingInAccount } from '../record/inAccount.ts';
import { isWaiting, type NewLease } from '../record/lease.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { toOffboarded, toOffboarding } from '../record/transitions.ts';
import { isUnchecked } from '../record/unknownCalls.ts';
import type { RequestDeps } from './ports.ts';
import { retrying } from '../core/retrying.ts';
import { assertNoKeyWork } from './assertNoKeyWork.ts';
import { beginWork, continueWork, type Execution } from './workOrHandOver.ts';

/** How often to try again if another process changed the onboarding between the read and the write. */
const maxTries = 3;

/**
 * Ends an onboarding: removes everything that it created, and nothing else. If `isAsynchronous`, a worker does the
 * work. Idempotent. Throws 409 while a process provisions, claims, rotates, updates or rolls back the onboarding. A
 * provisioning, rotation or update that waits for its next attempt can be ended.
 */
export async function requestOffboard(
  deps: RequestDeps,
  record: Onboarding,
  isAsynchronous: boolean,
  deadline: number,
): Promise<Onboarding> {
  return withOnboarding(record.id, async () => {
    let current = record;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const ended = await end(deps, current, { isAsynchronous, deadline });
      if (ended !== undefined) return ended;
      current = (await deps.store.get(record.id)) ?? current;
    }
    throw new ProblemError(
      'in-progress',
      'Other requests changed the onboarding at the same time. Try again in a moment.',
      {
        retryAfterSeconds: 2,
      },
    );
  });
}

/** Returns the onboarding after the offboarding, or undefined if another process changed it since it was read. */
async function end(deps: RequestDeps, record: Onboarding, execution: Execution): Promise<Onboarding | undefined> {
  switch (record.status) {
    case 'offboarded':
      return isUnchecked(record) ? beginRemoval(deps, record, execution) : record;
    case 'offboarding':
      return continueWork(deps, record, execution);
    case 'failed':
      return isUnchecked(record) ? beginRemoval(deps, record, execution) : endAtOnce(deps, record, execution);
    case 'awaiting_access':
    case 'expired':
      return endAtOnce(deps, record, execution);
    case 'claimed':
      assertNoKeyWork(deps, record);
      return beginRemoval(deps, record, execution);
    case 'ready':
    case 'needs_attention':
      return beginRemoval(deps, record, execution);
    case 'provisioning':
      if (!isWaiting(record)) throw stillWorkedOn(record);
      return hasNothingInAccount(record) ? endAtOnce(deps, record, execution) : beginRemoval(deps, record, execution);
    case 'rotating':
    case 'updating':
      if (!isWaiting(record)) throw stillWorkedOn(record);
      return beginRemoval(deps, record, execution);
    case 'claiming':
    case 'rolling_back':
      throw stillWorkedOn(record);
  }
}

/**
 * Ends an onboarding that has nothing in the account, as far as Latchkey knows. A scheduled reconciliation still runs.
 */
function endAtOnce(
  deps: RequestDeps,
  record: InStatus<'awaiting_access' | 'failed' | 'expired' | 'provisioning'>,
  { deadline }: Execution,
): Promise<Onboarding | undefined> {
  const now = deps.clock.now();
  const writer = deps.newOwner();
  return retrying(deps.clock, deadline, () => advance(deps, record, toOffboarded(record, now), writer));
}

function beginRemoval(
  deps: RequestDeps,
  record: InStatus<
    'ready' | 'claimed' | 'rotating' | 'updating' | 'needs_attention' | 'provisioning' | 'failed' | 'offboarded'
  >,
  execution: Execution,
): Promise<Onboarding | undefined> {
  const begin = (lease: NewLease) => toOffboarding(record, lease, deps.clock.now());
  return beginWork(deps, record, { record: begin }, execution, 'request');
}

function stillWorkedOn({ status }: Onboarding): ProblemError {
  return new ProblemError(
    'in-progress',
    `The onboarding has the status ${status}, so Latchkey is still working on it. Delete the onboarding when this work is complete, usually within seconds.`,
    { retryAfterSeconds: 5 },
  );
}

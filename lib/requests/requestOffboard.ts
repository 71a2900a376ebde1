import { advance } from '../record/advance.ts';
import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../core/toProblem.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { idleUntilReconcile, type InStatus, type Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';
import type { NewLease } from '../record/attempt.ts';
import { beginWork, continueWork, type Execution } from './workOrHandOver.ts';

/** How often it begins anew where the onboarding moved between reading and writing. */
const mostTries = 3;

/**
 * Ends an onboarding: removes all that it made, and nothing else, now or, asynchronously, by a worker. Idempotent.
 * Throws 409 while somebody works on it otherwise.
 */
export async function requestOffboard(
  deps: RequestDeps,
  record: Onboarding,
  isAsynchronous: boolean,
  deadline: number,
): Promise<Onboarding> {
  return withOnboarding(record.id, async () => {
    let standing = record;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const ended = await end(deps, standing, { isAsynchronous, deadline });
      if (ended !== undefined) return ended;
      standing = (await deps.store.get(record.id)) ?? standing;
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

/** Undefined where it has moved since it was read. */
async function end(deps: RequestDeps, record: Onboarding, execution: Execution): Promise<Onboarding | undefined> {
  switch (record.status) {
    case 'offboarded':
      return record;
    case 'offboarding':
      return continueWork(deps, record, execution);
    case 'awaiting_access':
    case 'failed':
    case 'expired': {
      // Nothing of it is in the account, as far as is known; a later look that is due still comes.
      const now = deps.clock.now();
      const writer = deps.newOwner();
      return retrying(deps.clock, execution.deadline, () =>
        advance(deps, record, { ...idleUntilReconcile(record), status: 'offboarded', offboardedAt: now }, writer),
      );
    }
    case 'ready':
    case 'claimed':
    case 'needs_attention': {
      const begin = (lease: NewLease): InStatus<'offboarding'> => ({
        ...idleUntilReconcile(record),
        accessKeyIds: disclosedKeyIds(record),
        ...lease,
        status: 'offboarding',
      });
      return beginWork(deps, record, { record: begin }, execution, 'request');
    }
    case 'provisioning':
    case 'claiming':
    case 'rolling_back':
      throw new ProblemError(
        'wrong-state',
        `The onboarding has the status ${record.status}, so Latchkey is still working on it. Delete it when that is complete, usually within seconds.`,
        { retryAfterSeconds: 5 },
      );
  }
}

import { advance } from '../record/advance.ts';
import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../core/toProblem.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { idleUntilReconcile, type InStatus, type Onboarding } from '../record/onboarding.ts';
import { enqueueWork } from '../lifecycle/postpone.ts';
import type { RequestDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';
import { leaveToWorker, acquireLease, type NewLease } from '../record/attempt.ts';
import { takeOver, runAttempt } from '../lifecycle/resume.ts';

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
      const ended = await end(deps, standing, isAsynchronous, deadline);
      if (ended !== undefined) return ended;
      standing = (await deps.store.get(record.id)) ?? standing;
    }
    throw new ProblemError('in-progress', 'The onboarding kept moving. Ask again in a moment.', {
      retryAfterSeconds: 2,
    });
  });
}

/** Undefined where it has moved since it was read. */
async function end(
  deps: RequestDeps,
  record: Onboarding,
  isAsynchronous: boolean,
  deadline: number,
): Promise<Onboarding | undefined> {
  switch (record.status) {
    case 'offboarded':
      return record;
    case 'offboarding':
      if (!isAsynchronous) return takeOver(deps, record, deadline);
      await enqueueWork(deps, record.id);
      return record;
    case 'awaiting_access':
    case 'failed':
    case 'expired': {
      // Nothing of it is in the account, as far as is known; a later look that is due still comes.
      const now = deps.clock.now();
      const writer = deps.newOwner();
      return retrying(deps.clock, deadline, () =>
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
      if (!isAsynchronous) {
        const turn = await acquireLease(deps, record, deadline, 'request', begin);
        return turn === undefined ? undefined : runAttempt(deps, turn);
      }
      const handOver = (lease: NewLease) => leaveToWorker(begin(lease), record, deps.clock.now());
      const turn = await acquireLease(deps, record, deadline, 'worker', handOver);
      if (turn !== undefined) await enqueueWork(deps, record.id);
      return turn?.stored;
    }
    default:
      throw new ProblemError(
        'wrong-state',
        `The onboarding is ${record.status}: somebody works on it. Delete it when it rests, which is a matter of seconds.`,
        { retryAfterSeconds: 5 },
      );
  }
}

import { planOf } from '../blueprints/blueprints.ts';
import { ProblemError, problems, type Problem } from '../core/errors.ts';
import { withOnboarding } from '../core/toProblem.ts';
import { initialProgress } from './firstRecord.ts';
import { assertTenantCap } from './tenantCap.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { idleUntilReconcile, commonPart, isWorkedOn, type Leased, type Onboarding } from '../record/onboarding.ts';
import { enqueueWork } from '../lifecycle/postpone.ts';
import { withoutUnusedClaim } from '../blueprints/plan.ts';
import type { RequestDeps } from './ports.ts';
import { takeSlot } from './slot.ts';
import { validAccess } from '../access/validAccess.ts';
import { leaveToWorker, acquireLease, type NewLease } from '../record/attempt.ts';
import { takeOver, acquireAndRun } from '../lifecycle/resume.ts';

/** How a record goes on, and until when that may still be written. */
interface Next {
  readonly record: (lease: NewLease) => Leased;
  readonly mayWrite?: () => Promise<void>;
}

/**
 * "The stack is launched", and also "try again": takes the onboarding on from where it stands, now or, asynchronously,
 * by a worker. Idempotent: one that has got there is answered as it is. Throws 409 where its slot has another holder,
 * or it is past provisioning for good.
 */
export async function requestProvision(
  deps: RequestDeps,
  record: Onboarding,
  isAsynchronous: boolean,
  deadline: number,
): Promise<Onboarding> {
  return withOnboarding(record.id, async () => {
    if (isWorkedOn(record) && record.status !== 'offboarding') {
      if (!isAsynchronous) return takeOver(deps, record, deadline);
      await enqueueWork(deps, record.id);
      return record;
    }
    const next = await nextTurn(deps, record, deadline);
    if (next === undefined) return record;
    if (!isAsynchronous) return acquireAndRun(deps, record, deadline, next.record, next.mayWrite);
    const handOver = (lease: NewLease) => leaveToWorker(next.record(lease), record, deps.clock.now());
    const handedOver = await acquireLease(deps, record, deadline, 'worker', handOver, next.mayWrite);
    if (handedOver === undefined) return (await deps.store.get(record.id)) ?? record;
    await enqueueWork(deps, record.id);
    return handedOver.stored;
  });
}

/** Undefined where there is nothing to do. */
async function nextTurn(deps: RequestDeps, record: Onboarding, deadline: number): Promise<Next | undefined> {
  switch (record.status) {
    case 'awaiting_access':
      await assertTenantCap(deps, record.tenantId, deadline);
      return { record: again(deps, record) };
    case 'failed': {
      await assertTenantCap(deps, record.tenantId, deadline);
      // It gave its slot back, so that the access may have been given up since.
      const { blueprint } = planOf(deps, record);
      const { assertAccessValid: mustStillStand } = await validAccess(deps, record, blueprint, deadline);
      const slot = await takeSlot(deps, record, record, deadline);
      const mayWrite = async () => {
        await mustStillStand();
        slot.check();
      };
      return { record: again(deps, record), mayWrite };
    }
    case 'needs_attention': {
      // Keys that were handed out stay named until they are known to be gone.
      const accessKeyIds = disclosedKeyIds(record);
      const problem = removedOnRequest(record.problem);
      return {
        record: (lease) => ({ ...idleUntilReconcile(record), ...lease, status: 'rolling_back', problem, accessKeyIds }),
      };
    }
    case 'expired':
      throw new ProblemError(
        'wrong-state',
        'This onboarding has expired: its stack was not launched in 7 days. Create a new one.',
      );
    case 'offboarding':
      throw new ProblemError(
        'wrong-state',
        'This onboarding is being offboarded: what it made is on its way out. Create another when it has ended.',
        { retryAfterSeconds: 5 },
      );
    case 'offboarded':
      throw new ProblemError(
        'wrong-state',
        'This onboarding is offboarded: what it made is removed. Create a new one.',
      );
    default:
      return undefined;
  }
}

/** What it ends with in `failed`: by then the reason that it had stopped for is gone, with all that it had made. */
function removedOnRequest({ slug }: Problem): Problem {
  const { title } = problems[slug];
  return {
    slug,
    detail: `All that this onboarding had made was removed on request, after it had stopped with "${title}". Ask to provision once more to begin anew.`,
  };
}

function again(deps: RequestDeps, record: Onboarding): (lease: NewLease) => Leased {
  const { plan } = planOf(deps, record);
  return (lease) => ({
    ...withoutUnusedClaim(commonPart(record)),
    mayHaveMade: false,
    ...initialProgress(plan, false, deps.clock.now()),
    ...lease,
    status: 'provisioning',
  });
}

import { ensureAccess } from '../access/access.ts';
import { decideAfterFailure, type AfterProvisioning } from './decideAfterFailure.ts';
import { stopForProblem } from './stopForPerson.ts';
import { rollBackProvisioning } from './rollBackProvisioning.ts';
import { planOf } from '../blueprints/blueprints.ts';
import { boundaryValues } from '../blueprints/permissionsBoundary.ts';
import type { ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import { retrying } from '../core/retrying.ts';
import { mayExist } from '../record/inAccount.ts';
import { withoutUnusedClaim } from '../record/keySteps.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { toAwaitingAccess } from '../record/transitions.ts';
import { logVendorSide, postpone } from './postpone.ts';
import type { LifecycleDeps } from './ports.ts';
import type { RunContext } from '../account/runContext.ts';
import { endFailed, rollBack } from './rollback.ts';

/** Carries out what `decideAfterFailure` decides. Throws the error if this process must not change the record. */
export async function handleProvisionFailure(
  deps: LifecycleDeps,
  journal: Journal,
  run: RunContext | undefined,
  error: unknown,
  deadline: number,
): Promise<Onboarding> {
  const decision = decideAfter(deps, journal, error);
  switch (decision.kind) {
    case 'throw':
      throw error;
    case 'postpone':
      journal.note((each) => (each.status === 'provisioning' ? withoutUnusedClaim(each) : each));
      // An attempt that ends in order knows whether it has sent a create.
      return postpone(deps, journal, error, journal.record().resources.some(mayExist));
    case 'await-access':
      deps.log.warn('the bootstrap role is refused', { reason: decision.problem.problem.detail });
      return awaitAccess(deps, journal, decision.problem, deadline);
    case 'fail':
      deps.log.warn('the bootstrap role is refused', { reason: decision.problem.problem.detail });
      return endFailed(journal, decision.problem);
    case 'stop-for-person':
      return stopForProblem(journal, decision.problem);
    case 'roll-back': {
      const { problem } = decision;
      if (problem.problem.slug === 'internal-error') deps.log.error('provisioning failed', { reason: String(error) });
      logVendorSide(deps, problem);
      return run === undefined ? rollBackProvisioning(deps, journal, problem, deadline) : rollBack(deps, run, problem);
    }
  }
}

/** Returns what `decideAfterFailure` decides, or `throw` if the record is no longer in `provisioning`. */
export function decideAfter(deps: LifecycleDeps, journal: Journal, error: unknown): AfterProvisioning {
  const record = journal.record();
  return record.status === 'provisioning' ? decideAfterFailure(deps, record, error) : { kind: 'throw' };
}

/** How long an onboarding waits for its stack, in milliseconds: 7 days. */
const awaitAccessMs = 7 * 24 * 3_600_000;

/**
 * Moves the onboarding to `awaiting_access`. Stores the boundary that the tenant's stack will create first, because
 * `chooseBoundary` only looks for boundaries that are stored.
 */
async function awaitAccess(
  deps: LifecycleDeps,
  journal: Journal,
  { problem }: ProblemError,
  deadline: number,
): Promise<Onboarding> {
  const waiting = journal.record();
  const { blueprint } = planOf(deps, waiting);
  await retrying(deps.clock, deadline, () =>
    ensureAccess(deps, waiting, blueprint, boundaryValues(blueprint, waiting.parameters)),
  );
  return journal.commit((record) => toAwaitingAccess(record, problem, deps.clock.now() + awaitAccessMs));
}

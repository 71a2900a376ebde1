import { assumedRole } from '../access/assumedRoles.ts';
import { mayTakeOver, released } from '../record/lease.ts';
import { takenOver } from '../record/inPlace.ts';
import type { Leased, Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';
import { acquireAndRun } from './runAttempt.ts';

/** A worker's attempt takes at most two request budgets, because other onboardings wait for the worker. */
export const budgetsPerAttempt = 2;

/**
 * Continues an onboarding whose lease has expired or was released. Returns the record unchanged if another process has
 * it.
 */
export async function takeOver(deps: LifecycleDeps, record: Leased, deadline: number): Promise<Onboarding> {
  const { clock, settings } = deps;
  if (!mayTakeOver(record.lease, clock.now(), settings.marginMs)) return record;
  const wasCutOff = record.lease.expiresAt !== released;
  const mayHaveMade = record.mayHaveMade || (wasCutOff && (await wasAssumed(deps, record)));
  // AWS may carry out a call of the last owner after this attempt has ended, so the account gets a later look.
  const cutOff = wasCutOff && mayHaveMade ? { sentSince: mayHaveSentSince(deps, record) } : undefined;
  return acquireAndRun(deps, record, deadline, (lease) => takenOver(record, lease, clock.now(), cutOff));
}

/** Returns since when the last owner of a lease may have sent calls (epoch ms): since its attempt started, or earlier. */
function mayHaveSentSince({ settings }: LifecycleDeps, { lease }: Leased): number {
  const renewedAt = lease.expiresAt - settings.leaseMs;
  return Math.max(lease.since, renewedAt - budgetsPerAttempt * settings.requestBudgetMs);
}

/**
 * Returns whether Latchkey ever assumed the bootstrap role. Before that, it sent no call to the account, so that nothing
 * can be there.
 */
async function wasAssumed(deps: LifecycleDeps, { tenantId, accountId, roleArn }: Onboarding): Promise<boolean> {
  const access = await deps.store.getAccess(tenantId, accountId);
  return access !== undefined && assumedRole(access, roleArn) !== undefined;
}

import { recentChanges } from '../core/judgeRetry.ts';
import { keyContextOfLook, type LookContext } from '../account/keyContext.ts';
import { openAccountOf, readAccess } from '../account/openRunContext.ts';
import { deadlineGuard } from '../record/attempt.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';

/**
 * Assumes the bootstrap role to look at an onboarding that no process works on, and returns the context for removing
 * keys. Takes no lease.
 */
export async function openLook<T extends Onboarding>(
  deps: LifecycleDeps,
  record: T,
  deadline: number,
): Promise<LookContext<T>> {
  const guard = deadlineGuard(deps, deadline);
  const opened = await openAccountOf(deps, record, await readAccess(deps, record), guard, deadline, true);
  const changed = recentChanges(deps.settings);
  const recent = [changed.sessionGiven(opened.sessionSince), changed.permissionsChanged(opened.assumedAt)];
  return keyContextOfLook({ deps, account: opened.account, deadline, recent }, record);
}

import { ProblemError } from '../core/errors.ts';
import type { RequestDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** When to ask again, in seconds: most onboardings take a few. */
const retryAfterSeconds = 5;

/**
 * Throws 429 where as many onboardings of the tenant are worked on as may be at a time: one tenant must not take the
 * queue, or its account's share of IAM's rate, from itself or the others. Counted by an index that lags by moments: a
 * burst at one instant may go over it by what it brings, and no further.
 */
export async function assertTenantCap(deps: RequestDeps, tenantId: string, deadline: number): Promise<void> {
  const { tenantCap } = deps.settings;
  const inFlight = await retrying(deps.clock, deadline, () => deps.store.inFlight(tenantId, tenantCap));
  if (inFlight < tenantCap) return;
  throw new ProblemError(
    'too-many-onboardings',
    `${tenantCap} onboardings of this tenant are in progress, which is the limit for one tenant. Wait until some of them are complete, then send this request again.`,
    { retryAfterSeconds },
  );
}

import { ProblemError } from '../core/errors.ts';
import type { RequestDeps } from './ports.ts';
import { retrying } from '../core/retrying.ts';

/** The value of Retry-After, in seconds. Most onboardings take a few seconds. */
const retryAfterSeconds = 5;

/**
 * Throws 429 if the maximum number of the tenant's onboardings is in progress, so that one tenant can use up neither
 * the queue nor the IAM request rate of its account. An onboarding that waits for AWS does not count. The index that
 * counts them is eventually consistent, so requests that arrive at the same instant may exceed the maximum by their
 * number.
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

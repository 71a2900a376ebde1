import { allSettledOrThrow } from '../core/allSettled.ts';
import type { Clock } from '../core/ports.ts';
import { retrying } from '../core/retrying.ts';
import { listOnboardings } from './listOnboardings.ts';
import { statuses, type Status } from './onboarding.ts';
import type { OnboardingStore } from './ports.ts';

/**
 * How many entries of an index are counted for each status and shard. An entry has about 75 bytes, so DynamoDB counts as
 * many in one request, which reads at most 1 MB (DynamoDB Developer Guide, "Paginating table query results").
 */
const maxCount = 10_000;

/** How many records are read to count for a caller that may act for some tenants only. */
const maxRead = 1000;

export interface StatusCount {
  readonly status: Status;
  readonly count: number;
  /** Whether there may be more, because the count ended at its limit. */
  readonly isAtLeast: boolean;
}

interface CountRequest {
  /** The tenants that the caller may read; undefined: all. */
  readonly tenants: readonly string[] | undefined;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/**
 * Returns how many onboardings are in each status. For a caller that may read all tenants, DynamoDB counts index entries,
 * up to 10,000 for each status and shard. For others, their newest 1,000 onboardings are read and counted.
 */
export async function countByStatus(
  deps: { readonly store: Pick<OnboardingStore, 'list' | 'countIn'>; readonly clock: Clock },
  { tenants, deadline }: CountRequest,
): Promise<readonly StatusCount[]> {
  if (tenants === undefined)
    return allSettledOrThrow(
      statuses.map(async (status) => {
        const counting = () => deps.store.countIn(status, maxCount);
        const { count, isCut } = await retrying(deps.clock, deadline, counting);
        return { status, count, isAtLeast: isCut };
      }),
    );
  const all = {
    tenantId: undefined,
    accountId: undefined,
    status: undefined,
    rotateBefore: undefined,
    after: undefined,
  };
  const { onboardings, next } = await listOnboardings(deps, { ...all, tenants, deadline, limit: maxRead });
  return statuses.map((status) => ({
    status,
    count: onboardings.filter((each) => each.status === status).length,
    isAtLeast: next !== undefined,
  }));
}

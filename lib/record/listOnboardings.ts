import { allSettledOrThrow } from '../core/allSettled.ts';
import type { Onboarding, Status } from './onboarding.ts';
import type { Clock } from '../core/ports.ts';
import type { ListPage, OnboardingStore } from './ports.ts';
import { ProblemError } from '../core/errors.ts';
import { retrying } from '../core/retry.ts';

/** How many records to read at once. DynamoDB's BatchGetItem reads at most 100 items. */
const batchSize = 100;
/**
 * After how many records a request that has found something ends. If few of them have the wanted status, the caller
 * continues with the cursor.
 */
const maxRead = 1000;
/**
 * How many bytes of records a page contains at most. A Lambda response has at most 6 MB, and is longer than its
 * records.
 */
const maxBytes = 3 * 1024 * 1024;

export interface ListRequest {
  readonly tenantId: string | undefined;
  readonly status: Status | undefined;
  /** The tenants that the caller may read; undefined: all. */
  readonly tenants: readonly string[] | undefined;
  /** 1 to 1,000. */
  readonly limit: number;
  /** Only onboardings older than this one. */
  readonly after: string | undefined;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/**
 * Lists onboardings, newest first. A page may contain fewer than `limit` onboardings. If there are more, `next` is the
 * ID after which to continue; a page with `next` contains at least one. The index does not contain the status, because
 * the status changes; this function filters the records that it read. Throws 503 if the time is used up before it has
 * found one.
 */
export async function listOnboardings(
  { store, clock }: { readonly store: Pick<OnboardingStore, 'list'>; readonly clock: Clock },
  request: ListRequest,
): Promise<ListPage> {
  const { status, limit, deadline } = request;
  const tenants = tenantsOf(request);
  const isWanted = (each: Onboarding) => each.isErasing !== true && (status === undefined || each.status === status);
  const found: Onboarding[] = [];
  let after = request.after;
  let bytes = 0;
  for (let read = 0; read < maxRead || found.length === 0; read += batchSize) {
    const count = status === undefined ? Math.min(batchSize, limit - found.length) : batchSize;
    const from = after;
    const { onboardings, next } = await retrying(clock, deadline, () => pageOf(store, tenants, from, count));
    for (const [index, onboarding] of onboardings.entries()) {
      if (!isWanted(onboarding)) continue;
      found.push(onboarding);
      bytes += JSON.stringify(onboarding).length;
      const isLast = index === onboardings.length - 1 && next === undefined;
      if (found.length === limit || bytes >= maxBytes)
        return { onboardings: found, next: isLast ? undefined : onboarding.id };
    }
    if (next === undefined) return { onboardings: found, next };
    after = next;
    if (clock.monotonic() >= deadline) break;
  }
  if (found.length === 0) throw nothingFoundInTime();
  return { onboardings: found, next: after };
}

function nothingFoundInTime(): ProblemError {
  return new ProblemError(
    'out-of-time',
    'There are so many onboardings that the time was used up before one with this status was found. Also filter by tenantId, or list without a status.',
    { retryAfterSeconds: 5 },
  );
}

/** Returns the tenants whose onboardings to read; `[undefined]` for all tenants. */
function tenantsOf({ tenantId, tenants }: ListRequest): readonly (string | undefined)[] {
  if (tenants === undefined) return [tenantId];
  return [...new Set(tenants)].filter((each) => tenantId === undefined || each === tenantId);
}

/**
 * Reads a page of the onboardings of several tenants, with one query per tenant. So a caller that may read few tenants
 * neither waits for the records of other tenants nor gets one of their IDs in a cursor.
 */
async function pageOf(
  store: Pick<OnboardingStore, 'list'>,
  tenants: readonly (string | undefined)[],
  after: string | undefined,
  limit: number,
): Promise<ListPage> {
  const pages = await allSettledOrThrow(tenants.map((tenantId) => store.list({ tenantId, after, limit })));
  const [only] = pages;
  if (only !== undefined && pages.length === 1) return only;
  const all = pages.flatMap(({ onboardings }) => onboardings).toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const onboardings = all.slice(0, limit);
  const hasMore = all.length > limit || pages.some(({ next }) => next !== undefined);
  return { onboardings, next: hasMore ? onboardings.at(-1)?.id : undefined };
}

import { allSettledOrThrow } from '../core/allSettled.ts';
import type { Onboarding, Status } from './onboarding.ts';
import type { Clock } from '../core/ports.ts';
import type { ListPage, ListSource, OnboardingStore, PlanVersion } from './ports.ts';
import { rotateAtOf } from './keyTimes.ts';
import { positionOf } from './listPosition.ts';
import { ProblemError } from '../core/errors.ts';
import { retrying } from '../core/retrying.ts';

/** How many records to read at once. DynamoDB's BatchGetItem reads at most 100 items. */
const batchSize = 100;
/**
 * After how many records a request that has found something ends. If few of them pass the filters, the caller
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
  readonly accountId: string | undefined;
  readonly status: Status | undefined;
  /** Only claimed onboardings with a key that should be replaced before this time (epoch ms). */
  readonly rotateBefore: number | undefined;
  /** Only onboardings that can be updated and were planned with another version of their blueprint. Undefined: all. */
  readonly outdated?: OutdatedPlans | undefined;
  /** The tenants that the caller may read; undefined: all. */
  readonly tenants: readonly string[] | undefined;
  /** 1 to 1,000. */
  readonly limit: number;
  /** Only onboardings after this position. */
  readonly after: string | undefined;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/** Which plans are outdated. */
export interface OutdatedPlans {
  /** The versions that are kept and not deployed. */
  readonly plans: readonly PlanVersion[];
  /** Whether an onboarding was planned with one. The index may lag behind an update. */
  readonly includes: (onboarding: Onboarding) => boolean;
}

/**
 * Lists onboardings, newest first, or with `rotateBefore` those whose keys should be replaced first. A page may contain fewer than `limit` onboardings. If there are more, `next` is the
 * ID after which to continue; a page with `next` contains at least one. One filter selects the index, and this function
 * applies all of them to the records that it read: the index may lag behind a change of status. Throws 503 if the time is
 * used up before it has found one.
 */
export async function listOnboardings(
  { store, clock }: { readonly store: Pick<OnboardingStore, 'list'>; readonly clock: Clock },
  request: ListRequest,
): Promise<ListPage> {
  const { limit, deadline } = request;
  const sources = sourcesOf(request);
  const order: ListSource['of'] = request.rotateBefore === undefined ? 'all' : 'rotation';
  const isWanted = (each: Onboarding) => each.isErasing !== true && passes(request, each);
  const readsOthers = sources.some((source) => isFilteredBeyond(source, request));
  const found: Onboarding[] = [];
  let after = request.after;
  let bytes = 0;
  for (let read = 0; read < maxRead || found.length === 0; read += batchSize) {
    const count = readsOthers ? batchSize : Math.min(batchSize, limit - found.length);
    const from = after;
    const { onboardings, next } = await retrying(clock, deadline, () => pageOf(store, sources, from, count));
    for (const [index, onboarding] of onboardings.entries()) {
      if (!isWanted(onboarding)) continue;
      found.push(onboarding);
      bytes += JSON.stringify(onboarding).length;
      const isLast = index === onboardings.length - 1 && next === undefined;
      if (found.length === limit || bytes >= maxBytes)
        return { onboardings: found, next: isLast ? undefined : positionOf(order, onboarding) };
    }
    if (next === undefined) return { onboardings: found, next };
    after = next;
    if (clock.monotonic() >= deadline) break;
  }
  const last = found.at(-1);
  if (last === undefined) throw nothingFoundInTime();
  // In the index of all tenants, the last one read may be of a tenant that the caller may not read.
  return { onboardings: found, next: order === 'rotation' ? positionOf(order, last) : after };
}

function nothingFoundInTime(): ProblemError {
  return new ProblemError(
    'out-of-time',
    'There are so many onboardings that the time was used up before one that passes the filters was found. Filter by accountId, or by fewer of tenantId, accountId, status and rotateBefore.',
    { retryAfterSeconds: 5 },
  );
}

const passes = (
  { tenantId, accountId, status, tenants, rotateBefore, outdated }: ListRequest,
  onboarding: Onboarding,
): boolean =>
  (tenants?.includes(onboarding.tenantId) ?? true) &&
  (outdated === undefined || (isUpdatable(onboarding) && outdated.includes(onboarding))) &&
  (rotateBefore === undefined || isDueBefore(onboarding, rotateBefore)) &&
  (tenantId === undefined || onboarding.tenantId === tenantId) &&
  (accountId === undefined || onboarding.accountId === accountId) &&
  (status === undefined || onboarding.status === status);

/** Whether the onboarding is set up and no process works on it, so that an update can begin. */
const isUpdatable = ({ status }: Onboarding) => status === 'ready' || status === 'claimed';

function isDueBefore(onboarding: Onboarding, time: number): boolean {
  return onboarding.status === 'claimed' && (rotateAtOf(onboarding.keys) ?? Infinity) < time;
}

/**
 * Returns what to read. A caller that may read few tenants reads the index of each of them, so that it neither waits for
 * the records of other tenants nor gets one of their IDs in a cursor. Others read the index of the filter that leaves the
 * fewest records: an account has fewer onboardings than a tenant, and a tenant mostly fewer than a status.
 */
function sourcesOf(request: ListRequest): readonly ListSource[] {
  const { tenantId, accountId, status, tenants, rotateBefore, outdated } = request;
  // Few keys are due at a time, and only this index is in their order.
  if (rotateBefore !== undefined) return [{ of: 'rotation', before: rotateBefore }];
  if (tenants !== undefined)
    return [...new Set(tenants)].flatMap((each) =>
      tenantId === undefined || each === tenantId ? { of: 'tenant', tenantId: each } : [],
    );
  if (accountId !== undefined) return [{ of: 'account', accountId }];
  if (tenantId !== undefined) return [{ of: 'tenant', tenantId }];
  if (outdated !== undefined) return [{ of: 'plans', plans: outdated.plans }];
  return [status === undefined ? { of: 'all' } : { of: 'status', status }];
}

/** Whether a source has onboardings that do not pass the filters. */
function isFilteredBeyond({ of }: ListSource, request: ListRequest): boolean {
  const { tenantId, accountId, status, tenants, outdated } = request;
  return (
    (of !== 'plans' && outdated !== undefined) ||
    (of === 'rotation' && (tenantId !== undefined || tenants !== undefined)) ||
    (of === 'account' && tenantId !== undefined) ||
    (of !== 'account' && accountId !== undefined) ||
    (of !== 'status' && status !== undefined)
  );
}

/** Reads a page of the onboardings of several sources, with one query per source. */
async function pageOf(
  store: Pick<OnboardingStore, 'list'>,
  sources: readonly ListSource[],
  after: string | undefined,
  limit: number,
): Promise<ListPage> {
  const pages = await allSettledOrThrow(sources.map((source) => store.list({ source, after, limit })));
  const [only] = pages;
  if (only !== undefined && pages.length === 1) return only;
  const all = pages.flatMap(({ onboardings }) => onboardings).toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const onboardings = all.slice(0, limit);
  const hasMore = all.length > limit || pages.some(({ next }) => next !== undefined);
  return { onboardings, next: hasMore ? onboardings.at(-1)?.id : undefined };
}

import type { Onboarding, Status } from './onboarding.ts';
import type { Clock } from '../core/ports.ts';
import type { ListPage, OnboardingStore } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** DynamoDB's BatchGetItem reads at most 100 items. */
const readAtOnce = 100;
/** How many records one request reads: a rare status is looked for so far, then the caller goes on with the cursor. */
const mostRead = 1000;
/** How many bytes of records make a page: Lambda answers with at most 6 MB, and an answer is somewhat longer than its records. */
const mostBytes = 3 * 1024 * 1024;

export interface ListRequest {
  readonly tenantId: string | undefined;
  readonly status: Status | undefined;
  /** The tenants that the caller may see; undefined: all. */
  readonly tenants: readonly string[] | undefined;
  /** 1 to 1,000. */
  readonly limit: number;
  /** Only onboardings older than this one. */
  readonly after: string | undefined;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
}

/**
 * Onboardings, newest first. A page may have fewer than `limit`, even none: `next` says whether there is more, and is
 * the ID to go on after. The index knows no status, which moves: it is looked at in what was read.
 */
export async function listOnboardings(
  { store, clock }: { readonly store: Pick<OnboardingStore, 'list'>; readonly clock: Clock },
  request: ListRequest,
): Promise<ListPage> {
  const { status, limit, deadline } = request;
  const tenants = tenantsOf(request);
  const isSeen = (each: Onboarding) => status === undefined || each.status === status;
  const found: Onboarding[] = [];
  let after = request.after;
  let bytes = 0;
  for (let read = 0; read < mostRead; read += readAtOnce) {
    const wanted = status === undefined ? Math.min(readAtOnce, limit - found.length) : readAtOnce;
    const from = after;
    const { onboardings, next } = await retrying(clock, deadline, () => pageOf(store, tenants, from, wanted));
    for (const [index, onboarding] of onboardings.entries()) {
      if (!isSeen(onboarding)) continue;
      found.push(onboarding);
      bytes += JSON.stringify(onboarding).length;
      const isLast = index === onboardings.length - 1 && next === undefined;
      if (found.length === limit || bytes >= mostBytes)
        return { onboardings: found, next: isLast ? undefined : onboarding.id };
    }
    if (next === undefined) return { onboardings: found, next };
    after = next;
    if (clock.monotonic() >= deadline) break;
  }
  return { onboardings: found, next: after };
}

/** Whose onboardings are read: undefined stands for everybody's. */
function tenantsOf({ tenantId, tenants }: ListRequest): readonly (string | undefined)[] {
  if (tenants === undefined) return [tenantId];
  return [...new Set(tenants)].filter((each) => tenantId === undefined || each === tenantId);
}

/**
 * A page of these tenants' onboardings together, each from its own index: so a caller of few tenants neither waits for
 * what is others', nor finds one of their IDs in a cursor.
 */
async function pageOf(
  store: Pick<OnboardingStore, 'list'>,
  tenants: readonly (string | undefined)[],
  after: string | undefined,
  limit: number,
): Promise<ListPage> {
  const pages = await Promise.all(tenants.map((tenantId) => store.list({ tenantId, after, limit })));
  const [only] = pages;
  if (only !== undefined && pages.length === 1) return only;
  const all = pages.flatMap(({ onboardings }) => onboardings).toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const onboardings = all.slice(0, limit);
  const hasMore = all.length > limit || pages.some(({ next }) => next !== undefined);
  return { onboardings, next: hasMore ? onboardings.at(-1)?.id : undefined };
}

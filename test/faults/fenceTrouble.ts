import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { ProblemError, type Problem } from '../../lib/core/errors.ts';
import { routeKey, routes } from '../../lib/http/routes.ts';
import type { Deps } from '../../lib/http/ports.ts';
import type { WorkResult } from '../../lib/lifecycle/disclose.ts';
import { createOnboarding } from '../../lib/requests/createOnboarding.ts';
import type { KeyedRequest } from '../../lib/requests/idempotency.ts';
import { requestClaim } from '../../lib/requests/requestClaim.ts';
import { createRequestOf } from '../support/createRequest.ts';
import { inventory, shortTimes, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/** Starts a stack in which a request over HTTP has 4 seconds, and the sweep runs every 400 ms. */
export const startFenceStack = (): Promise<VirtualStack> =>
  startVirtualStack({ environment: { ...shortTimes, LATCHKEY_REQUEST_BUDGET_MS: '4000' }, sweepEveryMs: 400 });

/** Returns the IDs of the keys in a tenant's account. */
export const keysOf = async (testStack: VirtualStack, tenant: Tenant) =>
  (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);

/** Creates an onboarding whose keys can be claimed, and returns its ID. */
export async function newReady(testStack: VirtualStack, tenant: Tenant): Promise<string> {
  const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
  await testStack.until(body.id, 'ready');
  return body.id;
}

/** What goes wrong with the write of the fence and with the later calls of its process to the table. */
export interface Trouble {
  /** Whether the table carries out the calls whose answers are lost. */
  readonly lands: boolean;
  /** The number of answers that are lost, beginning with the answer to the fence. */
  readonly lost: number;
  /** Whether the table refuses all later calls; otherwise they succeed. */
  readonly refuses?: boolean;
  /** The time between the fence and the end of the request, in milliseconds; by default the clock is not changed. */
  readonly leftMs?: number;
  /** Runs before the fence is sent. */
  readonly first?: (id: string) => Promise<unknown>;
}

/** The time that a request has that a test sends without HTTP, in milliseconds. */
export const budgetMs = 40_000;

/** Returns the dependencies of one process whose calls to the table fail as `trouble` says. */
export function depsWith(testStack: VirtualStack, { lands, lost, refuses = false, leftMs, first }: Trouble): Deps {
  const { store, clock, ...rest } = testStack.deps();
  const startedAt = clock.monotonic();
  let isAtFence = false;
  let left = lost;
  let skipped = 0;
  const applyTrouble = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!isAtFence) return call();
    if (left === 0 && refuses) throw new AwsFailure('dynamodb:PutItem', 'AccessDeniedException', 'no', 'refused');
    if (left === 0) return call();
    left -= 1;
    if (lands) await call();
    throw new AwsFailure('dynamodb:PutItem', 'TimeoutError', 'no answer', 'unknown');
  };
  return {
    ...rest,
    clock: { ...clock, monotonic: () => clock.monotonic() + skipped },
    store: {
      ...store,
      get: (id) => applyTrouble(() => store.get(id)),
      move: async (before, after) => {
        if (after.status === 'claimed' && !isAtFence) {
          isAtFence = true;
          if (leftMs !== undefined) skipped = startedAt + budgetMs - leftMs - clock.monotonic();
          await first?.(before.id);
        }
        return applyTrouble(() => store.move(before, after));
      },
    },
  };
}

/** A request that has ended. */
export interface Attempt {
  readonly id: string;
  readonly tenant: Tenant;
  readonly outcome: WorkResult | Problem;
}

/** Waits for the end of the work of a request. A problem is an outcome. */
export async function attempt(
  testStack: VirtualStack,
  id: string,
  tenant: Tenant,
  work: Promise<WorkResult>,
): Promise<Attempt> {
  const outcome = await testStack.run(work).catch((error: unknown) => {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  });
  return { id, tenant, outcome };
}

/** The claim of an onboarding with an Idempotency-Key, as a request of the back end is read. */
export const keyedClaim = (id: string, key: string): KeyedRequest => ({
  caller: 'local',
  key,
  route: routeKey(routes.claimCredentials),
  pathParameters: { id },
  body: undefined,
  isAsynchronous: false,
});

/** The requests that hand over keys: each sends one while the table is in trouble. */
export const ways = {
  create: async (testStack: VirtualStack, trouble: Trouble): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const deps = depsWith(testStack, trouble);
    const id = deps.newOnboardingId();
    const request = createRequestOf(tenant, deps.clock.monotonic() + budgetMs);
    return attempt(testStack, id, tenant, createOnboarding({ ...deps, newOnboardingId: () => id }, request));
  },
  claim: async (testStack: VirtualStack, trouble: Trouble, key?: string): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const id = await newReady(testStack, tenant);
    const deps = depsWith(testStack, trouble);
    return attempt(
      testStack,
      id,
      tenant,
      requestClaim(deps, await testStack.read(id), {
        keyed: key === undefined ? undefined : keyedClaim(id, key),
        deadline: deps.clock.monotonic() + budgetMs,
      }),
    );
  },
} as const;

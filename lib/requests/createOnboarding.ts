import { planOf } from '../blueprints/blueprints.ts';
import type { WorkResult } from '../lifecycle/disclose.ts';
import { withOnboarding } from '../core/toProblem.ts';
import { firstRecord, type CreateRequest } from './firstRecord.ts';
import { admitRequest, inProgressProblem } from './idempotency.ts';
import { newLink, type NewLink } from './link.ts';
import { assertTenantCap } from './tenantCap.ts';
import { openAccountOf } from '../account/openRunContext.ts';
import { enqueueWork } from '../lifecycle/postpone.ts';
import type { RequestDeps } from './ports.ts';
import { provision } from '../lifecycle/provision.ts';
import { validAccess } from '../access/validAccess.ts';
import { retrying } from '../core/retry.ts';
import { takeSlot } from './slot.ts';
import { deadlineGuard, switchableGuard } from '../record/attempt.ts';

/** `link`: the token of the link, this once, where one was asked for. */
export type CreateOutcome = WorkResult & { readonly isReplay: boolean; readonly link?: NewLink | undefined };

/**
 * Creates an onboarding, and provisions and claims it in the same turn where the bootstrap role is usable. What is
 * written goes ahead of what is made, each write conditional: key, slot, record, and only then the account. A crash
 * between two of them is repaired by the next request. Throws problems.
 */
export async function createOnboarding(deps: RequestDeps, request: CreateRequest): Promise<CreateOutcome> {
  const { store, clock } = deps;
  const { deadline, keyed, blueprint, accountId, roleArn, isAsynchronous } = request;
  const newId = deps.newOnboardingId();
  const [standing, admission] = await Promise.allSettled([
    validAccess(deps, request, request.blueprint, deadline),
    keyed === undefined ? Promise.resolve(undefined) : admitRequest(deps, keyed, newId, deadline),
  ]);
  if (admission.status === 'rejected') throw admission.reason;
  const verdict = admission.value;
  if (verdict?.isFirst === false) {
    deps.log.add({ onboardingId: verdict.onboarding.id });
    return { onboarding: verdict.onboarding, isReplay: true };
  }
  /** Nothing has begun under the key: the same request may come again at once. */
  const giveKeyBack = async (error: unknown) => {
    if (verdict !== undefined) await store.dropKey(verdict.item).catch(() => undefined);
    throw error;
  };
  if (standing.status === 'rejected') return giveKeyBack(standing.reason);
  const { access, assertAccessValid: mustStillStand } = standing.value;
  const id = verdict?.item.onboardingId ?? newId;
  deps.log.add({ onboardingId: id });
  const { plan } = planOf(deps, { id, accountId, blueprint: blueprint.name, parameters: request.parameters });

  const guard = switchableGuard(deadlineGuard(deps, deadline));
  // AssumeRole changes nothing in the account, so it may run beside the writes that allow the rest.
  const account = isAsynchronous ? undefined : openAccountOf(deps, { id, roleArn, accountId, blueprint: blueprint.name }, access, guard, deadline);
  const accountEnds = account?.catch(() => undefined);
  try {
    const place = { ...request, blueprint: blueprint.name, userNames: plan.userNames };
    const take = async () => {
      await assertTenantCap(deps, request.tenantId, deadline);
      return takeSlot(deps, place, { id, version: 0 }, deadline);
    };
    const slot = await take().catch(giveKeyBack);
    const leasedAt = clock.monotonic();
    const { linkSeconds } = request;
    const link = linkSeconds === undefined ? undefined : newLink(id, clock.now(), linkSeconds);
    const stored = firstRecord(deps, { ...request, link: link?.kept, namesFreedAt: slot.freedAt }, id, plan);
    const isInserted = await retrying(clock, deadline, async () => {
      await mustStillStand();
      slot.check();
      return store.insert(stored);
    });
    if (!isInserted) throw inProgressProblem(id);
    return await withOnboarding(id, async () => {
      if (account !== undefined) {
        const turn = { stored, leasedAt, deadline, access, account, guard, wantsKeys: true };
        return { ...(await provision(deps, turn)), isReplay: false, link };
      }
      await enqueueWork(deps, id);
      return { onboarding: stored, isReplay: false, link };
    });
  } finally {
    // No call outlives its handler.
    await accountEnds;
  }
}

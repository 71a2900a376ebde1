import { giveAccess } from './access.ts';
import { planOf } from './blueprints.ts';
import { ceilingValues } from './ceiling.ts';
import type { Outcome } from './disclose.ts';
import { firstRecord, type CreateRequest } from './firstRecord.ts';
import { admit, inProgress } from './idempotency.ts';
import { openAccountOf } from './openRun.ts';
import { ask } from './park.ts';
import type { Access, Deps } from './ports.ts';
import { provision } from './provision.ts';
import { retrying } from './retry.ts';
import { takeSlot } from './slot.ts';
import { deadlineGuard, switchableGuard } from './turn.ts';

export type CreateOutcome = Outcome & { readonly isReplay: boolean };

/**
 * Creates an onboarding, and provisions and claims it in the same turn where the bootstrap role is usable. What is
 * written goes ahead of what is made, each write conditional: key, slot, record, and only then the account. A crash
 * between two of them is repaired by the next request. Throws problems, and LeaseLost where a worker took over.
 */
export async function createOnboarding(deps: Deps, request: CreateRequest): Promise<CreateOutcome> {
  const { store, clock } = deps;
  const { deadline, keyed, blueprint, accountId, roleArn, isAsynchronous } = request;
  const newId = deps.newOnboardingId();
  const [access, verdict] = await Promise.all([
    accessFor(deps, request),
    keyed === undefined ? undefined : admit(deps, keyed, newId, deadline),
  ]);
  if (verdict?.isFirst === false) return { onboarding: verdict.onboarding, isReplay: true };
  const id = verdict?.item.onboardingId ?? newId;
  deps.log.add({ onboardingId: id });
  const { plan } = planOf(deps, { id, accountId, blueprint: blueprint.name, parameters: request.parameters });

  const guard = switchableGuard(deadlineGuard(clock, deadline));
  // AssumeRole changes nothing in the account, so it may run beside the writes that allow the rest.
  const account = isAsynchronous ? undefined : openAccountOf(deps, { id, roleArn, accountId }, access, guard, deadline);
  const accountEnds = account?.catch(() => undefined);
  try {
    await takeSlot(deps, { ...request, blueprint: blueprint.name, userNames: plan.userNames }, id, deadline);
  } catch (error) {
    if (verdict !== undefined) await store.dropKey(verdict.item).catch(() => undefined);
    await accountEnds;
    throw error;
  }
  const leasedAt = clock.monotonic();
  const stored = firstRecord(deps, request, id, plan);
  const isInserted = await retrying(clock, deadline, () => store.insert(stored)).catch(async (error: unknown) => {
    await accountEnds;
    throw error;
  });
  if (!isInserted) {
    await accountEnds;
    throw inProgress(id);
  }
  if (account === undefined) {
    await ask(deps, id);
    return { onboarding: stored, isReplay: false };
  }
  return {
    ...(await provision(deps, { stored, leasedAt, deadline, access, account, guard, wantsKeys: true })),
    isReplay: false,
  };
}

async function accessFor(
  deps: Deps,
  { tenantId, accountId, blueprint, parameters, deadline }: CreateRequest,
): Promise<Access> {
  const standing = await retrying(deps.clock, deadline, () => deps.store.getAccess(tenantId, accountId));
  return standing ?? giveAccess(deps, { tenantId, accountId }, blueprint, ceilingValues(blueprint, parameters));
}

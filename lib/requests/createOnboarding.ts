import { planOf } from '../blueprints/blueprints.ts';
import type { WorkResult } from '../lifecycle/disclose.ts';
import { withOnboarding } from '../account/toProblem.ts';
import { firstRecord, type CreateRequest } from './firstRecord.ts';
import { admittedAccess } from './admittedAccess.ts';
import { admitRequest, inProgressProblem } from './idempotency.ts';
import { newLink, type NewLink } from './link.ts';
import { assertTenantCap } from './tenantCap.ts';
import { openAccountOf } from '../account/openRunContext.ts';
import { enqueueWork } from '../lifecycle/postpone.ts';
import type { RequestDeps } from './ports.ts';
import { provision } from '../lifecycle/provision.ts';
import { retrying } from '../core/retrying.ts';
import { takeSlot } from './slot.ts';
import { assertNotStopped } from './stops.ts';
import { deadlineGuard, switchableGuard } from '../record/attempt.ts';

/** The result of a create. `link` contains the link token, if one was created. It is returned this one time. */
export type CreateOutcome = WorkResult & { readonly isReplay: boolean; readonly link?: NewLink | undefined };

/**
 * Creates an onboarding. If the bootstrap role can be assumed, the same attempt provisions and claims it. Each
 * conditional write comes before the work that depends on it: first the Idempotency-Key, then the slot, then the
 * record, then the calls to the account. If the process stops in between, the next request repairs the state. Throws
 * problems.
 */
export async function createOnboarding(deps: RequestDeps, request: CreateRequest): Promise<CreateOutcome> {
  const { store, clock } = deps;
  const { deadline, keyed, blueprint, isAsynchronous } = request;
  const newId = deps.newOnboardingId();
  const stopping = assertNotStopped(deps, { tenantId: request.tenantId, blueprint: blueprint.name }, deadline);
  const admitting = keyed === undefined ? Promise.resolve(undefined) : admitRequest(deps, keyed, newId, deadline);
  const isAdmitted = Promise.all([admitting, stopping]).then(
    ([found]) => found?.isFirst !== false,
    () => false,
  );
  const [accessCheck, stopCheck, admission] = await Promise.allSettled([
    admittedAccess(deps, request, isAdmitted),
    stopping,
    admitting,
  ]);
  if (admission.status === 'rejected') throw admission.reason;
  const verdict = admission.value;
  if (verdict?.isFirst === false) {
    deps.log.add({ onboardingId: verdict.onboarding.id });
    return { onboarding: verdict.onboarding, isReplay: true };
  }
  /** Deletes the key, so that the same request can be sent again at once. For errors before the record is written. */
  const releaseKey = async (error: unknown): Promise<never> => {
    if (verdict !== undefined) await store.dropKey(verdict.item).catch(() => undefined);
    throw error;
  };
  if (stopCheck.status === 'rejected') return releaseKey(stopCheck.reason);
  if (accessCheck.status === 'rejected') return releaseKey(accessCheck.reason);
  const { access, assertAccessValid } = accessCheck.value;
  const id = verdict?.item.onboardingId ?? newId;
  deps.log.add({ onboardingId: id });
  const { plan } = planOf(deps, { ...request, id, blueprint: blueprint.name });

  const guard = switchableGuard(deadlineGuard(deps, deadline));
  // AssumeRole changes nothing in the account, so it may run in parallel to the writes that must succeed before any
  // other call.
  const account = isAsynchronous
    ? undefined
    : openAccountOf(deps, { ...request, id, blueprint: blueprint.name }, access, guard, deadline);
  const accountEnds = account?.catch(() => undefined);
  try {
    const wantedSlot = { ...request, blueprint: blueprint.name, userNames: plan.userNames };
    const take = async () => {
      await assertTenantCap(deps, request.tenantId, deadline);
      return takeSlot(deps, wantedSlot, { id, version: 0 }, deadline);
    };
    const slot = await take().catch(releaseKey);
    const leasedAt = clock.monotonic();
    const link = request.link && newLink(id, request.link, deps.actor, clock.now());
    const stored = firstRecord(deps, { ...request, links: link && [link.kept], namesFreedAt: slot.freedAt }, id, plan);
    let wasSent = false;
    const isInserted = await retrying(clock, deadline, async () => {
      await assertAccessValid();
      slot.check();
      wasSent = true;
      return store.insert(stored);
    }).catch(async (error: unknown) => {
      if (wasSent) throw error;
      await slot.release();
      return releaseKey(error);
    });
    if (!isInserted) throw inProgressProblem(id);
    return await withOnboarding(id, async () => {
      if (account !== undefined) {
        const attempt = { stored, leasedAt, deadline, access, account, guard, wantsKeys: true, seal: request.seal };
        return { ...(await provision(deps, attempt)), isReplay: false, link };
      }
      await enqueueWork(deps, id);
      return { onboarding: stored, isReplay: false, link };
    });
  } finally {
    // Waits for the AssumeRole call, so that it does not continue after the handler has returned.
    await accountEnds;
  }
}

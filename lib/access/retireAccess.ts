import { ProblemError } from '../core/errors.ts';
import { slotIsFree, type Onboarding } from '../record/onboarding.ts';
import type { Access, AccessDeps } from './ports.ts';
import type { OnboardingStore } from '../record/ports.ts';
import { retrying } from '../core/retry.ts';
import { accessRetiringProblem, retirementWaitMs } from './validAccess.ts';

type RetireDeps = AccessDeps & { readonly store: Pick<OnboardingStore, 'list'> };

/** For how long the mark of a retirement stands that did not come to its end, in milliseconds. */
const markedForMs = 30_000;
/** Onboardings read at once: DynamoDB's BatchGetItem reads at most 100. */
const pageSize = 100;

/** It holds its slot, or its account is to be looked at once more: without the access nobody could. */
const needsAccess = ({ status, reconcileAt }: Onboarding) => !slotIsFree(status) || reconcileAt !== undefined;

/**
 * Gives the access of a tenant to an account up for good: its external ID lets nobody in any more, and never comes back.
 * Throws 409 while an onboarding of theirs holds its slot, or is to be looked at once more.
 *
 * Marked first, then looked: a create that read the access before the mark has put its record in the meantime, where
 * the look finds it, and one that comes after sees the mark.
 */
export async function retireAccess(
  deps: RetireDeps,
  where: { readonly tenantId: string; readonly accountId: string },
  deadline: number,
): Promise<void> {
  const { store, clock, settings } = deps;
  const standing = await retrying(clock, deadline, () => store.getAccess(where.tenantId, where.accountId));
  if (standing === undefined) return;
  const retiringUntil = clock.now() + markedForMs;
  const marked: Access = { ...standing, retiringUntil, version: standing.version + 1 };
  if (!(await store.saveAccess(marked))) throw accessRetiringProblem();
  await clock.sleep(retirementWaitMs(settings));
  const holder = await holderOf(deps, where, deadline);
  if (holder !== undefined) {
    await store.saveAccess({ ...marked, retiringUntil: undefined, version: marked.version + 1 });
    throw inUse(holder, where.accountId, clock.now());
  }
  if (clock.now() >= retiringUntil || !(await store.dropAccess(marked))) throw accessRetiringProblem();
}

async function holderOf(
  { store, clock }: RetireDeps,
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
  deadline: number,
): Promise<Onboarding | undefined> {
  let after: string | undefined;
  do {
    const page = await retrying(clock, deadline, () => store.list({ tenantId, after, limit: pageSize }));
    const holder = page.onboardings.find((each) => each.accountId === accountId && needsAccess(each));
    if (holder !== undefined) return holder;
    after = page.next;
  } while (after !== undefined);
  return undefined;
}

function inUse({ id, status, reconcileAt }: Onboarding, accountId: string, now: number): ProblemError {
  if (!slotIsFree(status) || reconcileAt === undefined) {
    return new ProblemError(
      'slot-held',
      `Onboarding ${id} (${status}) of this tenant still needs the access to account ${accountId}. Offboard it first: DELETE /v1/onboardings/${id}.`,
      { onboarding: id },
    );
  }
  return new ProblemError(
    'in-progress',
    `Onboarding ${id} (${status}) of this tenant ended a short time ago. Latchkey still has to check account ${accountId} for calls that AWS carried out late, and needs the access for that. Retire the access after the check.`,
    { onboarding: id, retryAfterSeconds: Math.max(5, Math.ceil((reconcileAt - now) / 1000) + 60) },
  );
}

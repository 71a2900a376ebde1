import { ProblemError } from '../core/errors.ts';
import { slotIsFree, type Onboarding } from '../record/onboarding.ts';
import { changeAccess } from './changeAccess.ts';
import type { Access, AccessDeps } from './ports.ts';
import type { OnboardingStore } from '../record/ports.ts';
import { retrying } from '../core/retrying.ts';
import { onboardingsOfAccount } from './onboardingsOfAccount.ts';
import { accessRetiringProblem, waitForOlderRequests } from './validAccess.ts';

type RetireDeps = AccessDeps & { readonly store: Pick<OnboardingStore, 'list'> };

/** How long the mark of a retirement is valid if the retirement does not finish, in milliseconds. */
const markedForMs = 30_000;

/** Whether the onboarding holds its slot, or its account still gets a later look. Both need the access. */
const needsAccess = ({ status, dueTimes }: Onboarding) => !slotIsFree(status) || dueTimes.reconcile !== undefined;

/**
 * Retires the access of a tenant to an account permanently: Latchkey deletes the external ID and never issues it again.
 * Throws 409 while an onboarding of this tenant in this account holds its slot or waits for its later look.
 *
 * If no onboarding that is listed now needs the access, the access is marked, and the onboardings are listed again after
 * a pause. A create that read the access before the mark has stored its record by then, so the list contains it. A create
 * that reads the access after the mark is refused.
 */
export async function retireAccess(
  deps: RetireDeps,
  where: { readonly tenantId: string; readonly accountId: string },
  deadline: number,
): Promise<void> {
  const { store, clock } = deps;
  const stored = await retrying(clock, deadline, () => store.getAccess(where.tenantId, where.accountId));
  if (stored === undefined) return;
  // Most refusals are decided here, before the mark is written, which refuses creates of the tenant.
  const known = await findBlockingOnboarding(deps, where, deadline);
  if (known !== undefined) throw inUseProblem(known, where.accountId, clock.now());
  const retiringUntil = clock.now() + markedForMs;
  const marked: Access = { ...stored, retiringUntil, version: stored.version + 1 };
  if (!(await store.saveAccess(marked))) throw accessRetiringProblem();
  await waitForOlderRequests(deps, deadline);
  const blocking = await findBlockingOnboarding(deps, where, deadline);
  if (blocking !== undefined) {
    // A create that read the access before it was marked may have written the access since.
    await changeAccess(deps, marked, (current) =>
      current.retiringUntil === retiringUntil ? { ...current, retiringUntil: undefined } : undefined,
    );
    throw inUseProblem(blocking, where.accountId, clock.now());
  }
  if (clock.now() >= retiringUntil || !(await store.dropAccess(marked))) throw accessRetiringProblem();
}

/** Returns an onboarding that still needs the access, or undefined if there is none. */
async function findBlockingOnboarding(
  deps: RetireDeps,
  where: { readonly tenantId: string; readonly accountId: string },
  deadline: number,
): Promise<Onboarding | undefined> {
  for await (const each of onboardingsOfAccount(deps, where, deadline)) if (needsAccess(each)) return each;
  return undefined;
}

function inUseProblem(
  { id, status, dueTimes: { reconcile } }: Onboarding,
  accountId: string,
  now: number,
): ProblemError {
  if (!slotIsFree(status) || reconcile === undefined) {
    return new ProblemError(
      'slot-held',
      `Onboarding ${id} (status ${status}) of this tenant still needs the access to account ${accountId}. Offboard it first: DELETE /v1/onboardings/${id}.`,
      { onboarding: id, conflictsWith: id },
    );
  }
  return new ProblemError(
    'check-pending',
    `Latchkey worked in account ${accountId} for onboarding ${id} (status ${status}) a short time ago. It still has to check the account for calls that AWS carried out late, and needs the access for that. Retire the access after the check.`,
    { onboarding: id, retryAfterSeconds: Math.max(5, Math.ceil((reconcile - now) / 1000) + 60) },
  );
}

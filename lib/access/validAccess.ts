import type { Blueprint } from '../../catalog/blueprint.ts';
import { accessForOnboarding } from './access.ts';
import { OutOfTime } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LeaseSettings } from '../core/ports.ts';
import type { Access, AccessDeps } from './ports.ts';
import { retrying } from '../core/retrying.ts';

/** The access for an onboarding that is about to start. */
export interface ValidAccess {
  readonly access: Access;
  /** Throws 409 if the access has been retired since it was read. Call this directly before each write. */
  assertAccessValid(): Promise<void>;
}

/**
 * Returns the access for an onboarding that is about to start, and creates it if there is none. Throws 409 while the
 * access is being retired. For `marginMs` after the read, a write may rely on it; a later write reads the access again.
 * A retirement waits just long enough for a write that relies on a read from before its mark:
 *
 *     create   read ── margin ──► write sent ── request timeout ──► write stored
 *     retire      mark ──────────── waits margin + request timeout ────► lists the records, deletes the access
 */
export async function validAccess(
  deps: AccessDeps,
  where: Pick<Onboarding, 'tenantId' | 'accountId' | 'parameters'>,
  blueprint: Blueprint,
  deadline: number,
): Promise<ValidAccess> {
  const { store, clock, settings } = deps;
  let readAt = clock.monotonic();
  const access = await retrying(clock, deadline, () => accessForOnboarding(deps, where, blueprint));
  assertNotRetiring(access, clock.now());
  return {
    access,
    assertAccessValid: async () => {
      if (clock.monotonic() - readAt < settings.marginMs) return;
      const readAgainAt = clock.monotonic();
      const stored = await store.getAccess(where.tenantId, where.accountId);
      if (stored?.externalId !== access.externalId) throw accessRetiringProblem();
      assertNotRetiring(stored, clock.now());
      readAt = readAgainAt;
    },
  };
}

/** Returns how long a retirement waits after it has marked the access, in milliseconds. */
function retirementWaitMs({ marginMs, requestTimeoutMs }: LeaseSettings): number {
  return marginMs + requestTimeoutMs;
}

/**
 * Waits until every request that read the access before it was marked has stored its record. Throws OutOfTime if the
 * deadline comes first: API Gateway would not wait for the answer, and a repetition of the request continues.
 */
export async function waitForOlderRequests(
  { clock, settings }: Pick<AccessDeps, 'clock' | 'settings'>,
  deadline: number,
): Promise<void> {
  const ms = retirementWaitMs(settings);
  if (clock.monotonic() + ms >= deadline) throw new OutOfTime();
  await clock.sleep(ms);
}

/**
 * Throws 409 if the access is being retired: nothing new may start with it, and no answer may contain it. `now` in
 * epoch ms.
 */
export function assertNotRetiring({ retiringUntil = 0 }: Access, now: number): void {
  if (retiringUntil > now) throw accessRetiringProblem();
}

/** Returns a 409 problem: the caller may send the same request again after a few seconds. */
export function accessRetiringProblem(): ProblemError {
  return new ProblemError(
    'in-progress',
    "The tenant's access to this account is being retired, or another request changed it at the same time. Try again in a moment.",
    { retryAfterSeconds: 5 },
  );
}

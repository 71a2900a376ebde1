import type { Blueprint } from '../../catalog/blueprint.ts';
import { accessForOnboarding } from './access.ts';
import { ProblemError } from '../core/errors.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { LeaseSettings } from '../core/ports.ts';
import type { Access, AccessDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** An access that something is about to be begun with. */
export interface ValidAccess {
  readonly access: Access;
  /** Throws where it has been given up since. To be asked right before each write of what is begun. */
  assertAccessValid(): Promise<void>;
}

/**
 * The access of an onboarding about to be begun, made where there is none. Throws 409 while it is being given up. What
 * was read is built on for a margin's time; a write that comes later looks again, because giving up waits no longer
 * than it takes such a write to land:
 *
 *     create   read ── margin ──► write sent ── request timeout ──► landed
 *     retire      mark ──────────── waits margin + request timeout ────► looks for records, drops the access
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
      const again = clock.monotonic();
      const found = await store.getAccess(where.tenantId, where.accountId);
      if (found?.externalId !== access.externalId) throw accessRetiringProblem();
      assertNotRetiring(found, clock.now());
      readAt = again;
    },
  };
}

/** How long whoever gives an access up waits after its mark, in milliseconds. */
export function retirementWaitMs({ marginMs, requestTimeoutMs }: LeaseSettings): number {
  return marginMs + requestTimeoutMs;
}

/** Throws 409 for an access that is being given up: nothing may be begun with it, and nobody told of it. `now` in epoch ms. */
export function assertNotRetiring({ retiringUntil = 0 }: Access, now: number): void {
  if (retiringUntil > now) throw accessRetiringProblem();
}

/** 409: whoever asks may ask again in a moment. */
export function accessRetiringProblem(): ProblemError {
  return new ProblemError(
    'in-progress',
    "The tenant's access to this account is being retired, or another request changed it at the same time. Try again in a moment.",
    { retryAfterSeconds: 5 },
  );
}

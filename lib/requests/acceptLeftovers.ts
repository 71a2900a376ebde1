import { advance } from '../record/advance.ts';
import { ProblemError } from '../core/errors.ts';
import { mayExist } from '../record/inAccount.ts';
import { withoutLaterLook } from '../record/inPlace.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { toOffboarded } from '../record/transitions.ts';
import type { RequestDeps } from './ports.ts';
import { retrying } from '../core/retrying.ts';

/**
 * Ends an onboarding in `needs_attention` at a caller's request, without a call to the tenant's account. It is for
 * accounts in which Latchkey can no longer assume a role, such as closed ones. Every resource whose removal was not
 * confirmed gets the status `left`. Idempotent. Throws 409 if the onboarding has another status, or if another request
 * changed it at the same time.
 */
export async function acceptLeftovers(deps: RequestDeps, record: Onboarding, deadline: number): Promise<Onboarding> {
  if (record.status === 'offboarded') return record;
  if (record.status !== 'needs_attention') {
    throw new ProblemError(
      'wrong-state',
      `The onboarding has the status ${record.status}, and leftovers=accept is only for needs_attention. Send the DELETE without leftovers=accept: it removes everything that the onboarding created.`,
      { onboarding: record.id },
    );
  }
  const writer = deps.newOwner();
  const ended = await retrying(deps.clock, deadline, () => advance(deps, record, end(deps, record), writer));
  if (ended !== undefined) return ended;
  throw new ProblemError(
    'in-progress',
    'Another request changed the onboarding at the same time. Read it, then decide again.',
    {
      onboarding: record.id,
      retryAfterSeconds: 2,
    },
  );
}

function end({ actor, clock }: RequestDeps, record: InStatus<'needs_attention'>): InStatus<'offboarded'> {
  const resources = record.resources.map((each) =>
    mayExist(each)
      ? {
          ...each,
          status: 'left' as const,
          reason: `${actor.by} accepted that it stays in the account. ${each.reason ?? ''}`.trim(),
        }
      : each,
  );
  // No reconciliation is scheduled, because it would fail and set the status to needs_attention again.
  return toOffboarded({ ...withoutLaterLook(record), resources }, clock.now());
}

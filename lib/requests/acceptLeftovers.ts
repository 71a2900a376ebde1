import { advance } from '../record/advance.ts';
import { mayExist } from '../lifecycle/needsAttention.ts';
import { ProblemError } from '../core/errors.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { idle, type InStatus, type Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';
import { retrying } from '../core/retry.ts';

/**
 * Ends an onboarding that needs attention as a person has decided: without another look at an account that lets nobody in
 * any more, such as a closed one. What was not seen to go is named as left for good. Idempotent. Throws 409 for one that
 * can still be offboarded, and where it moved at the same moment.
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
  const ended = await retrying(deps.clock, deadline, () => advance(deps, record, end(deps, record), deps.newOwner()));
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
  // No later look: it would ask for the person who has just decided.
  return {
    ...idle(record),
    accessKeyIds: disclosedKeyIds(record),
    resources,
    mayHaveMade: false,
    status: 'offboarded',
    offboardedAt: clock.now(),
  };
}

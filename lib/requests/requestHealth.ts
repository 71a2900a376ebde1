import { ProblemError } from '../core/errors.ts';
import { retrying } from '../core/retrying.ts';
import { withOnboarding } from '../account/toProblem.ts';
import { isCurrent, storedLook } from '../health/currentLook.ts';
import type { Look } from '../health/look.ts';
import { lookAndReport, type Comparable } from '../lifecycle/healthLook.ts';
import { deadlineGuard } from '../record/attempt.ts';
import { isWorkedOn, type Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';

/** The onboarding, and what the last look at its account found. */
export interface HealthAnswer {
  readonly onboarding: Onboarding;
  /** Undefined: nobody has looked since its keys were handed over. */
  readonly look: Look | undefined;
}

/** Returns the result of the last look. Makes no call to AWS. */
export async function lastLook(deps: RequestDeps, onboarding: Onboarding, deadline: number): Promise<HealthAnswer> {
  const look = storedLook(await retrying(deps.clock, deadline, () => deps.store.getLook(onboarding.id)));
  // A look about the keys before counts for nothing.
  return { onboarding, look: look !== undefined && isCurrent(onboarding, look) ? look : undefined };
}

/** For storing the result and for the answer, in milliseconds. */
const reserveMs = 3000;

/**
 * Looks at the account now. Throws 409 in a status in which there is nothing to compare, or while a process works on the
 * onboarding.
 */
export async function requestLook(
  deps: RequestDeps,
  onboarding: Onboarding,
  { probesTrust, deadline }: { readonly probesTrust: boolean; readonly deadline: number },
): Promise<HealthAnswer> {
  return withOnboarding(onboarding.id, async () => {
    assertComparable(onboarding);
    const until = deadline - reserveMs;
    const guard = deadlineGuard(deps, until);
    const question = { guard, deadline: until, isAsked: probesTrust, isDaily: false };
    const looked = await lookAndReport(deps, onboarding, question);
    if (looked === undefined) throw inProgress('The onboarding changed while Latchkey looked at its account');
    return looked;
  });
}

function assertComparable(onboarding: Onboarding): asserts onboarding is Comparable {
  if (onboarding.status === 'ready' || onboarding.status === 'claimed') return;
  if (isWorkedOn(onboarding)) throw inProgress('Latchkey is at work on the onboarding');
  throw new ProblemError(
    'wrong-state',
    `There is nothing to compare in the status ${onboarding.status}. Send live=false for the result of the last look.`,
  );
}

function inProgress(what: string): ProblemError {
  return new ProblemError(
    'in-progress',
    `${what}. Try again later, or send live=false for the result of the last look.`,
    {
      retryAfterSeconds: 5,
    },
  );
}

import { LatchkeyProblem, type KnownProblemType } from '../../client/index.ts';
import { NoLinkError } from './linkApi.ts';

/** Whether the service says that the link cannot be used, now or later. */
export function endsLink(error: unknown): boolean {
  return (
    error instanceof NoLinkError || (error instanceof LatchkeyProblem && (error.status === 401 || error.status === 404))
  );
}

/**
 * Whether the service, or API Gateway before it, could not work on the request. The same request can succeed later. What
 * an operator has stopped is refused with a reason, until a person allows it again.
 */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof LatchkeyProblem) || error.type === stopped) return false;
  return (error.status === 429 || error.status >= 500) && !isOfOnboarding(error);
}

const stopped: KnownProblemType = 'urn:latchkey:problem:stopped';

/** Whether the problem is the one at which the onboarding stopped, which a call repeats. */
function isOfOnboarding({ onboarding }: LatchkeyProblem): boolean {
  return onboarding !== undefined;
}

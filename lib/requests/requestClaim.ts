import { claim, type ClaimOutcome } from '../lifecycle/claim.ts';
import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../core/toProblem.ts';
import { isRepeated, register, type KeyedRequest } from './idempotency.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';

/** The claim as it is asked for: once, and with its Idempotency-Key again the same answer without the secret. Throws 409 otherwise. */
export async function requestClaim(
  deps: RequestDeps,
  onboarding: Onboarding,
  keyed: KeyedRequest | undefined,
  deadline: number,
): Promise<ClaimOutcome> {
  const { id, status } = onboarding;
  if (status === 'ready') {
    if (keyed !== undefined) await register(deps, keyed, id, deadline);
    return withOnboarding(id, () => claim(deps, onboarding, deadline));
  }
  const isReplay = keyed !== undefined && (await isRepeated(deps, keyed, deadline));
  if (status === 'claimed') {
    if (isReplay) return { onboarding };
    throw new ProblemError(
      'credentials-issued',
      'The keys of this onboarding have been handed out. They are shown once and never again: where they did not arrive, offboard it and create another.',
      { onboarding: id },
    );
  }
  if (status === 'claiming') {
    throw new ProblemError(
      'in-progress',
      'A claim is running, or is being cleared up after. Only one gets the keys; ask again in a moment.',
      {
        onboarding: id,
        retryAfterSeconds: 2,
      },
    );
  }
  if (status === 'provisioning') {
    throw new ProblemError('not-ready', 'The onboarding is still being provisioned. Claim it when it is ready.', {
      onboarding: id,
      retryAfterSeconds: 2,
    });
  }
  throw new ProblemError(
    'not-ready',
    `The onboarding is ${status}: there is nothing to claim before it is ready. ${status === 'awaiting_access' ? 'Have the stack launched, then ask to provision.' : 'Look at the onboarding for why.'}`,
    {
      onboarding: id,
    },
  );
}

import { claim, type ClaimOutcome } from '../lifecycle/claim.ts';
import { FenceUnknown, LeaseLost } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../core/toProblem.ts';
import { isRepeated, register, type KeyedRequest } from './idempotency.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';
import { assertNotStopped } from './stops.ts';

/**
 * Claims the keys of an onboarding. They are disclosed once. A repetition with the same Idempotency-Key returns the
 * onboarding without keys. Throws 409 if the onboarding is not ready or its keys are already disclosed.
 */
export async function requestClaim(
  deps: RequestDeps,
  onboarding: Onboarding,
  keyed: KeyedRequest | undefined,
  deadline: number,
): Promise<ClaimOutcome> {
  const { id, status } = onboarding;
  if (status === 'ready') {
    await assertNotStopped(deps, onboarding, deadline);
    const key = keyed && (await register(deps, keyed, id, deadline));
    // Another claim with the same key may have got the keys, and its repetition must find the key.
    const isOwn = key?.stored === undefined || key.stored.heldUntil === key.wanted.heldUntil;
    const release = () => (isOwn ? key && deps.store.dropKey(key.wanted).catch(() => undefined) : undefined);
    return withOnboarding(id, async () => {
      const outcome = await claim(deps, onboarding, deadline).catch(async (error: unknown) => {
        if (!mayBeClaimed(error)) await release();
        throw error;
      });
      if (outcome.keys === undefined) await release();
      return outcome;
    });
  }
  const isReplay = keyed !== undefined && (await isRepeated(deps, keyed, deadline));
  if (status === 'claimed') {
    if (isReplay) return { onboarding };
    throw new ProblemError(
      'credentials-issued',
      'The keys of this onboarding have already been handed over. Latchkey does not store them, so it never returns them again. If they did not arrive, offboard the onboarding and create another.',
      { onboarding: id },
    );
  }
  if (status === 'claiming') {
    throw new ProblemError(
      'in-progress',
      'Another claim is in progress, or Latchkey is removing the keys of a claim that failed. Only one claim gets the keys. Try again in a moment.',
      {
        onboarding: id,
        retryAfterSeconds: 2,
      },
    );
  }
  if (status === 'provisioning') {
    throw new ProblemError('not-ready', 'The onboarding is still being provisioned. Claim its keys when it is ready.', {
      onboarding: id,
      retryAfterSeconds: 2,
    });
  }
  throw new ProblemError(
    'not-ready',
    `The onboarding has the status ${status}, and keys can be claimed only when it is ready. ${status === 'awaiting_access' ? 'Have the CloudFormation stack launched, then provision the onboarding.' : 'Read the onboarding to see why.'}`,
    {
      onboarding: id,
    },
  );
}

/**
 * Whether the keys may have been disclosed although this claim failed: by another claim, which may have the same
 * Idempotency-Key, or because the answer to the fence was lost. The key stays stored then.
 */
function mayBeClaimed(error: unknown): boolean {
  return error instanceof LeaseLost || error instanceof FenceUnknown || isInProgress(error);
}

const isInProgress = (error: unknown) => error instanceof ProblemError && error.problem.slug === 'in-progress';

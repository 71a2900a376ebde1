import { claim, type ClaimOutcome } from '../lifecycle/claim.ts';
import { FenceUnknown, LeaseLost } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../account/toProblem.ts';
import type { SealKeys } from '../lifecycle/disclose.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import { isRepeated, register, type KeyedRequest } from './idempotency.ts';
import { hasKeysInForce } from '../record/keysInForce.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { sealedKeysFor, type Recipient } from '../record/sealedKeys.ts';
import type { RequestDeps } from './ports.ts';
import { assertNotStopped } from './stops.ts';

/** A claim of a caller. */
export interface ClaimRequest {
  readonly keyed?: KeyedRequest | undefined;
  /** Reading of the monotonic clock. */
  readonly deadline: number;
  /** Undefined: the keys are returned in the clear. */
  readonly recipient?: (Recipient & { readonly seal: SealKeys }) | undefined;
}

/**
 * Claims the keys of an onboarding. They are disclosed once. A repetition with the same Idempotency-Key returns the
 * onboarding as it is now, without keys, also after it was offboarded. A repetition with the same recipient key returns
 * it as well, while it has sealed keys for the caller. Throws 409 if the keys are already disclosed or
 * the onboarding is not ready: `wrong-state`, which is not retryable, if it does not become ready by itself.
 */
export async function requestClaim(
  deps: RequestDeps,
  onboarding: Onboarding,
  { keyed, deadline, recipient }: ClaimRequest,
): Promise<ClaimOutcome> {
  const { id } = onboarding;
  if (onboarding.status === 'ready') {
    await assertNotStopped(deps, onboarding, deadline);
    const key = keyed && (await register(deps, keyed, id, deadline));
    // Another claim with the same key may have got the keys, and its repetition must find the key.
    const isOwn = key?.stored === undefined || key.stored.heldUntil === key.wanted.heldUntil;
    const release = () => (isOwn ? key && deps.store.dropKey(key.wanted).catch(() => undefined) : undefined);
    return withOnboarding(id, async () => {
      const outcome = await claim(deps, onboarding, deadline, recipient?.seal).catch(async (error: unknown) => {
        if (!mayBeClaimed(error)) await release();
        throw error;
      });
      if (outcome.keys === undefined && outcome.sealed === undefined) await release();
      return outcome;
    });
  }
  const isReplay = keyed !== undefined && (await isRepeated(deps, keyed, deadline));
  // The first request got the keys, whatever happened to them since.
  if (isReplay && disclosedKeyIds(onboarding).length > 0) return { onboarding };
  if (sealedKeysFor(onboarding, recipient, deps.clock.now()) !== undefined) return { onboarding };
  if (hasKeysInForce(onboarding)) {
    throw new ProblemError(
      'credentials-issued',
      'The keys of this onboarding have already been handed over. Latchkey does not store them, so it never returns them again. If they did not arrive, rotate each key with undelivered: true. If they were sealed, claim with the same token and recipient key until sealedUntil.',
      { onboarding: id },
    );
  }
  const { status } = onboarding;
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
  if (status === 'updating') {
    throw new ProblemError(
      'in-progress',
      'An update of this onboarding is in progress. Claim its keys when it is ready again.',
      { onboarding: id, retryAfterSeconds: 5 },
    );
  }
  if (status === 'provisioning') {
    throw new ProblemError('not-ready', 'The onboarding is still being provisioned. Claim its keys when it is ready.', {
      onboarding: id,
      retryAfterSeconds: 2,
    });
  }
  throw new ProblemError(
    status === 'awaiting_access' ? 'not-ready' : 'wrong-state',
    `The onboarding has the status ${status}, and keys can be claimed only when it is ready. ${whatToDo[status]}`,
    { onboarding: id },
  );
}

const createAnother = 'It has no keys to claim. Create a new one.';

/** What to do about an onboarding that does not become ready by itself. */
const whatToDo = {
  awaiting_access: 'Have the CloudFormation stack launched, then provision the onboarding.',
  rolling_back: 'Latchkey is removing what it created. Then provision it again, or create a new one.',
  failed: 'Resolve its problem and provision it again, or create a new one.',
  needs_attention: 'Read the onboarding: its problem says what to do.',
  expired: createAnother,
  offboarding: createAnother,
  offboarded: createAnother,
} as const;

/**
 * Whether somebody may have got the keys although this claim or rotation failed: another one may have returned them, perhaps
 * with the same Idempotency-Key, or the answer to the write that commits the disclosure was lost. The key stays stored then.
 */
export function mayBeClaimed(error: unknown): boolean {
  return error instanceof LeaseLost || error instanceof FenceUnknown || isInProgress(error);
}

const isInProgress = (error: unknown) => error instanceof ProblemError && error.problem.slug === 'in-progress';

import type { ClaimOutcome } from '../lifecycle/claim.ts';
import { rotate } from '../lifecycle/rotate.ts';
import type { WantedRotation } from '../lifecycle/wantedRotation.ts';
import { ProblemError } from '../core/errors.ts';
import { withOnboarding } from '../account/toProblem.ts';
import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { sealedKeysFor } from '../record/sealedKeys.ts';
import { keysInWork } from './assertNoKeyWork.ts';
import { isRepeated, register } from './idempotency.ts';
import type { RequestDeps } from './ports.ts';
import { mayBeClaimed, type ClaimRequest } from './requestClaim.ts';
import { assertNotStopped } from './stops.ts';

/** What a caller asks for. */
export interface RotationRequest {
  readonly userName: string;
  /** The ID of the key that the caller wants to replace. */
  readonly replaces: string;
  readonly graceSeconds: number;
  readonly endGrace: boolean;
  readonly confirmed: boolean;
  readonly undelivered: boolean;
}

/**
 * Replaces a key of a claimed onboarding. The new key is disclosed once. A repetition with the same Idempotency-Key
 * returns the onboarding as it is now, without keys. Throws 409 `already-rotated` if the key is not in force any more,
 * `key-retiring` if the key that it had replaced still exists, and `wrong-state` if the onboarding has no keys.
 */
export async function requestRotation(
  deps: RequestDeps,
  onboarding: Onboarding,
  request: RotationRequest,
  { keyed, deadline, recipient }: ClaimRequest,
): Promise<ClaimOutcome> {
  const { id } = onboarding;
  return withOnboarding(id, async () => {
    const keys = disclosedKeys(onboarding).filter(({ userName }) => userName === request.userName);
    const replaced = keys.find((key) => key.id === request.replaces && key.state === 'handed_over');
    if (onboarding.status !== 'claimed' || replaced === undefined) {
      const isReplay = keyed !== undefined && (await isRepeated(deps, keyed, deadline));
      // The first request got the new key, whatever happened to it since.
      if (isReplay && keys.length > 0 && replaced === undefined) return { onboarding };
      // The new key was sealed for this recipient, who may not have got the answer.
      if (sealedKeysFor(onboarding, recipient, deps.clock.now()) !== undefined) return { onboarding };
      throw refusalOf(onboarding, request, keys);
    }
    // Whatever a process has begun to do with the keys is completed first.
    if (onboarding.keyWork !== undefined) throw keysInWork(id);
    const isExposed = isUserExposed(onboarding, request);
    const wanted = wantedRotation(isExposed ? { ...request, graceSeconds: 0 } : request, replaced, keys, isExposed);
    await assertNotStopped(deps, onboarding, deadline);
    const key = keyed && (await register(deps, keyed, id, deadline));
    // Another rotation with the same key may have got the new key, and its repetition must find the key.
    const isOwn = key?.stored === undefined || key.stored.heldUntil === key.wanted.heldUntil;
    const release = () => (isOwn ? key && deps.store.dropKey(key.wanted).catch(() => undefined) : undefined);
    const outcome = await rotate(deps, onboarding, wanted, deadline, recipient?.seal).catch(async (error: unknown) => {
      if (!mayBeClaimed(error)) await release();
      throw error;
    });
    if (outcome.keys === undefined && outcome.sealed === undefined) await release();
    return outcome;
  });
}

/**
 * Whether AWS has found a key of the user in public and attached its quarantine policy to the user. Whoever has found the key
 * can use it until it ends, so there is no grace time.
 */
function isUserExposed({ health }: Onboarding, { userName }: Pick<RotationRequest, 'userName'>): boolean {
  return health?.exposed.some((each) => each.userName === userName) === true;
}

/** Returns what the record allows. Throws `key-retiring` if the key that was replaced before is in the way. */
function wantedRotation(
  { userName, graceSeconds, endGrace, confirmed, undelivered }: RotationRequest,
  replaced: HandedOverKey,
  keys: readonly HandedOverKey[],
  isExposed: boolean,
): WantedRotation {
  const previous = keys.find((key) => key !== replaced);
  const wanted = { userName, replaced, graceSeconds, isConfirmed: confirmed, isUndelivered: undelivered };
  const isInTheWay = previous !== undefined && !endGrace && !(undelivered && previous.state === 'retiring');
  if (isInTheWay) throw retiringProblem(replaced, previous, undelivered, isExposed);
  return { ...wanted, ends: endGrace ? previous : undefined };
}

function retiringProblem(
  { id }: HandedOverKey,
  previous: HandedOverKey,
  undelivered: boolean,
  isExposed: boolean,
): ProblemError {
  const { state, endsAt } = previous;
  const until = endsAt === undefined ? '' : ` until ${new Date(endsAt).toISOString()}`;
  const is = state === 'retiring' ? `works${until}` : `is inactive, and can be reactivated${until}`;
  const toReplace = isExposed
    ? 'AWS found a key of this user in public. Do not reactivate it: rotate with endGrace: true and confirmed: true instead of undelivered.'
    : 'Reactivate it, so that production has a key that works. Then rotate with undelivered: true.';
  const toDo = undelivered
    ? toReplace
    : 'IAM allows two keys for each user. Rotate again after that, or send endGrace: true, which deletes the old key first.';
  return new ProblemError(
    'key-retiring',
    `The access key ${previous.id}, which the key ${id} has replaced, ${is}. Nothing was changed. ${toDo}`,
  );
}

/** Returns the problem of a rotation that the record does not allow. */
function refusalOf(onboarding: Onboarding, request: RotationRequest, keys: readonly HandedOverKey[]): ProblemError {
  switch (onboarding.status) {
    case 'claimed': {
      const inForce = keys.find(({ state }) => state === 'handed_over');
      return new ProblemError(
        'already-rotated',
        `The access key ${request.replaces} is not in force. The key in force of the user ${request.userName} is ${inForce?.id ?? 'unknown'}. Nothing was changed. To replace that key, name it in replaces.`,
      );
    }
    case 'rotating':
      return new ProblemError(
        'in-progress',
        'Another rotation is in progress, or Latchkey is removing the key of a rotation that failed. All keys that were handed over work. Try again in a moment.',
        { retryAfterSeconds: 2 },
      );
    case 'updating':
      return new ProblemError(
        'in-progress',
        'An update of this onboarding is in progress. All keys that were handed over work. Rotate again in a moment.',
        { retryAfterSeconds: 5 },
      );
    case 'ready':
    case 'claiming':
    case 'provisioning':
    case 'awaiting_access':
    case 'rolling_back':
    case 'failed':
    case 'expired':
    case 'offboarding':
    case 'offboarded':
    case 'needs_attention':
      return new ProblemError(
        'wrong-state',
        `The onboarding has the status ${onboarding.status}, and a key can be replaced only when it is claimed. ${whatToDo[onboarding.status]}`,
      );
  }
}

const noKeys = 'It has no keys. Create a new one.';
const notYet = 'Its keys have not been handed over yet.';

/** What to do about an onboarding none of whose keys can be replaced. */
const whatToDo = {
  ready: `${notYet} Claim them.`,
  claiming: `${notYet} A claim is in progress.`,
  provisioning: notYet,
  awaiting_access: `${notYet} Have the CloudFormation stack launched, then provision the onboarding.`,
  rolling_back: 'Latchkey is removing what it created.',
  failed: 'It has no keys. Resolve its problem and provision it again, or create a new one.',
  needs_attention: 'Read the onboarding: its problem says what to do.',
  expired: noKeys,
  offboarding: 'Its keys are deactivated.',
  offboarded: noKeys,
} as const;

import { LeaseLost } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import { keyDueAt } from '../record/keyTimes.ts';
import { withNextLook } from '../record/oldKeys.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { decideAfterFailure } from './decideAfterFailure.ts';
import { changeKey, listKeys, ourUser } from './changeKey.ts';
import { followAccount } from './followAccount.ts';
import { withKeyLease, type KeyLease } from './keyLease.ts';
import { lookAtRetiring } from './lookAtOldKey.ts';
import { ownReasons } from './oldKeyTimes.ts';
import type { LifecycleDeps } from './ports.ts';
import { waitingFor } from './postpone.ts';
import { mayPass } from './attemptRetry.ts';

type Claimed = InStatus<'claimed'>;

/**
 * Does what is due of the old keys of a claimed onboarding: carries out what a caller has decided, brings the record and
 * the account together, ends grace times, and deletes the keys that nobody has reactivated. If that fails, it is repeated
 * later: the keys in force work. Returns the record unchanged if another process works on the keys.
 */
export async function endOldKeys(deps: LifecycleDeps, before: Claimed, deadline: number): Promise<Onboarding> {
  const ended = await withKeyLease<Onboarding>(deps, before, deadline, {
    work: async (lease) => {
      const intent = lease.record().keyWork?.intent;
      if (intent?.isFinal === true) await changeKey(lease, intent);
      const userNames = new Set(
        lease
          .record()
          .keys.filter(isOld)
          .map(({ userName }) => userName),
      );
      for (const userName of userNames) await endKeysOf(lease, userName);
      return lease.release((record) => ({ ...record, waiting: undefined }));
    },
    onFailure: (error, lease) => lookLater(deps, error, lease),
  }).catch((error: unknown) => {
    if (!(error instanceof LeaseLost)) throw error;
    deps.log.warn('another process works on the keys', { onboardingId: before.id });
    return undefined;
  });
  return ended ?? (await deps.store.get(before.id)) ?? before;
}

const isOld = ({ state }: HandedOverKey) => state !== 'handed_over';

async function endKeysOf(lease: KeyLease, userName: string): Promise<void> {
  const user = await ourUser(lease, userName);
  await followAccount(lease, userName, await listKeys(lease, user));
  for (const key of lease.record().keys) {
    if (key.userName !== userName || !isDue(lease, key)) continue;
    const { id } = key;
    if (key.state === 'retiring') await lookAtRetiring(lease, user, key);
    else await changeKey(lease, { id, userName, action: 'delete', reason: ownReasons.deleted, isFinal: false });
  }
}

/** The clock of the process that stored the times may be ahead, as for any due time. */
function isDue({ deps, record }: KeyLease, key: HandedOverKey): boolean {
  return (keyDueAt(key, record().keys) ?? Infinity) <= deps.clock.now() + deps.settings.marginMs;
}

/** How soon a change that a caller has decided is tried again (ms): the sweep runs every minute. */
const tryAgainMs = 60_000;

/** Ends the work after a failure. The keys that are due are looked at again later, and what was decided continues then. */
function lookLater(
  deps: LifecycleDeps,
  error: unknown,
  { record, release }: Pick<KeyLease, 'record' | 'release'>,
): Promise<Claimed> {
  const decision = decideAfterFailure(deps, record(), error);
  if (decision.kind === 'throw') throw error;
  const now = deps.clock.now();
  const isAwaited = record().keyWork?.intent?.isFinal === true && mayPass(error, now);
  const until = now + (isAwaited ? tryAgainMs : decision.delayMs);
  if (error instanceof ProblemError)
    deps.log.warn('old keys cannot be ended', { onboardingId: record().id, reason: error.problem.detail });
  return release((current) => {
    const due = current.keys.filter((key) => (keyDueAt(key, current.keys) ?? Infinity) <= now).map(({ id }) => id);
    const waiting = waitingFor(error, current.waiting?.since ?? now, until);
    return withNextLook({ ...current, waiting }, due, until);
  }, until);
}

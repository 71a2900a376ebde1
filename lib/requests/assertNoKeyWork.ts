import { ProblemError } from '../core/errors.ts';
import { isKeyWorkLive } from '../record/keyWork.ts';
import type { InStatus } from '../record/onboarding.ts';
import type { RequestDeps } from './ports.ts';

/** How soon a caller tries again, in seconds. The work on a key takes a few calls. */
const retryAfterSeconds = 5;

/** Throws 409 `in-progress` while a process ends, deletes or activates an old key. */
export function assertNoKeyWork({ clock, settings }: RequestDeps, { id, keyWork }: InStatus<'claimed'>): void {
  if (isKeyWorkLive(keyWork, clock.now(), settings.marginMs)) throw keysInWork(id);
}

/** Returns the problem of a request that has to wait for the work on the keys. */
export function keysInWork(onboarding: string): ProblemError {
  return new ProblemError(
    'in-progress',
    'Latchkey is changing an access key of this onboarding. Try again in a moment, usually within seconds.',
    { onboarding, retryAfterSeconds },
  );
}

import { LatchkeyWaitError } from '../../client/index.ts';
import { Interrupted } from '../failures.ts';
import { OnboardingStopped } from './onboardingStopped.ts';

/**
 * Runs the work. If a signal or the end of the time ends it, the message says how to continue.
 *
 * @param next the command that continues
 * @param interrupted what is true after a signal, before the command
 */
export async function orSayHowToContinue<T>(
  { next, interrupted }: { readonly next: string; readonly interrupted: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Interrupted && error.message === '')
      throw new Interrupted(error.signal, `${interrupted}: ${next}`);
    if (error instanceof LatchkeyWaitError)
      throw new OnboardingStopped(error.onboarding, { isLate: error.reason === 'timeout', next });
    throw error;
  }
}

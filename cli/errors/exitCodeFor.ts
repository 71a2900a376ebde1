import { isProblem, LatchkeyArgumentError, LatchkeyConnectionError } from '../../client/index.ts';
import { exitCodes, Failure } from '../failures.ts';
import { OnboardingStopped } from '../flow/onboardingStopped.ts';
import { RefusedKeyChange } from '../flow/refusedKeyChange.ts';
import { DestinationError } from '../keys/destination.ts';
import { ProfileError } from '../profile/connection.ts';

/** Returns the exit code of a command that an error has ended. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof RefusedKeyChange) return exitCodeFor(error.problem);
  if (error instanceof Failure) return error.exitCode;
  if (error instanceof ProfileError || error instanceof LatchkeyArgumentError) return exitCodes.usage;
  if (error instanceof DestinationError) return error.isUsage ? exitCodes.usage : exitCodes.refused;
  const isLate =
    isProblem(error, 'out-of-time') ||
    (error instanceof OnboardingStopped && error.isLate) ||
    (error instanceof LatchkeyConnectionError && error.reason === 'timeout');
  return isLate ? exitCodes.outOfTime : exitCodes.refused;
}

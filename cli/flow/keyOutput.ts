import type { CliContext } from '../context.ts';
import type { KeyOutput } from '../keys/destination.ts';

/** Returns what writing keys needs of the process. */
export function keyOutput({ process: { stdout, stderr, env }, home }: CliContext): KeyOutput {
  return { environment: env, home, stdout, stderr };
}

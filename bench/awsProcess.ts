import { callMs } from './callMs.ts';
import { startChildProcess, type ChildProcess } from './childProcess.ts';

/**
 * Starts the sandbox AWS in a process of its own, so that its CPU time is not part of what the bench measures.
 *
 * @param ms how long each call to STS and IAM takes, in milliseconds
 */
export function startAwsProcess(ms = callMs): Promise<ChildProcess> {
  return startChildProcess('aws.ts', { BENCH_CALL_MS: String(ms) });
}

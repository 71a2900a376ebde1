import { callMs } from './callMs.ts';
import { startChildProcess, type ChildProcess } from './childProcess.ts';

export interface AwsProcess extends ChildProcess {
  /** Sets how many AssumeRole calls a second STS accepts. */
  limitSts(perSecond: number): Promise<void>;
}

/**
 * Starts the sandbox AWS in a process of its own, so that its CPU time is not part of what the bench measures.
 *
 * @param ms how long each call to STS and IAM takes, in milliseconds
 */
export async function startAwsProcess(ms = callMs): Promise<AwsProcess> {
  const child = await startChildProcess('aws.ts', { BENCH_CALL_MS: String(ms) });
  return {
    ...child,
    limitSts: async (perSecond) => {
      await child.ask(String(perSecond));
    },
  };
}

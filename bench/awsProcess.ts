import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { callMs } from './callMs.ts';

const messages = z.tuple([z.object({ url: z.string() })], z.unknown());

export interface AwsProcess {
  readonly url: string;
  /** Sets how many AssumeRole calls a second STS accepts. */
  limitSts(perSecond: number): void;
  stop(): void;
}

/**
 * Starts the sandbox AWS in a process of its own, so that its CPU time is not part of what the bench measures.
 * @param ms how long each call to STS and IAM takes, in milliseconds
 */
export async function startAwsProcess(ms = callMs): Promise<AwsProcess> {
  const child = fork(join('bench', 'aws.ts'), { stdio: 'inherit', env: { ...process.env, BENCH_CALL_MS: String(ms) } });
  const [{ url }] = messages.parse(await once(child, 'message'));
  return {
    url,
    limitSts: (stsPerSecond) => {
      child.send({ stsPerSecond });
    },
    stop: () => {
      child.disconnect();
    },
  };
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';

const messages = z.tuple([z.object({ url: z.string() })], z.unknown());

export interface AwsProcess {
  readonly url: string;
  stop(): void;
}

/** Starts the sandbox AWS in a process of its own, so that its CPU time is not part of what the bench measures. */
export async function startAwsProcess(): Promise<AwsProcess> {
  const child = fork(join('bench', 'aws.ts'), { stdio: 'inherit' });
  const [{ url }] = messages.parse(await once(child, 'message'));
  return {
    url,
    stop: () => {
      child.disconnect();
    },
  };
}

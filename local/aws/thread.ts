import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { awsManagedPolicies } from '../sandbox/iam/awsManaged.ts';
import type { LagOptions } from '../sandbox/lag/profile.ts';
import type { RunningAws } from './index.ts';
import { connectPeer } from './peer.ts';

/** What the thread needs to start the local AWS. */
export interface ThreadOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly templates: ReadonlyMap<string, string>;
  readonly lag?: LagOptions | undefined;
}

const started = z.tuple([z.object({ url: z.string(), port: z.int() })]);

/**
 * Starts the local AWS in a thread of its own, so that it and the functions that call it use a processor each. An
 * uncaught error in the thread ends the process, as it would without the thread.
 * @throws as `startAws` does.
 */
export async function startAwsThread(options: ThreadOptions): Promise<RunningAws> {
  const { dataDir, templates, lag } = options;
  const worker = new Worker(resolve('local/aws/threadMain.ts'), {
    workerData: { port: options.port, dataDir, templates, lag, managedPolicies: awsManagedPolicies },
  });
  const [{ url, port }] = started.parse(await once(worker, 'message'));
  worker.on('error', (error) => {
    throw error;
  });
  let reset: (() => Promise<void>) | undefined;
  const clear = () => peer.call('clear');
  const peer = connectPeer(worker, { reset: () => (reset ?? clear)() });
  return {
    url,
    port,
    clear,
    onReset: (instead) => {
      reset = instead;
    },
    close: async () => {
      await peer.call('close');
      await worker.terminate();
    },
  };
}

import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { addPolicies } from '../sandbox/iam/awsManaged.ts';
import { lagProfiles } from '../sandbox/lag/profile.ts';
import type { Policy } from '../sandbox/state.ts';
import { startAws } from './index.ts';
import { connectPeer } from './peer.ts';

// Runs in a thread of its own: starts the local AWS, posts its URL and port to the main thread, and then runs the
// handlers that the main thread calls.
const { managedPolicies, ...options } = z
  .object({
    port: z.int(),
    dataDir: z.string(),
    templates: z.map(z.string(), z.string()),
    lag: z.optional(z.object({ profile: z.enum(lagProfiles), seed: z.optional(z.number()) })),
    managedPolicies: z.map(z.string(), z.custom<Policy>()),
  })
  .parse(workerData);
if (parentPort === null) throw new Error('This program runs in a thread of npm start.');
addPolicies(managedPolicies);
const aws = await startAws(options);
parentPort.postMessage({ url: aws.url, port: aws.port });
const peer = connectPeer(parentPort, { clear: aws.clear, close: () => aws.close() });
aws.onReset(() => peer.call('reset'));

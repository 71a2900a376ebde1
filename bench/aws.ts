import { setTimeout as sleep } from 'node:timers/promises';
import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/access/bootstrapTemplate.ts';
import { errorAnswer } from '../local/aws/errors.ts';
import { throttling } from '../local/aws/failures.ts';
import { startAws } from '../local/aws/index.ts';
import type { Interpose } from '../local/aws/interpose.ts';
import { localVendor } from '../local/environment.ts';
import { createSandbox } from '../local/sandbox/index.ts';
import type { Sandbox } from '../local/sandbox/types.ts';

/** How long each call takes, in milliseconds. */
const ms = Number(process.env['BENCH_CALL_MS']);

/**
 * Makes every call take `ms`, which includes the time that the sandbox computes. Otherwise that time would add up
 * for parallel calls, which on AWS it does not. Calls of the account's root user, with which the tenant launches a
 * stack, are not delayed.
 */
function slowed(sandbox: Sandbox): Sandbox {
  return {
    ...sandbox,
    answer: async (call) => {
      const delay = call.caller.type === 'root' ? undefined : sleep(ms);
      const answer = await sandbox.answer(call);
      await delay;
      return answer;
    },
  };
}

/** How many AssumeRole calls a second the vendor's account may make. The parent sets it. */
let stsPerSecond = Infinity;
let second = 0;
let given = 0;

/** Throttles AssumeRole as STS does: with a bucket that is full again each second. */
const throttled: Interpose = ({ service, action }, apply) => {
  if (action !== 'AssumeRole') return apply();
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) [second, given] = [now, 0];
  if (given >= stsPerSecond) return Promise.resolve(errorAnswer(service, throttling[service], 'throttled'));
  given += 1;
  return apply();
};

// Runs in a process of its own: sends the URL of the sandbox AWS to the parent, and exits when the parent disconnects.
const templates = publishedTemplates(catalog, localVendor);
const sandbox = slowed(createSandbox({ dataDir: ':memory:' }));
const { url } = await startAws({ port: 0, dataDir: ':memory:', templates, sandbox, interpose: throttled });
process.send?.({ url });
process.on('message', (perSecond) => {
  stsPerSecond = Number(perSecond);
  process.send?.({ stsPerSecond });
});
process.once('disconnect', () => {
  process.exit(0);
});

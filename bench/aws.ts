import { setTimeout as sleep } from 'node:timers/promises';
import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/access/bootstrapTemplate.ts';
import { startAws } from '../local/aws/index.ts';
import { localVendor } from '../local/environment.ts';
import { createSandbox } from '../local/sandbox/index.ts';
import type { Sandbox } from '../local/sandbox/types.ts';

const callMs = Number(process.env['BENCH_CALL_MS']);

/**
 * Makes every call take `callMs`, which includes the time that the sandbox computes. Otherwise that time would add up
 * for parallel calls, which on AWS it does not. Calls of the account's root user, with which the tenant launches a
 * stack, are not delayed.
 */
function slowed(sandbox: Sandbox): Sandbox {
  return {
    ...sandbox,
    answer: async (call) => {
      const delay = call.caller.type === 'root' ? undefined : sleep(callMs);
      const answer = await sandbox.answer(call);
      await delay;
      return answer;
    },
  };
}

// Runs in a process of its own: sends the URL of the sandbox AWS to the parent, and exits when the parent disconnects.
const templates = publishedTemplates(catalog, localVendor);
const sandbox = slowed(createSandbox({ dataDir: ':memory:' }));
const { url } = await startAws({ port: 0, dataDir: ':memory:', templates, sandbox });
process.send?.({ url });
process.once('disconnect', () => {
  process.exit(0);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/access/bootstrapTemplate.ts';
import { startAws } from '../local/aws/index.ts';
import { localVendor } from '../local/environment.ts';
import { createSandbox } from '../local/sandbox/index.ts';
import type { Sandbox } from '../local/sandbox/types.ts';
import { callMs } from './callMs.ts';

/**
 * Every call takes `callMs`, what the sandbox computes included: it would add up where calls run side by side, as AWS's
 * own computing does not. The tenant who launches a stack, as the account's root, does not wait.
 */
function slowed(sandbox: Sandbox): Sandbox {
  return {
    ...sandbox,
    answer: async (call) => {
      const held = call.caller.type === 'root' ? undefined : sleep(callMs);
      const answer = await sandbox.answer(call);
      await held;
      return answer;
    },
  };
}

// The process of the sandbox AWS: says where it is, and ends with its parent.
const templates = publishedTemplates(catalog, localVendor);
const sandbox = slowed(createSandbox({ dataDir: ':memory:' }));
const { url } = await startAws({ port: 0, dataDir: ':memory:', templates, sandbox });
process.send?.({ url });
process.once('disconnect', () => {
  process.exit(0);
});

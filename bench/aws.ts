import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/bootstrap.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAws } from '../local/aws/index.ts';
import { localVendor } from '../local/environment.ts';
import { createSandbox } from '../local/sandbox/index.ts';
import { callMs } from './callMs.ts';

// The process of the sandbox AWS: says where it is, and ends with its parent.
const { url } = await startAws({ port: 0, dataDir: ':memory:', templates: publishedTemplates(catalog, localVendor) });
process.send?.({ url });
process.once('disconnect', () => {
  process.exit(0);
});

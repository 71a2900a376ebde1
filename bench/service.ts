import { readConfig } from '../lib/gateways/config/config.ts';
import { buildCatalog } from '../lib/gateways/deps.ts';
import { buildEverything } from '../lib/gateways/webhookDeps.ts';
import { readService } from '../local/api/service.ts';
import { createFunctions } from '../local/functions.ts';
import { startApi } from '../local/server.ts';
import { newWebhookSecrets } from '../local/webhookSecrets.ts';

// Runs in a process of its own: the service behind its HTTP API, configured by the environment, and nothing else. Sends
// its URL to the parent, then the CPU time that it has taken (microseconds) for each message, and exits when the parent
// disconnects.
const config = readConfig(process.env);
const webhooks = { ...config.webhooks, secrets: { text: newWebhookSecrets() } };
const functions = createFunctions(buildEverything({ ...config, webhooks }, buildCatalog()));
const { routes, timeoutMs } = readService('serverless.yml');
const api = await startApi({ port: 0, routes, timeoutMs, handlers: () => functions.http });
process.send?.({ url: api.url });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.once('disconnect', () => {
  process.exit(0);
});

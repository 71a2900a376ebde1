import { parseWebhookSecrets } from '../lib/webhooks/secrets.ts';
import { startReceiver } from './demo/receiver.ts';
import { enterEnvironment, localEnvironment } from './environment.ts';
import { readLag } from './settings.ts';
import { newWebhookSecrets } from './webhookSecrets.ts';

const apiToken = 'demo-token';

/** Onboards a tenant with every blueprint on a temporary stack, and removes everything afterwards. */
async function demo(): Promise<void> {
  const startedAt = performance.now();
  // Read before the environment becomes the stack's, which has no such setting.
  const lag = readLag(process.env);
  const { localCatalog } = await import('./catalog.ts');
  const catalog = await localCatalog(process.env);
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  enterEnvironment(localEnvironment('http://127.0.0.1:1', apiToken, process.env));
  console.log('Starting Latchkey and a sandbox AWS, in memory, on free ports …');
  // Imported after the environment is set, because the handlers read their configuration when they are loaded.
  const { startStack } = await import('./stack.ts');
  const { runDemo } = await import('./demo/runDemo.ts');
  const text = newWebhookSecrets();
  const [secret = ''] = parseWebhookSecrets(text, 'the demo').hmac;
  const receiver = await startReceiver(secret);
  const stack = await startStack({
    port: 0,
    awsPort: 0,
    apiToken,
    dataDir: ':memory:',
    catalog,
    lag,
    webhookSecrets: { text },
  });
  try {
    const { url, awsUrl } = stack;
    await runDemo({ url, awsUrl, apiToken, catalog, output: process.stdout, webhook: { receiver, secret }, lag });
  } finally {
    await Promise.all([stack.close(0), receiver.close()]);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`\nDone in ${seconds} s. "npm start" runs the same stack until you stop it.`);
}

try {
  await demo();
  // Exits even if a socket is still open.
  process.exit(0);
} catch (error) {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

import { createHandler as testWebhook } from '../../handlers/testWebhook.ts';
import { createHandler as webhookKeys } from '../../handlers/webhookKeys.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildSurroundings } from '../../lib/gateways/deps.ts';
import { buildWebhooks } from '../../lib/gateways/webhookDeps.ts';
import { readService } from '../../local/api/service.ts';
import { startApi } from '../../local/server.ts';
import { secretsText } from './senders.ts';
import { sha256 } from './sha256.ts';

export const token = 'test-token';

/** Starts the local HTTP API with the functions that use no state; they sign with the secrets of the tests. */
export async function startWebhookApi(settings: Readonly<Record<string, string>> = {}) {
  const config = readConfig({
    ...process.env,
    LATCHKEY_API_TOKEN_HASHES: `test=${sha256(token)}`,
    ...settings,
  });
  const webhooks = { ...config.webhooks, secrets: { text: secretsText } };
  const deps = { ...buildSurroundings(config), ...buildWebhooks({ ...config, webhooks }) };
  const handlers = { testWebhook: testWebhook(deps), webhookKeys: webhookKeys(deps) };
  return startApi({ port: 0, routes: readService('serverless.yml').routes, handlers: () => handlers });
}

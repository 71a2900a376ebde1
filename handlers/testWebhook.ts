import { config } from '../lib/gateways/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { buildWebhooks } from '../lib/gateways/webhookDeps.ts';
import { json } from '../lib/http/answer.ts';
import { api } from '../lib/http/middleware.ts';
import { readTestWebhookBody } from '../lib/http/schema.ts';
import { mustBeEndpoint, webhookTestSchema } from '../lib/http/webhookView.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { testWebhook } from '../lib/testWebhook.ts';

/** POST /v1/webhooks/test: sends a `webhook.test` to a URL, and answers with what came back. */
export const createHandler = (service: ServiceDeps<'webhooks'>) =>
  api(service, async ({ body }, deps) => {
    const { url } = readTestWebhookBody(body);
    const result = await testWebhook(deps, mustBeEndpoint(url, deps.settings.webhookRules, '/url'));
    return json(200, webhookTestSchema.parse(result));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildWebhooks(config) });

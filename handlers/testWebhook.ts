import { config } from '../lib/gateways/config/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { buildWebhooks } from '../lib/gateways/webhookDeps.ts';
import { json } from '../lib/http/views/answer.ts';
import { api } from '../lib/http/middleware.ts';
import { readTestWebhookBody } from '../lib/http/request/schema.ts';
import { mustBeEndpoint, webhookTestSchema } from '../lib/http/views/webhookView.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { testWebhook } from '../lib/webhooks/testWebhook.ts';

/** POST /v1/webhooks/test: sends a `webhook.test` event to a URL, and returns the result. */
export const createHandler = (service: ServiceDeps<'webhooks'>) =>
  api(service, routes.testWebhook, async ({ body }, deps) => {
    const { url } = readTestWebhookBody(body);
    const result = await testWebhook(deps, mustBeEndpoint(url, deps.settings.webhookRules, '/url'));
    return json(200, webhookTestSchema.parse(result));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildWebhooks(config) });

import { config } from '../lib/gateways/config/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { buildWebhooks } from '../lib/gateways/webhookDeps.ts';
import { json } from '../lib/http/views/answer.ts';
import { api } from '../lib/http/middleware.ts';
import { webhookKeysSchema } from '../lib/http/views/webhookView.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/webhook-keys: returns the public keys for verifying webhook events, cacheable for 5 minutes. */
export const createHandler = (service: ServiceDeps<'webhookKeys'>) =>
  api(service, routes.webhookKeys, async (_, { webhookKeys }) =>
    json(200, webhookKeysSchema.parse({ keys: await webhookKeys.publicKeys() }), {
      'cache-control': 'public, max-age=300',
    }),
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildWebhooks(config) });

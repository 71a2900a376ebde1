import { config } from '../lib/gateways/config/config.ts';
import { buildQueue, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { deliveryView } from '../lib/http/views/deliveryView.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { routes } from '../lib/http/routes.ts';
import { redeliver } from '../lib/webhooks/redeliver.ts';

/** POST /v1/onboardings/{id}/deliveries/{webhookId}/redeliver: sends an event again, under its ID. */
export const createHandler = (service: ServiceDeps<'store' | 'deliveryQueue'>) =>
  api(service, routes.redeliver, async (request, deps) => {
    mustHaveNoBody(request.body);
    const found = await findOnboarding(request, deps);
    const { event, onboarding } = await redeliver(deps, found, request.path['webhookId'] ?? '');
    return json(202, deliveryView(event, onboarding));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config), ...buildQueue(config) });

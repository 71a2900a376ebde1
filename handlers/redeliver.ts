import { config } from '../lib/gateways/config/config.ts';
import { buildQueue, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { deliveryView } from '../lib/http/views/deliveryView.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { retrying } from '../lib/core/retrying.ts';
import { redeliver } from '../lib/webhooks/redeliver.ts';

/** POST /v1/onboardings/{id}/deliveries/{webhookId}/redeliver: sends a webhook event again, with the same ID. */
export const createHandler = (service: ServiceDeps<'store' | 'deliveryQueue'>) =>
  api(service, routes.redeliver, async (request, deps) => {
    mustHaveNoBody(request.body);
    const found = await findOnboarding(request, deps);
    const archivedEvents = (id: string) => retrying(deps.clock, request.deadline, () => deps.store.archivedEvents(id));
    const store = { ...deps.store, archivedEvents };
    const { event, onboarding } = await redeliver({ ...deps, store }, found, request.path['webhookId'] ?? '');
    return json(202, deliveryView(event, onboarding));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config), ...buildQueue(config) });

import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { deliveriesView } from '../lib/http/views/deliveryView.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { allTries } from '../lib/webhooks/redeliver.ts';

/** GET /v1/onboardings/{id}/deliveries: lists the webhook events of an onboarding, each with its delivery tries. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.listDeliveries, async (request, deps) => {
    const found = await findOnboarding(request, deps);
    return json(200, deliveriesView(found, await allTries(deps, found)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

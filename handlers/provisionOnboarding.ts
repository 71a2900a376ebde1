import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { workedAnswer } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { requestProvision } from '../lib/requests/requestProvision.ts';

/** POST /v1/onboardings/{id}/provision: starts or retries the provisioning. Never returns access keys. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.provisionOnboarding, async (request, deps) => {
    mustHaveNoBody(request.body);
    const found = await findOnboarding(request, deps);
    const { isAsynchronous, deadline } = request;
    const after = await withEventDelivery(deps, (each) => requestProvision(each, found, isAsynchronous, deadline));
    return workedAnswer(deps, 200, after);
  });

export const handler = createHandler(buildDeps(config));

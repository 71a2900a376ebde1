import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { readHealthQuery } from '../lib/http/request/healthQuery.ts';
import * as routes from '../lib/http/routeTable.ts';
import { json } from '../lib/http/views/answer.ts';
import { onboardingHealthView } from '../lib/http/views/onboardingHealthView.ts';
import { lastLook, requestLook } from '../lib/requests/requestHealth.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';

/** GET /v1/onboardings/{id}/health: compares what is in the account with the plan. Changes nothing there. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.onboardingHealth, async (request, deps) => {
    const { isLive, probesTrust } = readHealthQuery(request.query);
    const found = await findOnboarding(request, deps);
    const { deadline } = request;
    const { onboarding, look } = isLive
      ? await withEventDelivery(deps, (each) => requestLook(each, found, { probesTrust, deadline }))
      : await lastLook(deps, found, deadline);
    return json(200, onboardingHealthView(onboarding, look, { isLive, now: deps.clock.now() }));
  });

export const handler = createHandler(buildDeps(config));

import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { readRetireKeyBody } from '../lib/http/request/oldKeyBody.ts';
import { onboardingAnswer } from '../lib/http/views/answer.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { requestRetireKey } from '../lib/requests/requestKeyChange.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';

/** POST /v1/onboardings/{id}/credentials/{accessKeyId}/retire: ends the grace time of an old key. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.retireKey, async (request, deps) => {
    const { force = false, confirmed = false } = readRetireKeyBody(request.body);
    const found = await findOnboarding(request, deps);
    const { path, deadline } = request;
    const { onboarding, isDone } = await withEventDelivery(deps, (each) =>
      requestRetireKey(each, found, path['accessKeyId'] ?? '', { isForced: force, isConfirmed: confirmed }, deadline),
    );
    return onboardingAnswer(deps, isDone ? 200 : 202, onboarding);
  });

export const handler = createHandler(buildDeps(config));

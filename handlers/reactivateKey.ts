import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { readReactivateKeyBody } from '../lib/http/request/oldKeyBody.ts';
import { onboardingAnswer } from '../lib/http/views/answer.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { requestReactivateKey } from '../lib/requests/requestKeyChange.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';

/** POST /v1/onboardings/{id}/credentials/{accessKeyId}/reactivate: makes an old key work again. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.reactivateKey, async (request, deps) => {
    const { graceSeconds } = readReactivateKeyBody(request.body);
    const found = await findOnboarding(request, deps);
    const { path, deadline } = request;
    const graceMs = graceSeconds === undefined ? undefined : graceSeconds * 1000;
    const { onboarding, isDone } = await withEventDelivery(deps, (each) =>
      requestReactivateKey(each, found, path['accessKeyId'] ?? '', graceMs, deadline),
    );
    return onboardingAnswer(deps, isDone ? 200 : 202, onboarding);
  });

export const handler = createHandler(buildDeps(config));

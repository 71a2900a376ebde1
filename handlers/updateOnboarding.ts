import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { workedAnswer } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { readUpdateBody } from '../lib/http/request/updateBody.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { requestUpdate } from '../lib/requests/requestUpdate.ts';

/** POST /v1/onboardings/{id}/update: brings an onboarding to the deployed blueprint and to other parameters. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.updateOnboarding, async (request, deps) => {
    const { parameters = {} } = readUpdateBody(request.body);
    const found = await findOnboarding(request, deps);
    const { isAsynchronous, deadline } = request;
    const after = await withEventDelivery(deps, (each) =>
      requestUpdate(each, found, parameters, { isAsynchronous, deadline }),
    );
    return workedAnswer(deps, 200, after);
  });

export const handler = createHandler(buildDeps(config));

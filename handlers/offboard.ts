import { acceptLeftovers } from '../lib/requests/acceptLeftovers.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { workedAnswer } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { acceptsLeftovers } from '../lib/http/request/offboardQuery.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { requestOffboard } from '../lib/requests/requestOffboard.ts';

/** DELETE /v1/onboardings/{id}: removes everything that the onboarding created, and returns the receipt. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.offboard, async (request, deps) => {
    mustHaveNoBody(request.body);
    const found = await findOnboarding(request, deps);
    const { isAsynchronous, deadline } = request;
    const isAccepted = acceptsLeftovers(request.query);
    const after = await withEventDelivery(deps, (each) =>
      isAccepted ? acceptLeftovers(each, found, deadline) : requestOffboard(each, found, isAsynchronous, deadline),
    );
    return workedAnswer(deps, 200, after);
  });

export const handler = createHandler(buildDeps(config));

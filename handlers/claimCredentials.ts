import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { keysAnswer, notYetAnswer, replayAnswer, chooseKeyWriting } from '../lib/http/views/keyAnswer.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { routes } from '../lib/http/routes.ts';
import { requestClaim } from '../lib/requests/requestClaim.ts';

/** POST /v1/onboardings/{id}/credentials: creates the access keys and returns them once. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.claimCredentials, async (request, deps) => {
    mustHaveNoBody(request.body);
    const found = await findOnboarding(request, deps);
    const writing = chooseKeyWriting(request, found);
    const { keyed, deadline } = request;
    const { onboarding, keys, notYet } = await withEventDelivery(deps, (each) =>
      requestClaim(each, found, keyed, deadline),
    );
    if (notYet !== undefined) return notYetAnswer(deps, onboarding, notYet);
    if (keys === undefined) return replayAnswer(deps, 200, onboarding, writing);
    return keysAnswer(deps, 200, onboarding, keys, writing);
  });

export const handler = createHandler(buildDeps(config));

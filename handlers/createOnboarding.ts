import { createOnboarding } from '../lib/requests/createOnboarding.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { workedAnswer } from '../lib/http/views/answer.ts';
import { readCreate } from '../lib/http/createRequest.ts';
import { keysAnswer, replayedCreate } from '../lib/http/views/keyAnswer.ts';
import { linkView } from '../lib/http/views/linkView.ts';
import { api } from '../lib/http/middleware.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** POST /v1/onboardings: sets up one blueprint for one tenant, and returns the access keys once. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.createOnboarding, async (request, deps) => {
    const { create, writing, sealing } = await readCreate(request, deps);
    const outcome = await withEventDelivery(deps, (each) => createOnboarding(each, create));
    const { onboarding, isReplay, link } = outcome;
    if (isReplay) return replayedCreate(deps, onboarding, writing, sealing);
    return (
      (await keysAnswer(deps, 201, outcome, writing)) ??
      workedAnswer(deps, 201, onboarding, linkView(deps, onboarding, link))
    );
  });

export const handler = createHandler(buildDeps(config));

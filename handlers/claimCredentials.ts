import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { keysAnswer, notYetAnswer, replayAnswer, chooseKeyWriting } from '../lib/http/views/keyAnswer.ts';
import { api } from '../lib/http/middleware.ts';
import { readClaimBody } from '../lib/http/request/schema.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { readSealing } from '../lib/http/recipient.ts';
import * as routes from '../lib/http/routeTable.ts';
import { requestClaim } from '../lib/requests/requestClaim.ts';

/** POST /v1/onboardings/{id}/credentials: creates the access keys and returns them once. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.claimCredentials, async (request, deps) => {
    const { recipientKey } = readClaimBody(request.body);
    const found = await findOnboarding(request, deps);
    const writing = chooseKeyWriting(request, found);
    const { keyed, deadline, caller } = request;
    const recipient = await readSealing(deps, { recipientKey, writing, caller, onboarding: found });
    const outcome = await withEventDelivery(deps, (each) => requestClaim(each, found, { keyed, deadline, recipient }));
    const { onboarding, notYet } = outcome;
    if (notYet !== undefined) return notYetAnswer(deps, onboarding, notYet);
    return (await keysAnswer(deps, 200, outcome, writing)) ?? replayAnswer(deps, 200, onboarding, writing, recipient);
  });

export const handler = createHandler(buildDeps(config));

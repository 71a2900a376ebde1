import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { chooseRotationWriting, keysAnswer, notYetAnswer, replayAnswer } from '../lib/http/views/keyAnswer.ts';
import { api } from '../lib/http/middleware.ts';
import { readRotation } from '../lib/http/request/rotationBody.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { routes } from '../lib/http/routes.ts';
import { requestRotation } from '../lib/requests/requestRotation.ts';

/** POST /v1/onboardings/{id}/credentials/rotate: creates a new key in the place of another and returns it once. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.rotateCredentials, async (request, deps) => {
    const found = await findOnboarding(request, deps);
    const rotation = readRotation(request.body, found);
    const writing = chooseRotationWriting(request, found, rotation.userName);
    const { keyed, deadline } = request;
    const { onboarding, keys, notYet } = await withEventDelivery(deps, (each) =>
      requestRotation(each, found, rotation, keyed, deadline),
    );
    if (notYet !== undefined) return notYetAnswer(deps, onboarding, notYet);
    if (keys === undefined) return replayAnswer(deps, 200, onboarding, writing);
    return keysAnswer(deps, 200, onboarding, keys, writing);
  });

export const handler = createHandler(buildDeps(config));

import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import {
  chooseRotationWriting,
  keysAnswer,
  notYetAnswer,
  operatorsAnswer,
  replayAnswer,
} from '../lib/http/views/keyAnswer.ts';
import { api } from '../lib/http/middleware.ts';
import { readRotation } from '../lib/http/request/rotationBody.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { recipientOfRotation } from '../lib/http/operatorsRotation.ts';
import { readSealing } from '../lib/http/recipient.ts';
import * as routes from '../lib/http/routeTable.ts';
import { requestRotation } from '../lib/requests/requestRotation.ts';

/** POST /v1/onboardings/{id}/credentials/rotate: creates a new key in the place of another and returns it once. */
export const createHandler = (service: ServiceDeps) =>
  api(service, routes.rotateCredentials, async (request, deps) => {
    const found = await findOnboarding(request, deps);
    const { body, rotation } = readRotation(request.body, found);
    const recipientKey = recipientOfRotation(request, body, deps.settings);
    const writing = chooseRotationWriting(request, found, rotation.userName);
    const { keyed, deadline, caller } = request;
    const { replaces } = rotation;
    const recipient = await readSealing(deps, { recipientKey, writing, caller, onboarding: found, replaces });
    const outcome = await withEventDelivery(deps, (each) =>
      requestRotation(each, found, rotation, { keyed, deadline, recipient }),
    );
    const { onboarding, notYet } = outcome;
    if (notYet !== undefined) return notYetAnswer(deps, onboarding, notYet);
    if (caller.kind === 'operator') return operatorsAnswer(deps, outcome, recipient);
    return (await keysAnswer(deps, 200, outcome, writing)) ?? replayAnswer(deps, 200, onboarding, writing, recipient);
  });

export const handler = createHandler(buildDeps(config));

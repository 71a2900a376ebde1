import { config } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { workedAnswer } from '../lib/http/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/schema.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { requestProvision } from '../lib/requestProvision.ts';

/** POST /v1/onboardings/{id}/provision: "the stack is launched", and also "try again"; never answers with keys. */
export const createHandler = (service: ServiceDeps) =>
  api(service, async (request, deps) => {
    mustHaveNoBody(request.body);
    const onboarding = await findOnboarding(request, deps);
    return workedAnswer(deps, 200, await requestProvision(deps, onboarding, request.isAsynchronous, request.deadline));
  });

export const handler = createHandler(buildDeps(config));

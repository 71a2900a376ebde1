import { config } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { onboardingAnswer } from '../lib/http/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { notRepeated } from '../lib/http/onboardingView.ts';
import { mustHaveNoBody } from '../lib/http/schema.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { requestClaim } from '../lib/requestClaim.ts';

/** POST /v1/onboardings/{id}/credentials: issues the keys and answers with them, once. */
export const createHandler = (service: ServiceDeps) =>
  api(service, async (request, deps) => {
    mustHaveNoBody(request.body);
    const { onboarding, keys } = await requestClaim(
      deps,
      await findOnboarding(request, deps),
      request.keyed,
      request.deadline,
    );
    return onboardingAnswer(deps, 200, onboarding, keys === undefined ? notRepeated(onboarding) : { keys });
  });

export const handler = createHandler(buildDeps(config));

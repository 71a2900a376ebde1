import { config } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { keyParameters, keysAnswer, notYetAnswer, replayAnswer, settleWriting } from '../lib/http/keyAnswer.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/schema.ts';
import { tellAfter } from '../lib/outbox.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { requestClaim } from '../lib/requestClaim.ts';

/** POST /v1/onboardings/{id}/credentials: issues the keys and answers with them, once. */
export const createHandler = (service: ServiceDeps) =>
  api(
    service,
    async (request, deps) => {
      mustHaveNoBody(request.body);
      const found = await findOnboarding(request, deps);
      const writing = settleWriting(request, found);
      const { keyed, deadline } = request;
      const { onboarding, keys, notYet } = await tellAfter(deps, (each) => requestClaim(each, found, keyed, deadline));
      if (notYet !== undefined) return notYetAnswer(deps, onboarding, notYet);
      if (keys === undefined) return replayAnswer(deps, onboarding, writing);
      return keysAnswer(deps, 200, onboarding, keys, writing);
    },
    { action: 'claim', takesLink: true, query: keyParameters, givesKeys: true },
  );

export const handler = createHandler(buildDeps(config));

import { createOnboarding } from '../lib/createOnboarding.ts';
import { config } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { onboardingAnswer, workedAnswer } from '../lib/http/answer.ts';
import { api } from '../lib/http/middleware.ts';
import { notRepeated } from '../lib/http/onboardingView.ts';
import { resolveBlueprint, resolveRole } from '../lib/http/resolve.ts';
import { readCreateBody } from '../lib/http/schema.ts';
import type { ServiceDeps } from '../lib/ports.ts';

/** POST /v1/onboardings: sets one blueprint up for one tenant, and answers with the keys, once. */
export const createHandler = (service: ServiceDeps) =>
  api(service, async ({ body, caller, keyed, isAsynchronous, deadline }, deps) => {
    const { tenantId, accountId, bootstrapRoleArn, ...wanted } = readCreateBody(body);
    const { blueprint, parameters } = resolveBlueprint(deps, wanted.blueprint, wanted.parameters);
    const roleArn = resolveRole(deps, blueprint, { accountId, bootstrapRoleArn });
    const request = { tenantId, accountId, blueprint, parameters, roleArn, caller, keyed, isAsynchronous, deadline };
    const { onboarding, keys, isReplay } = await createOnboarding(deps, request);
    if (isReplay) return onboardingAnswer(deps, 200, onboarding, notRepeated(onboarding));
    return workedAnswer(deps, 201, onboarding, keys && { keys });
  });

export const handler = createHandler(buildDeps(config));

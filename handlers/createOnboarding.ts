import { planOf } from '../lib/blueprints.ts';
import { createOnboarding } from '../lib/createOnboarding.ts';
import { config } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { workedAnswer } from '../lib/http/answer.ts';
import { mustActFor } from '../lib/http/caller.ts';
import { keyParameters, keysAnswer, replayAnswer, settleWriting } from '../lib/http/keyAnswer.ts';
import { linkSeconds, linkView } from '../lib/http/linkView.ts';
import { api } from '../lib/http/middleware.ts';
import { resolveBlueprint, resolveRole, resolveWebhook } from '../lib/http/resolve.ts';
import { readCreateBody } from '../lib/http/schema.ts';
import { tellAfter } from '../lib/outbox.ts';
import type { ServiceDeps } from '../lib/ports.ts';

/** POST /v1/onboardings: sets one blueprint up for one tenant, and answers with the keys, once. */
export const createHandler = (service: ServiceDeps) =>
  api(
    service,
    async (request, deps) => {
      const { caller, keyed, isAsynchronous, deadline } = request;
      const { tenantId, accountId, bootstrapRoleArn, ...wanted } = readCreateBody(request.body);
      mustActFor(caller, tenantId);
      const { blueprint, parameters } = resolveBlueprint(deps, wanted.blueprint, wanted.parameters);
      const roleArn = resolveRole(deps, blueprint, { accountId, bootstrapRoleArn });
      const { userNames } = planOf(deps, { id: '', accountId, blueprint: blueprint.name, parameters }).plan;
      const writing = settleWriting(request, { blueprint: blueprint.name, parameters, userNames });
      const webhook = resolveWebhook(deps, wanted.webhook);
      const asked = {
        tenantId,
        accountId,
        blueprint,
        parameters,
        roleArn,
        webhook,
        linkSeconds: linkSeconds(deps.settings, wanted.link),
      };
      const create = { ...asked, caller: caller.name, keyed, isAsynchronous, deadline };
      const { onboarding, keys, isReplay, link } = await tellAfter(deps, (each) => createOnboarding(each, create));
      if (isReplay) return replayAnswer(deps, onboarding, writing);
      if (keys !== undefined) return keysAnswer(deps, 201, onboarding, keys, writing);
      return workedAnswer(deps, 201, onboarding, linkView(deps.settings, onboarding, link));
    },
    { action: 'create', query: keyParameters, givesKeys: true },
  );

export const handler = createHandler(buildDeps(config));

import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildReads, buildSurroundings } from '../lib/gateways/deps.ts';
import { onboardingAnswer } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { mayLaunch } from '../lib/http/linkCall.ts';
import { api } from '../lib/http/middleware.ts';
import type { Reading, ServiceDeps } from '../lib/http/ports.ts';
import { mayCall } from '../lib/http/routes.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/onboardings/{id}: returns the status, the steps with their times, and the receipt, but never a secret. */
export const createHandler = ({ store, ...service }: ServiceDeps<'catalog'> & Reading) =>
  api<'catalog'>(service, routes.getOnboarding, async (request, deps) => {
    const reading = { ...deps, store };
    const onboarding = await findOnboarding(request, reading);
    return onboardingAnswer(reading, 200, onboarding, undefined, undefined, {
      access: mayLaunch(request.caller, onboarding),
      links: mayCall(routes.createLink, request.caller.kind),
    });
  });

const blueprints = buildCatalog();
export const handler = createHandler({
  ...buildSurroundings(config),
  ...blueprints,
  ...buildReads(config, blueprints),
});

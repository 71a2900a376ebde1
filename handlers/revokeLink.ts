import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { noContent } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { revokeLinks } from '../lib/requests/requestLink.ts';

/** DELETE /v1/onboardings/{id}/link: invalidates every link token. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.revokeLink, async (request, deps) => {
    mustHaveNoBody(request.body);
    await revokeLinks(deps, await findOnboarding(request, deps));
    return noContent();
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

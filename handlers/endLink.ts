import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { noContent } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { revokeLink } from '../lib/requests/requestLink.ts';

/** DELETE /v1/onboardings/{id}/link/{linkId}: invalidates one link token. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.endLink, async (request, deps) => {
    mustHaveNoBody(request.body);
    await revokeLink(deps, await findOnboarding(request, deps), request.path['linkId'] ?? '');
    return noContent();
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

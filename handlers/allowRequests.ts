import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { noContent } from '../lib/http/views/answer.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import { scopeInPath } from '../lib/http/request/stopScope.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { allowRequests } from '../lib/requests/stops.ts';

/** DELETE /v1/stops/{scope}: allows creates, claims and links again. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.allowRequests, async ({ caller, path, body, deadline }, deps) => {
    mustHaveNoBody(body);
    await allowRequests(deps, scopeInPath(caller, path['scope']), deadline);
    return noContent();
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

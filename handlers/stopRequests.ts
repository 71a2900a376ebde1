import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { stopView } from '../lib/http/views/stopView.ts';
import { api } from '../lib/http/middleware.ts';
import { readStopBody } from '../lib/http/request/schema.ts';
import { mustBeKnown, scopeInPath } from '../lib/http/request/stopScope.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { stopRequests } from '../lib/requests/stops.ts';

/** POST /v1/stops/{scope}: stops creates, claims and links, until they are allowed again. */
export const createHandler = (service: ServiceDeps<'catalog' | 'store'>) =>
  api(service, routes.stopRequests, async ({ caller, path, body, deadline }, deps) => {
    const { reason } = readStopBody(body);
    const scope = scopeInPath(caller, path['scope']);
    mustBeKnown(deps, scope);
    return json(200, stopView(await stopRequests(deps, scope, reason, deadline)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config), ...buildCatalog() });

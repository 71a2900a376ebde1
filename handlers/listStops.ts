import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { stopsView } from '../lib/http/views/stopView.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { newestActions, readControls } from '../lib/requests/controls.ts';

/** GET /v1/stops: returns what is stopped, and the newest entries of the audit trail of the deployment. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.listStops, async ({ caller, deadline }, deps) => {
    const controls = await readControls(deps, deadline);
    return json(200, stopsView(caller, controls, await newestActions(deps, controls, deadline)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

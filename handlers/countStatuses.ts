import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { statusCountsView } from '../lib/http/views/statisticsView.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { countByStatus } from '../lib/record/countByStatus.ts';

/** GET /v1/statistics/statuses: returns how many onboardings are in each status. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.countStatuses, async ({ deadline, caller: { tenants } }, deps) =>
    json(200, statusCountsView(await countByStatus(deps, { tenants, deadline }))),
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

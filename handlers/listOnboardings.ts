import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { outdatedPlans } from '../lib/http/outdatedPlans.ts';
import { json } from '../lib/http/views/answer.ts';
import { readListQuery } from '../lib/http/request/listQuery.ts';
import { listView } from '../lib/http/views/listView.ts';
import { api } from '../lib/http/middleware.ts';
import { listOnboardings } from '../lib/record/listOnboardings.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/onboardings: lists the onboardings in pages, newest first. */
export const createHandler = (service: ServiceDeps<'catalog' | 'store'>) =>
  api(service, routes.listOnboardings, async ({ query, deadline, caller: { tenants } }, deps) => {
    const { filters, limit, after } = readListQuery(query);
    const outdated = filters.isOutdated ? await outdatedPlans(deps, deadline) : undefined;
    const page = await listOnboardings(deps, { ...filters, outdated, tenants, limit, after, deadline });
    return json(200, listView(deps, page, filters));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildCatalog(), ...buildStore(config) });

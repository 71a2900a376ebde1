import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { readListQuery } from '../lib/http/request/listQuery.ts';
import { listView } from '../lib/http/views/listView.ts';
import { api } from '../lib/http/middleware.ts';
import { listOnboardings } from '../lib/record/listOnboardings.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { routes } from '../lib/http/routes.ts';

/** GET /v1/onboardings: lists the onboardings in pages, newest first. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.listOnboardings, async ({ query, deadline, caller: { tenants } }, deps) => {
    const { filters, limit, after } = readListQuery(query);
    const page = await listOnboardings(deps, { ...filters, tenants, limit, after, deadline });
    return json(200, listView(page, filters, deps.apiPath));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

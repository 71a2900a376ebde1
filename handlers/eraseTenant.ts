import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { noContent } from '../lib/http/views/answer.ts';
import { tenantInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { acceptsLeftovers } from '../lib/http/request/offboardQuery.ts';
import { mustHaveNoBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { eraseTenant } from '../lib/requests/eraseTenant.ts';

/** DELETE /v1/tenants/{tenantId}: erases everything that is stored about a tenant whose onboardings have all ended. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.eraseTenant, async ({ path, query, body, caller, deadline }, deps) => {
    mustHaveNoBody(body);
    await eraseTenant(deps, tenantInPath(caller, path), acceptsLeftovers(query), deadline);
    return noContent();
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

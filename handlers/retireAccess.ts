import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { noContent } from '../lib/http/views/answer.ts';
import { tenantInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody, readAccountId } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { retireAccess } from '../lib/access/retireAccess.ts';

/** DELETE /v1/tenants/{tenantId}/access/{accountId}: retires the external ID permanently, if it is unused. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.retireAccess, async ({ path, body, caller, deadline }, deps) => {
    mustHaveNoBody(body);
    const tenantId = tenantInPath(caller, path);
    await retireAccess(deps, { tenantId, accountId: readAccountId(path['accountId']) }, deadline);
    return noContent();
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });

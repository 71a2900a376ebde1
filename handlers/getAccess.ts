import { stacksOf } from '../lib/access/accessOffer.ts';
import { readStored } from '../lib/access/changeExternalId.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildReads, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { accessView } from '../lib/http/views/accessView.ts';
import { tenantInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { readAccountId } from '../lib/http/request/schema.ts';
import type { Reading, ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/tenants/{tenantId}/access/{accountId}: returns the external ID, its change if there is one, and the stacks. */
export const createHandler = ({ store, ...service }: ServiceDeps<'catalog'> & Reading) =>
  api<'catalog'>(service, routes.getAccess, async ({ path, caller, deadline }, deps) => {
    const tenantId = tenantInPath(caller, path);
    const access = await readStored(
      { ...deps, store },
      { tenantId, accountId: readAccountId(path['accountId']) },
      deadline,
    );
    return json(200, accessView(access, stacksOf(deps, access)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildReads(config), ...buildCatalog() });

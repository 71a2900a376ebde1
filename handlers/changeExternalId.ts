import { stacksOf } from '../lib/access/accessOffer.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { accessView } from '../lib/http/views/accessView.ts';
import { tenantInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { readAccountId, readExternalIdBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { replaceExternalId } from '../lib/requests/replaceExternalId.ts';

/** POST /v1/tenants/{tenantId}/access/{accountId}/external-id: replaces the external ID, while both still work. */
export const createHandler = (service: ServiceDeps<'catalog' | 'store'>) =>
  api(service, routes.changeExternalId, async ({ path, body, caller, deadline }, deps) => {
    const tenantId = tenantInPath(caller, path);
    const accountId = readAccountId(path['accountId']);
    const { replaces } = readExternalIdBody(body);
    const access = await replaceExternalId(deps, { tenantId, accountId, replaces }, deadline);
    return json(200, accessView(access, stacksOf(deps, access)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config), ...buildCatalog() });

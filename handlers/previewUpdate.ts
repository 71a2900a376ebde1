import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildReads, buildSurroundings } from '../lib/gateways/deps.ts';
import { retrying } from '../lib/core/retrying.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import type { Reading, ServiceDeps } from '../lib/http/ports.ts';
import { readUpdateBody } from '../lib/http/request/updateBody.ts';
import * as routes from '../lib/http/routeTable.ts';
import { updatePreviewOf } from '../lib/http/updatePreview.ts';
import { json } from '../lib/http/views/answer.ts';
import { assertUpdatable } from '../lib/requests/updateTarget.ts';

/** POST /v1/onboardings/{id}/update/preview: returns what an update would change, and changes nothing. */
export const createHandler = ({ store, ...service }: ServiceDeps<'catalog'> & Reading) =>
  api<'catalog'>(service, routes.previewUpdate, async (request, deps) => {
    const { parameters = {} } = readUpdateBody(request.body);
    const found = assertUpdatable(await findOnboarding(request, { ...deps, store }));
    const { tenantId, accountId } = found;
    const access = await retrying(deps.clock, request.deadline, () => store.getAccess(tenantId, accountId));
    return json(200, updatePreviewOf(deps, found, access, parameters));
  });

const blueprints = buildCatalog();
export const handler = createHandler({
  ...buildSurroundings(config),
  ...blueprints,
  ...buildReads(config, blueprints),
});

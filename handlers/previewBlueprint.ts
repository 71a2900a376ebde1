import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { previewSchema } from '../lib/http/views/blueprintView.ts';
import { blueprintInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { previewErrors } from '../lib/http/furtherErrors.ts';
import { resolveValues } from '../lib/http/resolve.ts';
import { readPreviewBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { preview } from '../lib/preview/preview.ts';

/** POST /v1/blueprints/{name}/preview: returns what an onboarding would create, and creates nothing. */
export const createHandler = (service: ServiceDeps<'catalog'>) =>
  api(service, routes.previewBlueprint, (request, deps) => {
    const blueprint = blueprintInPath(request, deps);
    const body = readPreviewBody(request.body, previewErrors(blueprint, deps.settings.partition));
    const { accountId, tenantId, parameters, partition = deps.settings.partition } = body;
    const values = resolveValues(blueprint, parameters, { partition, accountId });
    return json(
      200,
      previewSchema.parse(preview(deps.settings, { blueprint, values, accountId, partition, tenantId })),
    );
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildCatalog() });

import { describeBlueprint } from '../lib/blueprints/describeBlueprint.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { blueprintSchema } from '../lib/http/views/blueprintView.ts';
import { blueprintInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/blueprints/{name}: returns what the blueprint creates, and the JSON Schema of its parameters. */
export const createHandler = (service: ServiceDeps<'catalog'>) =>
  api(service, routes.getBlueprint, (request, deps) => {
    const description = describeBlueprint(blueprintInPath(request, deps), deps.settings.partition);
    return json(200, blueprintSchema.parse(description));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildCatalog() });

import { describeBlueprint } from '../lib/blueprints/describeBlueprint.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildSurroundings } from '../lib/gateways/deps.ts';
import type { BlueprintList } from '../lib/http/answerSchemas.ts';
import { json } from '../lib/http/views/answer.ts';
import { blueprintSchema } from '../lib/http/views/blueprintView.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/blueprints: lists the blueprints of the catalogue. */
export const createHandler = (service: ServiceDeps<'catalog'>) =>
  api(service, routes.listBlueprints, (_request, { catalog, settings }) =>
    json(200, {
      blueprints: catalog.map((blueprint) => blueprintSchema.parse(describeBlueprint(blueprint, settings.partition))),
    } satisfies BlueprintList),
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildCatalog() });

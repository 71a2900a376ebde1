import { buildApiDocument } from '../lib/gateways/apiDocument.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/openapi.json: returns the OpenAPI document, with the address of this deployment, cacheable for 5 minutes. */
export const createHandler = (service: ServiceDeps<'apiDocument'>) =>
  api(service, routes.openApi, ({ origin }, { apiDocument, basePath }) =>
    json(
      200,
      { ...apiDocument(), servers: [{ url: `${origin}${basePath}` }] },
      { 'cache-control': 'public, max-age=300' },
    ),
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildApiDocument() });

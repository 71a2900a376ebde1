import { config } from '../lib/gateways/config/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { routes } from '../lib/http/routes.ts';

/** GET /v1/health: the functions run, and their settings are right. */
export const createHandler = (service: ServiceDeps<never>) =>
  api(service, routes.health, () => json(200, { status: 'ok' }));

export const handler = createHandler(buildSurroundings(config));

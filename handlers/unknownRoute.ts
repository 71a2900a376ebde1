import { ProblemError } from '../lib/core/errors.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { preflight, refusedPreflight } from '../lib/http/cors.ts';
import { anyRequest } from '../lib/http/middleware.ts';
import { nearestRoutes } from '../lib/http/nearestRoutes.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';

/** Every method and path that no other function serves; a browser's preflight of those that one does. */
export const createHandler = (service: ServiceDeps<never>) =>
  anyRequest(service, (event) => {
    const allowed = preflight(event, service.corsOrigins);
    if (allowed !== undefined) return allowed;
    throw new ProblemError('unknown-route', refusedPreflight(event) ?? nearestRoutes(event.requestContext.http.path));
  });

export const handler = createHandler(buildSurroundings(config));

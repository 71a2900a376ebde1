import { config } from '../lib/gateways/config/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { preflight, refusedPreflight } from '../lib/http/cors.ts';
import { anyRequest } from '../lib/http/middleware.ts';
import { noRouteProblem } from '../lib/http/nearestRoutes.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';

/**
 * Answers every request whose method and path no other function serves, including the CORS preflight requests of
 * browsers.
 */
export const createHandler = (service: ServiceDeps<never>) =>
  anyRequest(service, (event) => {
    const allowed = preflight(event, service.corsOrigins);
    if (allowed !== undefined) return allowed;
    const { method, path } = event.requestContext.http;
    throw noRouteProblem(method, path, refusedPreflight(event));
  });

export const handler = createHandler(buildSurroundings(config));

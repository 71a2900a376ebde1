import { routeKey, routes } from '../../lib/http/routes.ts';
import { pageRoutes } from '../../lib/http/web/requestedFile.ts';
import type { CompiledResource } from './framework.ts';

/**
 * Routes that need no token and therefore no signature. `$default` receives every request that matches no other route,
 * such as CORS preflights, which a browser cannot sign.
 */
const unsignedRoutes = new Set([
  ...Object.values(routes)
    .filter(({ callers }) => callers === 'anybody')
    .map(routeKey),
  ...pageRoutes,
  '$default',
]);

/**
 * Makes API Gateway check the SigV4 signature on every route of a compiled template that is not in `unsignedRoutes`.
 */
export function requireSignatures(resources: Readonly<Record<string, CompiledResource>>): void {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::ApiGatewayV2::Route') continue;
    if (!unsignedRoutes.has(Properties.RouteKey ?? '')) Properties.AuthorizationType = 'AWS_IAM';
  }
}

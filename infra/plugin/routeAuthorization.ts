import { pathsOf } from '../../lib/http/linkRoutes.ts';
import { mayCall, routeKey, routes } from '../../lib/http/routes.ts';
import { pageRoutes } from '../../lib/http/web/requestedFile.ts';
import type { CompiledResource } from './framework.ts';

/**
 * Routes that need no signature: those that anybody may call, and those for link tokens alone, which the functions verify.
 * `$default` receives every request that matches no other route, such as CORS preflights, which a browser cannot sign.
 */
const unsignedRoutes = new Set([
  ...Object.values(routes)
    .flatMap(pathsOf)
    .filter((route) => route.callers === 'anybody' || !mayCall(route, 'signer'))
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

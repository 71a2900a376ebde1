import { routeKey, routes } from '../../lib/http/routes.ts';
import type { CompiledResource } from './framework.ts';

/**
 * Routes that need no token, and so no signature. `$default` is what no other route serves: browsers' preflights, which
 * nobody can sign, among it.
 */
const open = new Set([
  ...Object.values(routes)
    .filter(({ callers }) => callers === 'anybody')
    .map(routeKey),
  '$default',
]);

/** Has API Gateway check AWS's signature (SigV4) on every route of a compiled template that is not open. */
export function requireSignatures(resources: Readonly<Record<string, CompiledResource>>): void {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::ApiGatewayV2::Route') continue;
    if (!open.has(Properties.RouteKey ?? '')) Properties.AuthorizationType = 'AWS_IAM';
  }
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { mayCall, routeKey, type Route } from './routes.ts';

/**
 * Returns a route at each of its paths. A route that accepts link tokens has a second path under `/v1/link`, which accepts
 * link tokens alone. So a browser, which cannot sign, reaches the function in a deployment whose callers sign.
 */
export function pathsOf(route: Route): readonly Route[] {
  const linked = linkRouteOf(route);
  return linked === undefined ? [route] : [route, linked];
}

function linkRouteOf(route: Route): Route | undefined {
  if (route.callers === 'anybody' || !mayCall(route, 'link')) return undefined;
  return { ...route, path: `/v1/link${route.path.slice('/v1'.length)}`, callers: ['link'] };
}

/**
 * Returns the route at the path that the request has used. API Gateway writes the route key, and chooses the route, with
 * or without the check of a signature, by the same key.
 */
export function calledRoute({ routeKey: key }: Pick<APIGatewayProxyEventV2, 'routeKey'>, route: Route): Route {
  return pathsOf(route).find((each) => routeKey(each) === key) ?? route;
}

/**
 * Returns the beginning of the paths of the calls that an answer names: `/v1`, or `/v1/link` for a caller who used a path
 * under it, because such a caller may be admitted to no other.
 */
export const versionPath = ({ path }: Route): string => (path.startsWith('/v1/link/') ? '/v1/link' : '/v1');

import { routeKey, routes, type Route } from './routes.ts';

/**
 * Returns the detail of the problem for an unknown route: the methods of the path if the path exists, or else all
 * routes.
 */
export function nearestRoutes(path: string): string {
  const all = Object.values(routes);
  const ofPath = all.filter((route) => patternOf(route).test(path));
  if (ofPath.length === 0) return `There is nothing at this path. There is: ${all.map(routeKey).join(', ')}.`;
  const methods = ofPath.map(({ method }) => method).join(', ');
  return `The path is right, the method is not. This path takes ${methods}.`;
}

/** Returns the pattern of the request paths that belong to a route. */
function patternOf({ path }: Route): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

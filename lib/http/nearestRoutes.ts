import { routeKey, routes, type Route } from './routes.ts';

/** What to do about a request that is no route: the methods of its path where the path is known, else all routes. */
export function nearestRoutes(path: string): string {
  const all = Object.values(routes);
  const here = all.filter((route) => patternOf(route).test(path));
  if (here.length === 0) return `There is nothing at this path. There is: ${all.map(routeKey).join(', ')}.`;
  const methods = here.map(({ method }) => method).join(', ');
  return `The path is right, the method is not. This path takes ${methods}.`;
}

/** What a request's path looks like that is a path of this route. */
function patternOf({ path }: Route): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

import { clip, ProblemError } from '../core/errors.ts';
import { pathsOf } from './linkRoutes.ts';
import { routeKey, routes } from './routes.ts';
import { pageRoutes } from './web/requestedFile.ts';

/** How many characters of a path an answer repeats. The longest path of a route has fewer, and a prefix may precede it. */
const longestPath = 300;

/**
 * Returns the problem for a request that no route serves: 405 with the methods of the path if the path exists, or else
 * 404 with the path without superfluous slashes if that exists, or else with all routes. `why` replaces the detail. The
 * path may begin with a stage or the mapping of a custom domain.
 */
export function noRouteProblem(method: string, path: string, why?: string): ProblemError {
  const all = Object.values(routes).flatMap(pathsOf);
  const methodsOf = (given: string) =>
    [...all, ...pages].filter((route) => patternOf(route).test(given)).map((route) => route.method);
  const allow = methodsOf(path);
  // If the path has the method, what precedes the path of the route is neither a stage nor a mapping.
  if (allow.length === 0 || allow.some((each) => each === method)) {
    const likely = path.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
    const isLikely = likely !== path && methodsOf(likely).length > 0;
    const detail = `There is nothing at this path. ${isLikely ? `Did you mean ${clip(likely, longestPath)}?` : `There is: ${all.map(routeKey).join(', ')}.`}`;
    return new ProblemError('unknown-route', why ?? detail);
  }
  const detail = `The path is right, the method is not. This path takes ${allow.join(', ')}.`;
  return new ProblemError('method-not-allowed', why ?? detail, { allow });
}

/** The routes of the pages, which the list of an answer does not have: they are no part of the API. */
const pages = pageRoutes.map((key) => ({ method: 'GET' as const, path: key.replace('GET ', '') }));

/** Returns the pattern of the request paths that belong to a route. */
function patternOf({ path }: { readonly path: string }): RegExp {
  return new RegExp(`^(?:/[^/]+)*${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

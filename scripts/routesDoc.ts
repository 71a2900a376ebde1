import { contract, routeNames } from '../lib/http/contract.ts';
import { pathsOf } from '../lib/http/linkRoutes.ts';
import { mayCall, routeKey, routes, type Route } from '../lib/http/routes.ts';
import { markdownTable } from './markdown.ts';

/** Returns a table of all routes for docs/api.md: what each does, and who may call it. */
export function routesTable(): string {
  return markdownTable(
    ['call', 'does'],
    routeNames.map((name) => [
      `\`${routeKey(routes[name])}\``,
      `${contract[name].does.replaceAll('](docs/', '](')}${callersOf(routes[name])}`,
    ]),
  );
}

/** Returns which tokens a route accepts besides that of the back end, and its path for link tokens alone. */
function callersOf(route: Route): string {
  if (route.callers === 'anybody') return '; needs no token';
  const [, linked] = pathsOf(route);
  const operator = mayCall(route, 'operator') ? ["an operator's token"] : [];
  const others = [...operator, ...(linked === undefined ? [] : [`a link token, at \`${linked.path}\` too`])].join(
    ' and ',
  );
  if (!mayCall(route, 'vendor')) return `; needs ${others}`;
  return others === '' ? '' : `; also for ${others}`;
}

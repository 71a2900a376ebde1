import { contract, routeNames } from '../lib/http/contract.ts';
import { routeKey, routes, type Route } from '../lib/http/routes.ts';
import { markdownTable } from './markdown.ts';

/** What the table says of a route that is not only for holders of a token. */
const callers: Readonly<Record<Route['callers'], string>> = {
  token: '',
  link: '; also for a link token',
  anybody: '; needs no token',
};

/** Every route of the API, what it does, and who may call it. */
export function routesTable(): string {
  return markdownTable(
    ['call', 'does'],
    routeNames.map((name) => [
      `\`${routeKey(routes[name])}\``,
      `${contract[name].does}${callers[routes[name].callers]}`,
    ]),
  );
}

import { contract, routeNames } from '../lib/http/contract.ts';
import { routeKey, routes, type Route } from '../lib/http/routes.ts';
import { markdownTable } from './markdown.ts';

/** What the table adds for a route that callers other than those with an API token may use too. */
const alsoFor: Readonly<Record<NonNullable<Route['alsoFor']>, string>> = {
  link: '; also for a link token',
  anybody: '; needs no token',
};

/** Returns a table of all routes: what each does, and who may call it. */
export function routesTable(): string {
  return markdownTable(
    ['call', 'does'],
    routeNames.map((name) => [`\`${routeKey(routes[name])}\``, `${contract[name].does}${callersOf(routes[name])}`]),
  );
}

function callersOf({ alsoFor: who }: Route): string {
  return who === undefined ? '' : alsoFor[who];
}

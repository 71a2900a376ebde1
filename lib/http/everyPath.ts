import { routeNames } from './contract.ts';
import { pathsOf } from './linkRoutes.ts';
import { routes, type Route, type RouteName } from './routes.ts';

/** A call of the API at one of its paths. */
interface PathOfRoute {
  readonly name: RouteName;
  readonly route: Route;
  /** Whether the path is under `/v1/link`, for link tokens alone. */
  readonly isForLinks: boolean;
}

/** Every path of the API, in the order of the table. A path under `/v1/link` follows the other one of its route. */
export const everyPath: readonly PathOfRoute[] = routeNames.flatMap((name) =>
  pathsOf(routes[name]).map((route, at) => ({ name, route, isForLinks: at > 0 })),
);

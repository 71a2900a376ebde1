/** A route of the HTTP API, as `events: - httpApi:` declares it. */
export interface Route {
  readonly functionName: string;
  /** `POST /v1/onboardings`, or `$default`. */
  readonly key: string;
}

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Returns the route that API Gateway selects. It prefers a path without variables to one with variables, a method to
 * ANY, and any other route to `$default`.
 * @param path as sent, still encoded
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const found = routes.flatMap((route) => {
    const [routeMethod, routePath] = route.key.split(' ');
    if (routePath === undefined || (routeMethod !== method && routeMethod !== 'ANY')) return [];
    const pathParameters = matchPath(routePath, path);
    const rank = routePath.split('{').length * 2 + (routeMethod === 'ANY' ? 1 : 0);
    return pathParameters === undefined ? [] : [{ route, pathParameters, rank }];
  });
  const [best] = found.toSorted((a, b) => a.rank - b.rank);
  if (best !== undefined) return best;
  const defaultRoute = routes.find(({ key }) => key === '$default');
  return defaultRoute === undefined ? undefined : { route: defaultRoute, pathParameters: {} };
}

function matchPath(routePath: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = routePath.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined ? segment !== value : value === '') return undefined;
    if (name !== undefined) parameters[name] = decode(value);
  }
  return parameters;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

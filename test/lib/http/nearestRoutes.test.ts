import { nearestRoutes } from '../../../lib/http/nearestRoutes.ts';
import { routeKey, routes } from '../../../lib/http/routes.ts';
import { pathOf } from '../../support/routePath.ts';

const all = Object.values(routes);

test('a path that is none is answered with every route', () => {
  expect(nearestRoutes('/v1/nothing')).toBe(
    `There is nothing at this path. There is: ${all.map(routeKey).join(', ')}.`,
  );
});

test.each(all)('$path is known by its path, with the methods that it has', (route) => {
  const methods = all.filter(({ path }) => path === route.path).map(({ method }) => method);
  expect(nearestRoutes(pathOf(route))).toContain(`This path takes ${methods.join(', ')}.`);
});

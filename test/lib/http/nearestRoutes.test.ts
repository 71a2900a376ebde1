import { nearestRoutes } from '../../../lib/http/nearestRoutes.ts';
import { routeKey, routes } from '../../../lib/http/routes.ts';
import { pathOf } from '../../support/routePath.ts';

const all = Object.values(routes);

test('the answer to an unknown path lists every route', () => {
  expect(nearestRoutes('/v1/nothing')).toBe(
    `There is nothing at this path. There is: ${all.map(routeKey).join(', ')}.`,
  );
});

test.each(all)('the answer to a wrong method on $path lists the methods of the path', (route) => {
  const methods = all.filter(({ path }) => path === route.path).map(({ method }) => method);
  expect(nearestRoutes(pathOf(route))).toContain(`This path takes ${methods.join(', ')}.`);
});

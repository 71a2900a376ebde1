import { everyPath } from '../../../lib/http/everyPath.ts';
import { noRouteProblem } from '../../../lib/http/nearestRoutes.ts';
import { routeKey } from '../../../lib/http/routes.ts';
import { pathOf } from '../../support/routePath.ts';

const all = everyPath.map(({ route }) => route);

test.each(['/v1/nothing', '/', '//', '/v1/nothing/', '/v2/health'])(
  'the answer to the unknown path %s is 404 and lists every route',
  (path) => {
    expect(noRouteProblem('PUT', path).problem).toEqual({
      slug: 'unknown-route',
      detail: `There is nothing at this path. There is: ${all.map(routeKey).join(', ')}.`,
    });
  },
);

test.each([
  ['/v1/onboardings/', '/v1/onboardings'],
  ['/dev//v1/health', '/dev/v1/health'],
  ['//v1/onboardings/x//events//', '/v1/onboardings/x/events'],
])('the answer to the unknown path %s is 404 and asks for %s', (path, likely) => {
  expect(noRouteProblem('PUT', path).problem).toEqual({
    slug: 'unknown-route',
    detail: `There is nothing at this path. Did you mean ${likely}?`,
  });
});

test.each(all)('the answer to a wrong method on $path is 405 and names the methods of the path', (route) => {
  const isSame = ({ path }: (typeof all)[number]) =>
    new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathOf(route));
  const methods = all.filter(isSame).map(({ method }) => method);
  for (const prefix of ['', '/dev', '/orders/v1']) {
    const { problem, headers } = noRouteProblem('PUT', `${prefix}${pathOf(route)}`);
    expect([problem.slug, headers.allow]).toEqual(['method-not-allowed', methods]);
    expect(problem.detail).toContain(`This path takes ${methods.join(', ')}.`);
  }
});

test('the answer to a known path after a prefix that is no stage is 404', () => {
  expect(noRouteProblem('GET', '/nothing/v1/health').problem.slug).toBe('unknown-route');
});

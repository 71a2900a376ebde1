import { contract, routeNames } from '../../../lib/http/contract.ts';
import { routes } from '../../../lib/http/routes.ts';

const all = routeNames.map((name) => ({ name, ...routes[name], ...contract[name] }));

test.each(all)('$name: the parameters of its path say where its tenant comes from', ({ path, tenant }) => {
  expect([tenant === 'onboarding', tenant === 'path']).toEqual([path.includes('{id}'), path.includes('{tenantId}')]);
});

test.each(all.filter(({ callers }) => callers === 'link'))(
  '$name takes a link token, so that its path names the onboarding that the token is for',
  ({ path }) => {
    expect(path).toMatch(/^\/v1\/onboardings\/\{id\}/);
  },
);

import { contract, routeNames } from '../../../lib/http/contract.ts';
import { routes } from '../../../lib/http/routes.ts';

const all = routeNames.map((name) => ({ name, ...routes[name], ...contract[name] }));

test.each(all)('$name declares the source of its tenant as its path has it', ({ path, tenant }) => {
  expect([tenant === 'onboarding', tenant === 'path']).toEqual([path.includes('{id}'), path.includes('{tenantId}')]);
});

test.each(all.filter(({ callers }) => callers.includes('link')))(
  '$name accepts a link token, so its path names the onboarding of the token',
  ({ path }) => {
    expect(path).toMatch(/^\/v1\/onboardings\/\{id\}/);
  },
);

import { existsSync } from 'node:fs';
import { catalog } from '../../catalog/index.ts';
import { isAllowed } from '../support/engine.ts';
import { accountId } from '../support/launchedStack.ts';
import { madeUser } from '../support/madeUser.ts';
import { casesFile, userCasesOf } from '../support/policyCases/userCases.ts';

const everythingAllowed = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The blueprints with a file of cases. Blueprints of product guides must have one. */
const withCases = catalog.filter(({ name }) => existsSync(casesFile(name)));

test('the blueprint of each product guide has cases', () => {
  expect(withCases.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['cycle', 'humalect', 'koding', 'serverless', 'tutum']),
  );
});

describe.each(withCases)('the users of the blueprint $name', (blueprint) => {
  const cases = userCasesOf(blueprint.name);

  test.each(cases)('with $parameters: $does: $allowed', async ({ parameters, allowed, does: _, ...call }) => {
    const { exact, widest, ...user } = madeUser(blueprint, parameters);
    const question = { ...user, ...call, accountId };
    expect(await isAllowed({ ...question, boundary: exact })).toBe(allowed);
    expect(await isAllowed({ ...question, boundary: widest })).toBe(allowed);
  });

  test.each(cases.filter(({ allowed }) => !allowed))(
    'with $parameters: $does: denied by the boundary, even with AdministratorAccess attached',
    async ({ parameters, allowed: _, does: __, ...call }) => {
      const { exact, principal } = madeUser(blueprint, parameters);
      const question = { principal, ...call, accountId, identity: [everythingAllowed] };
      expect(await isAllowed({ ...question, boundary: exact })).toBe(false);
      expect(await isAllowed(question)).toBe(true);
    },
  );

  test('have cases of allowed and of denied calls', () => {
    expect(new Set(cases.map(({ allowed }) => allowed))).toEqual(new Set([true, false]));
  });
});

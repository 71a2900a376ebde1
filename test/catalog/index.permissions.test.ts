import { existsSync } from 'node:fs';
import { catalog } from '../../catalog/index.ts';
import { isAllowed } from '../support/engine.ts';
import { accountId } from '../support/launchedStack.ts';
import { madeUser } from '../support/madeUser.ts';
import { casesFile, userCasesOf } from '../support/policyCases/userCases.ts';

const everythingAllowed = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** A blueprint without a file of cases works as well; those of the product guides have one. */
const withCases = catalog.filter(({ name }) => existsSync(casesFile(name)));

test('each product guide has its cases', () => {
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
    'with $parameters: $does: not even with AdministratorAccess on top, since the boundary caps it',
    async ({ parameters, allowed: _, does: __, ...call }) => {
      const { exact, principal } = madeUser(blueprint, parameters);
      const question = { principal, ...call, accountId, identity: [everythingAllowed] };
      expect(await isAllowed({ ...question, boundary: exact })).toBe(false);
      expect(await isAllowed(question)).toBe(true);
    },
  );

  test('there are cases for what they may and for what they may not', () => {
    expect(new Set(cases.map(({ allowed }) => allowed))).toEqual(new Set([true, false]));
  });
});

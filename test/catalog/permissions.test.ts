import { catalog } from '../../catalog/index.ts';
import { ceilingParameters, ceilingValues } from '../../lib/ceiling.ts';
import { readParameters } from '../../lib/parameters.ts';
import { planOnboarding } from '../../lib/plan.ts';
import { isAllowed } from '../support/engine.ts';
import { accountId, launchedStack, settings } from '../support/launchedStack.ts';
import { userCasesOf } from '../support/policyCases/userCases.ts';

const onboardingId = 'ob_01JZ0000000000000000000000';
const everythingAllowed = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

describe.each(catalog)('the users of the blueprint $name', (blueprint) => {
  const made = (parameters: Readonly<Record<string, unknown>>) => {
    const read = readParameters(blueprint, parameters, 'aws');
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    const { namespace, partition } = settings;
    const request = { blueprint, values: read.values, namespace, partition, accountId, onboardingId };
    const { steps, resources } = planOnboarding(request);
    return {
      principal: resources.find(({ type }) => type === 'user')?.arn ?? '',
      identity: steps.flatMap((step): unknown[] => (step.kind === 'create-policy' ? [JSON.parse(step.document)] : [])),
      // The boundary of a stack that was launched for just these values, and of one that covers all.
      exact: launchedStack(blueprint, ceilingValues(blueprint, read.values)).boundary.PolicyDocument,
      widest: launchedStack(
        blueprint,
        Object.fromEntries(ceilingParameters(blueprint).map(({ name, widest }) => [name, widest])),
      ).boundary.PolicyDocument,
    };
  };
  const cases = userCasesOf(blueprint.name);

  test.each(cases)('with $parameters: $does: $allowed', async ({ parameters, allowed, does: _, ...call }) => {
    const { exact, widest, ...user } = made(parameters);
    const question = { ...user, ...call, accountId };
    expect(await isAllowed({ ...question, boundary: exact })).toBe(allowed);
    expect(await isAllowed({ ...question, boundary: widest })).toBe(allowed);
  });

  test.each(cases.filter(({ allowed }) => !allowed))(
    'with $parameters: $does: not even with AdministratorAccess on top, since the boundary caps it',
    async ({ parameters, allowed: _, does: __, ...call }) => {
      const { exact, principal } = made(parameters);
      const question = { principal, ...call, accountId, identity: [everythingAllowed] };
      expect(await isAllowed({ ...question, boundary: exact })).toBe(false);
      expect(await isAllowed(question)).toBe(true);
    },
  );

  test('there are cases for what they may and for what they may not', () => {
    expect(new Set(cases.map(({ allowed }) => allowed))).toEqual(new Set([true, false]));
  });
});

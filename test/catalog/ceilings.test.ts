import * as z from 'zod';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { partitionNames } from '../../lib/partitions.ts';
import { planOnboarding } from '../../lib/plan.ts';
import { readParameters } from '../../lib/parameters.ts';
import { madeUser } from '../support/madeUser.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const statement = z.looseObject({ Action: oneOrMore, Resource: oneOrMore });
const documentSchema = z.looseObject({ Statement: z.array(statement) });

/** Statements as a set can hold them: a list of one is that one, and order does not count. */
function statementsOf(documents: readonly unknown[]): readonly string[] {
  const plain = (value: string | readonly string[]) => [value].flat().toSorted();
  const statements = documents.flatMap((document) => documentSchema.parse(document).Statement);
  const texts = statements.map(({ Action, Resource, ...rest }) =>
    JSON.stringify({ action: plain(Action), resource: plain(Resource), rest: Object.entries(rest).toSorted() }),
  );
  return [...new Set(texts)].toSorted();
}

const variants: readonly { blueprint: string; parameters: Readonly<Record<string, unknown>> }[] = [
  { blueprint: 'cycle', parameters: { userNames: ['ada'] } },
  { blueprint: 'humalect', parameters: {} },
  { blueprint: 'koding', parameters: { route53: false } },
  { blueprint: 'koding', parameters: { route53: true } },
  { blueprint: 'serverless', parameters: { permissions: 'admin' } },
  { blueprint: 'serverless', parameters: { permissions: 'deploy' } },
  { blueprint: 'tutum', parameters: {} },
  { blueprint: 'tutum', parameters: { region: 'us-west-2' } },
];
const blueprintOf = (name: string): Blueprint => {
  const found = catalog.find((blueprint) => blueprint.name === name);
  if (found === undefined) throw new Error(`there is no blueprint ${name}`);
  return found;
};

test('every blueprint is looked at', () => {
  expect(new Set(variants.map(({ blueprint }) => blueprint))).toEqual(new Set(catalog.map(({ name }) => name)));
});

// Fails too when AWS has changed a managed policy: then somebody has to decide what tenants are asked to agree to.
test.each(variants)(
  'the boundary of $blueprint for $parameters is what its user gets, no more and no less',
  (variant) => {
    const { identity, exact } = madeUser(blueprintOf(variant.blueprint), variant.parameters);
    expect(statementsOf([exact])).toEqual(statementsOf(identity));
  },
);

describe.each(partitionNames)('in %s', (partition) => {
  // Route 53 is refused outside aws.
  const possible = variants.filter(({ parameters }) => !('region' in parameters) && parameters['route53'] !== true);

  test.each(possible)('$blueprint for $parameters has ARNs of that partition', ({ blueprint: name, parameters }) => {
    const blueprint = blueprintOf(name);
    const read = readParameters(blueprint, parameters, partition);
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    const { steps, resources } = planOnboarding({
      blueprint,
      values: read.values,
      namespace: 'latchkey',
      partition,
      accountId: '111122223333',
      onboardingId: 'ob_01JZ0000000000000000000000',
    });
    const partitions = JSON.stringify([steps, resources]).match(/(?<=arn:)[^:]*/g);
    expect(new Set(partitions)).toEqual(new Set([partition]));
  });
});

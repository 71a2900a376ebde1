import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { partitionNames } from '../../lib/core/partitions.ts';
import { planOnboarding } from '../../lib/blueprints/plan.ts';
import { readParameters } from '../../lib/blueprints/parameters.ts';
import { madeUser } from '../support/madeUser.ts';
import { variantsOf } from '../support/variants.ts';
import { ownerOf } from '../support/tenantNames.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const statement = z.looseObject({ Action: oneOrMore, Resource: oneOrMore });
const documentSchema = z.looseObject({ Statement: z.array(statement) });

/**
 * Returns the statements as text in a set: a list with one element equals that element, and the order does not matter.
 */
function statementsOf(documents: readonly unknown[]): readonly string[] {
  const plain = (value: string | readonly string[]) => [value].flat().toSorted();
  const statements = documents.flatMap((document) => documentSchema.parse(document).Statement);
  const texts = statements.map(({ Action, Resource, ...rest }) =>
    JSON.stringify({ action: plain(Action), resource: plain(Resource), rest: Object.entries(rest).toSorted() }),
  );
  return [...new Set(texts)].toSorted();
}

const variants = catalog.flatMap((blueprint) =>
  variantsOf(blueprint).map((parameters) => ({ name: blueprint.name, blueprint, parameters })),
);

// This test also fails after AWS has changed a managed policy. Then decide which permissions tenants should agree to.
test.each(variants)(
  'the boundary of $name for $parameters allows exactly what the policies of its users grant',
  ({ blueprint, parameters }) => {
    const { identity, exact } = madeUser(blueprint, parameters);
    expect(statementsOf([exact])).toEqual(statementsOf(identity));
  },
);

describe.each(partitionNames)('in %s', (partition) => {
  // Some values are not valid in every partition, because regions and services differ.
  const possible = variants.filter(
    ({ blueprint, parameters }) => 'values' in readParameters(blueprint, parameters, { partition }),
  );

  test.each(possible)('$name for $parameters has ARNs of that partition', ({ blueprint, parameters }) => {
    const read = readParameters(blueprint, parameters, { partition });
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    const { steps, resources } = planOnboarding({
      ...ownerOf(blueprint.name),
      blueprint,
      values: read.values,
      partition,
      accountId: '111122223333',
      onboardingId: 'ob_01JZ0000000000000000000000',
    });
    const partitions = JSON.stringify([steps, resources]).match(/(?<=arn:)[^:]*/g);
    expect(new Set(partitions)).toEqual(new Set([partition]));
  });
});

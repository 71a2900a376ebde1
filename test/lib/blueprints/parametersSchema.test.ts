import * as z from 'zod';
import { catalog } from '../../../catalog/index.ts';
import { parametersSchema } from '../../../lib/blueprints/parametersSchema.ts';
import { readParameters } from '../../../lib/blueprints/parameters.ts';
import { partitionNames } from '../../../lib/core/partitions.ts';
import { everything } from '../../support/everything.ts';

const names = [
  'x',
  'Some.User_1+=@-',
  'n'.repeat(64),
  'n'.repeat(65),
  'n'.repeat(128),
  'n'.repeat(129),
  '',
  'a,b',
  'a b',
  'a/b',
  'ä',
  'a\n',
];
const lists = [
  ['one'],
  ['one', 'two'],
  Array.from({ length: 10 }, (_, index) => `user-${String(index)}`),
  Array.from({ length: 11 }, (_, index) => `user-${String(index)}`),
  [],
  ['one', 'one'],
  ['one', 'a b'],
  ['one', 1],
];
const regions = ['us-east-1', 'us-west-2', 'me-central-1', 'us-gov-west-1', 'cn-north-1', 'mars-1'];
const values = [...names, ...lists, ...regions, null, true, false, 0, {}, 'admin', 'deploy', 'default', '-x'];

describe.each(partitionNames)('in %s', (partition) => {
  test.each([...catalog, everything])(
    'the schema of $name accepts the valid parameters of a request, and no others',
    (blueprint) => {
      const schema = z.fromJSONSchema(parametersSchema(blueprint, partition));
      const enough = Object.fromEntries(
        Object.entries(blueprint.parameters).flatMap(([name, { kind }]) =>
          kind === 'userNames' ? [[name, ['one']]] : [],
        ),
      );
      const cases = Object.keys(blueprint.parameters).flatMap((name) =>
        values.map((value) => ({ ...enough, [name]: value })),
      );
      const wrong = [...cases, enough, {}, { ...enough, other: 1 }].filter(
        (given) => schema.safeParse(given).success !== 'values' in readParameters(blueprint, given, { partition }),
      );
      expect(wrong).toEqual([]);
    },
  );
});

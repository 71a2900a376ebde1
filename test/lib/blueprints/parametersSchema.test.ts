import * as z from 'zod';
import { catalog } from '../../../catalog/index.ts';
import { parametersSchema } from '../../../lib/blueprints/parametersSchema.ts';
import { readParameters } from '../../../lib/blueprints/parameters.ts';
import { partitionNames, partitions } from '../../../lib/core/partitions.ts';
import { vault, vaultParameters } from '../../support/vault.ts';
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

  test("the schema of a blueprint with the tenant's own resources accepts what a request can send, and no more", () => {
    const schema = z.fromJSONSchema(parametersSchema(vault, partition));
    const { homeRegion } = partitions[partition];
    const here = (text: string) =>
      text.replaceAll('arn:aws:', `arn:${partition}:`).replaceAll('eu-central-1', homeRegion);
    const enough: Readonly<Record<string, unknown>> = Object.fromEntries(
      Object.entries({ ...vaultParameters('111122223333'), regions: [homeRegion] }).map(([name, value]) => [
        name,
        typeof value === 'string' ? here(value) : value,
      ]),
    );
    const texts = [
      ...[
        'arn:aws:s3:::a',
        'arn:aws-cn:s3:::a',
        'arn:aws:s3:::a/b',
        'arn:aws:s3:::a:b',
        'arn:aws:s3::1:a',
        'arn:aws:s3:::',
      ],
      ...[
        'arn:aws:s3:::a*',
        'arn:aws:s3:::${a}',
        'arn:aws:s3:::a b',
        'arn:aws:s3:::a\n',
        ' arn:aws:s3:::a',
        'any',
        'Z1',
      ],
      ...[
        'arn:aws:iam::111122223333:role/a/b',
        'arn:aws:iam:::role/a',
        'arn:aws:iam::111122223333:user/a',
        'data base',
        ' x',
        'x ',
      ],
      ...[
        'team',
        'cost:center',
        'a"b',
        'a\\b',
        `Z${'1'.repeat(31)}`,
        `Z${'1'.repeat(32)}`,
        'a'.repeat(20),
        'a'.repeat(21),
      ],
      `arn:aws:s3:::${'a'.repeat(499)}`,
      `arn:aws:s3:::${'a'.repeat(500)}`,
    ];
    const tagLists = [[{ key: 'a', value: '' }], [{ key: '', value: '' }], [{ key: 'a' }]];
    const tried = [...values, ...texts, ...texts.map((text) => [text]), ...tagLists];
    const cases = Object.keys(vault.parameters).flatMap((name) => tried.map((value) => ({ ...enough, [name]: value })));
    const accepted = (given: Record<string, unknown>) => 'values' in readParameters(vault, given, { partition });
    expect(accepted(enough)).toBe(true);
    const wrong = [...cases, enough, {}].filter((given) => schema.safeParse(given).success !== accepted(given));
    expect(wrong).toEqual([]);
  });
});

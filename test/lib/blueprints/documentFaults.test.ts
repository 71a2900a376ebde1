import { readParameters } from '../../../lib/blueprints/parameters.ts';
import { substitute } from '../../../lib/blueprints/substitution.ts';
import type { Blueprint } from '../../../catalog/blueprint.ts';
import { withStatements } from '../../support/honest.ts';

const text = { kind: 'text', pattern: '.+', default: 'x', description: '' } as const;
const onTags = (...keys: readonly string[]): Blueprint => {
  const Condition = { StringEquals: Object.fromEntries(keys.map((key) => [`aws:ResourceTag/${key}`, '${value}'])) };
  return {
    ...withStatements([{ Effect: 'Allow', Action: 'ec2:StopInstances', Resource: '*', Condition }]),
    parameters: {
      one: text,
      other: text,
      value: text,
      userName: { kind: 'name', of: 'user', default: 'u', description: '' },
    },
  };
};
const read = (blueprint: Blueprint, given: object) =>
  readParameters(blueprint, { ...given }, { partition: 'aws', accountId: '111122223333' });

test.each([
  { keys: ['${one}', '${other}'], given: { one: 'team', other: 'team' }, at: 'other' },
  { keys: ['${one}', '${other}'], given: { one: 'team', other: 'Team' }, at: 'other' },
  { keys: ['${one}', 'team'], given: { one: 'TEAM' }, at: 'one' },
  { keys: ['${one}a', 'a${other}'], given: { one: 'a', other: 'a' }, at: 'other' },
])(
  'values that make one condition key of $keys are refused, because a condition would be lost',
  ({ keys, given, at }) => {
    expect(read(onTags(...keys), given)).toEqual({
      errors: [
        { pointer: `/parameters/${at}`, detail: expect.stringMatching(/^makes two conditions on the key aws:/) },
      ],
    });
  },
);

test('other values of the same parameters are taken', () => {
  expect(read(onTags('${one}', '${other}'), { one: 'a', other: 'b', value: 'Zürich' })).toHaveProperty('values');
});

test('a document in which two keys become the same is not rendered', () => {
  expect(() => substitute({ '${one}': 1, '${other}': 2 }, { one: 'a', other: 'a' })).toThrow(
    'two keys become the same: a',
  );
});

test.each([
  ['a letter beyond U+00FF', 'Жуков', /has the character U\+0416, which no policy of IAM can have/],
  ['half of a character', '\ud800x', /cannot be seen, or half of one/],
  ['a space without width', 'a\u200bb', /cannot be seen, or half of one/],
  ['a change of direction', 'a\u202eb', /cannot be seen, or half of one/],
])('%s in a policy is refused', (_, value, says) => {
  expect(read(onTags('team'), { value })).toEqual({
    errors: [{ pointer: '/parameters/value', detail: expect.stringMatching(says) }],
  });
});

test('a letter beyond U+00FF is taken where it stands in no policy', () => {
  expect(read(onTags('team'), { one: 'Жуков' })).toHaveProperty('values');
});

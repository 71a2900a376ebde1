import { tagChanges } from '../../../lib/blueprints/tagChanges.ts';
import type { Tag } from '../../../lib/blueprints/parameterValues.ts';
import type { Plan } from '../../../lib/blueprints/plan.ts';

type Tags = Readonly<Record<string, string>>;

const tagList = (tags: Tags): readonly Tag[] => Object.entries(tags).map(([key, value]) => ({ key, value }));

/** Returns a plan with a user, a group and a policy. */
const planWith = (ofUser: Tags, ofPolicy: Tags = {}, policy = 'policy'): Plan => ({
  path: '/latchkey/tutum/x/ob/',
  userNames: ['ann'],
  resources: [
    { type: 'user', name: 'ann', arn: 'user/ann' },
    { type: 'group', name: 'all', arn: 'group/all' },
    { type: 'policy', name: policy, arn: `policy/${policy}` },
  ],
  steps: [
    { name: 'create-user ann', needs: [], kind: 'create-user', user: 'ann', tags: tagList(ofUser) },
    { name: 'create-group all', needs: [], kind: 'create-group', group: 'all' },
    {
      name: `create-policy ${policy}`,
      needs: [],
      kind: 'create-policy',
      policy,
      document: '{}',
      tags: tagList(ofPolicy),
    },
  ],
});

/** Returns for each user and policy what is set and removed. */
const changesOf = (from: Plan, to: Plan) =>
  tagChanges(from, to).map(({ type, name, set, removed }) => ({
    of: `${type} ${name}`,
    set: set.map(({ key, value }) => `${key}=${value}`),
    removed: removed.map(({ key }) => key),
  }));

test.each([
  { what: 'the same tags', from: { team: 'a' }, to: { team: 'a' }, expected: [] },
  { what: 'a new tag', from: {}, to: { team: 'a' }, expected: [{ of: 'user ann', set: ['team=a'], removed: [] }] },
  {
    what: 'another value',
    from: { team: 'a', stage: 'x' },
    to: { team: 'b', stage: 'x' },
    expected: [{ of: 'user ann', set: ['team=b'], removed: [] }],
  },
  { what: 'a tag less', from: { team: 'a' }, to: {}, expected: [{ of: 'user ann', set: [], removed: ['team'] }] },
  {
    what: 'a key in other letters, which replaces the one before',
    from: { Team: 'a' },
    to: { team: 'a' },
    expected: [{ of: 'user ann', set: ['team=a'], removed: [] }],
  },
])('from one plan to another with $what', ({ from, to, expected }) => {
  expect(changesOf(planWith(from), planWith(to))).toEqual(expected);
});

test('a policy that stays gets its new tags, and one with another name is created with them', () => {
  expect(changesOf(planWith({}, { team: 'a' }), planWith({}, { team: 'b' }))).toEqual([
    { of: 'policy policy', set: ['team=b'], removed: [] },
  ]);
  expect(changesOf(planWith({}, { team: 'a' }), planWith({}, { team: 'b' }, 'policy-v2'))).toEqual([]);
});

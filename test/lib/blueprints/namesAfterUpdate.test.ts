import { namesAfterUpdate } from '../../../lib/blueprints/namesAfterUpdate.ts';
import type { Plan } from '../../../lib/blueprints/plan.ts';
import type { Onboarding } from '../../../lib/record/onboarding.ts';

/** Returns a plan whose policies have these documents. */
const planWith = (policies: Readonly<Record<string, string>>): Plan => ({
  path: '/latchkey/tutum/x/ob/',
  userNames: ['tutum'],
  resources: [],
  steps: Object.entries(policies).map(([policy, Sid]) => ({
    name: `create-policy ${policy}`,
    needs: [],
    kind: 'create-policy',
    policy,
    tags: [],
    document: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Sid, Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
  })),
});

/** Returns the names that policies get which the blueprint calls otherwise. `used`: the policies on record. */
const namesOf = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  { used = Object.keys(before), renamed = {} }: { used?: readonly string[]; renamed?: Record<string, string> } = {},
) => {
  const policyNames = Object.entries(renamed).map(([planned, name]) => ({ planned, name }));
  const resources = used.map((name) => ({ type: 'policy', name, arn: name, status: 'made' }) as const);
  const record: Pick<Onboarding, 'policyNames' | 'resources'> = {
    resources,
    ...(policyNames.length > 0 && { policyNames }),
  };
  const names = namesAfterUpdate({ record, before: planWith(before), after: planWith(after), number: 1 });
  return names && Object.fromEntries(names.map(({ planned, name }) => [planned, name]));
};

const long = 'p'.repeat(127);

test.each([
  ['a policy that stays keeps its name', namesOf({ one: 'a' }, { one: 'a' }), undefined],
  ['a policy that changes gets a number', namesOf({ one: 'a' }, { one: 'b' }), { one: 'one-v2' }],
  [
    'a policy that stays keeps the number of an earlier update',
    namesOf({ one: 'a', two: 'a' }, { one: 'a', two: 'b' }, { used: ['one-v7', 'two'], renamed: { one: 'one-v7' } }),
    { one: 'one-v7', two: 'two-v2' },
  ],
  ['a new policy has the name that the blueprint says', namesOf({ one: 'a' }, { two: 'a' }), undefined],
  [
    'unless that name was used before, in whatever case',
    namesOf({ one: 'a' }, { One: 'a', two: 'a' }, { used: ['one', 'two'] }),
    { One: 'One-v2', two: 'two-v2' },
  ],
  [
    'a name that another policy of the blueprint has is left out',
    namesOf({ one: 'a', 'one-v2': 'a' }, { one: 'b', 'one-v2': 'a' }),
    { one: 'one-v3' },
  ],
  ['also if only the new version has it', namesOf({ one: 'a' }, { one: 'b', 'ONE-v2': 'a' }), { one: 'one-v3' }],
  [
    'two long names stay different although the number takes the place of what they differ in',
    namesOf({ [`${long}1`]: 'a', [`${long}2`]: 'a' }, { [`${long}1`]: 'b', [`${long}2`]: 'b' }),
    { [`${long}1`]: `${'p'.repeat(125)}-v2`, [`${long}2`]: `${'p'.repeat(125)}-v3` },
  ],
])('%s', (_, names, expected) => {
  expect(names).toEqual(expected);
});

import { blueprintSchema, type Blueprint } from '../../../catalog/blueprint.ts';
import { catalog } from '../../../catalog/index.ts';
import { languageProblems } from '../../../lib/blueprints/languageProblems.ts';
import { everything } from '../../support/everything.ts';
import { vault } from '../../support/vault.ts';

test.each([...catalog, everything, vault])('$name has no mistake', (blueprint) => {
  expect(languageProblems(blueprint)).toEqual([]);
});

const version = '2012-10-17';
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const arn = { kind: 'arn', service: 's3', resourceType: 'bucket', description: '' };
const one: Record<string, unknown> = {
  name: 'one',
  title: '',
  source: '',
  parameters: {},
  policies: [{ name: 'read', documents: [{ Version: version, Statement: [allow] }] }],
  groups: [],
  users: [{ name: 'ann', groups: [], attach: [{ policy: 'read' }] }],
  permissionsBoundary: [{ Version: version, Statement: [allow] }],
  differences: [],
  notes: [],
};
const withParameters = (parameters: object, more: object = {}): Blueprint =>
  blueprintSchema.parse({ ...one, parameters, ...more });
const withStatement = (statement: object, parameters: object = {}): Blueprint =>
  withParameters(parameters, {
    permissionsBoundary: [{ Version: version, Statement: [{ ...allow, ...statement }] }],
  });
const list = { ...arn, list: { min: 1, max: 9 } };
const statement = 'permissionsBoundary/0/Statement/0';

test.each([
  ...['externalId', 'EXTERNALID', 'accountID', 'partition', 'tenantToken', 'vendor_account_id', 'boundaryDigest'].map(
    (name) => ({
      what: `a parameter with the reserved name ${name}`,
      blueprint: withParameters({ [name]: arn }),
      at: `parameters/${name}`,
      says: 'reserved name',
    }),
  ),
  {
    what: 'two parameters that become the same stack parameter',
    blueprint: withParameters({ bucketArn: arn, BucketArn: arn }),
    at: 'parameters/BucketArn',
    says: 'become the same parameter of the stack',
  },
  {
    what: 'a pattern that is no regular expression',
    blueprint: withParameters({ bucket: { ...arn, pattern: '[a' } }),
    at: 'parameters/bucket/pattern',
    says: 'not a regular expression',
  },
  {
    what: 'a pattern that would match everything together with what is put around it',
    blueprint: withParameters({ bucket: { ...arn, pattern: 'a)|(?:.*' } }),
    at: 'parameters/bucket/pattern',
    says: 'not a regular expression',
  },
  {
    what: 'a default that leaves the path of the onboarding',
    blueprint: withParameters({ userName: { kind: 'name', of: 'user', default: 'a/../b', description: '' } }),
    at: 'parameters/userName/default',
    says: 'the default a/../b must be 1 to 64 characters of letters',
  },
  {
    what: 'a default that would break a file of keys',
    blueprint: withParameters({ profile: { kind: 'label', default: 'a]\nb', description: '' } }),
    at: 'parameters/profile/default',
    says: 'must be 1 to 64 letters',
  },
  {
    what: 'a choice that is a wildcard',
    blueprint: withParameters({ which: { kind: 'choice', values: ['a.b_c d', '*'], default: '*', description: '' } }),
    at: 'parameters/which/values/1',
    says: 'the value * must not contain *',
  },
  {
    what: 'a document for the text with which the stack says that a parameter is not given',
    blueprint: withParameters(
      { team: { kind: 'text', pattern: '.+', default: null, description: '' } },
      { users: [{ name: 'ann', groups: [], attach: [{ when: { team: 'any' }, policy: 'read' }] }] },
    ),
    at: 'users/0/attach/0/when/team',
    says: 'team never is any',
  },
  {
    what: 'a policy that is attached twice',
    blueprint: withParameters(
      {},
      { users: [{ name: 'ann', groups: [], attach: [{ policy: 'read' }, { policy: 'read' }] }] },
    ),
    at: 'users/0/attach/1',
    says: 'read is attached twice',
  },
  {
    what: 'a policy that may be attached twice',
    blueprint: withParameters(
      { on: { kind: 'flag', default: true, description: '' } },
      {
        groups: [
          {
            name: 'all',
            attach: [
              { managed: 'SecurityAudit' },
              { policy: 'read' },
              { managed: 'SecurityAudit', when: { on: true } },
            ],
          },
        ],
      },
    ),
    at: 'groups/0/attach/2',
    says: 'SecurityAudit is attached twice',
  },
  {
    what: 'a group that a user is in twice',
    blueprint: withParameters(
      {},
      { groups: [{ name: 'all', attach: [] }], users: [{ name: 'ann', groups: ['all', 'all'], attach: [] }] },
    ),
    at: 'users/0/groups/1',
    says: 'is in the group all twice',
  },
  {
    what: 'a default that does not match the pattern',
    blueprint: withParameters({ bucket: { ...arn, pattern: '[a-z]+', default: '123' } }),
    at: 'parameters/bucket/default',
    says: 'does not match',
  },
  {
    what: 'a list as the default of one text',
    blueprint: withParameters({ bucket: { ...arn, default: ['a'] } }),
    at: 'parameters/bucket/default',
    says: 'takes one text',
  },
  {
    what: 'a format that is no ARN',
    blueprint: withParameters({ bucket: { ...arn, format: 'arn:aws:s3:::x' } }),
    at: 'parameters/bucket/format',
    says: 'not the format of an ARN',
  },
  {
    what: 'a text as the profile of the keys',
    blueprint: withParameters({ profile: { kind: 'text', pattern: '.*', description: '' } }),
    at: 'parameters/profile/kind',
    says: 'is of the kind text',
  },
  {
    what: 'an unknown parameter',
    blueprint: withStatement({ Resource: '${bukcet}' }),
    at: `${statement}/Resource`,
    says: 'bukcet is not a parameter',
  },
  {
    what: 'a placeholder that is no name',
    blueprint: withStatement({ Resource: ['*', 'arn:aws:s3:::${bucket-name}'] }),
    at: `${statement}/Resource/1`,
    says: '${bucket-name} is neither a parameter nor a variable of IAM',
  },
  {
    what: 'a list inside a text',
    blueprint: withStatement({ Resource: '${buckets}/*' }, { buckets: list }),
    at: `${statement}/Resource`,
    says: 'the list buckets stands inside a text',
  },
  {
    what: 'a list beside other values',
    blueprint: withStatement({ Resource: ['${buckets}', '*'] }, { buckets: list }),
    at: `${statement}/Resource/0`,
    says: 'beside other values',
  },
  {
    what: 'a list in a condition key',
    blueprint: withStatement({ Condition: { StringEquals: { 'aws:ResourceTag/${buckets}': 'x' } } }, { buckets: list }),
    at: `${statement}/Condition/StringEquals/aws:ResourceTag/\${buckets}`,
    says: 'stands inside a text',
  },
  {
    what: 'a parameter in an action',
    blueprint: withStatement({ Action: '${bucket}' }, { bucket: arn }),
    at: `${statement}/Action`,
    says: 'cannot depend on a parameter',
  },
  {
    what: 'a flag in a text',
    blueprint: withStatement({ Resource: '${on}' }, { on: { kind: 'flag', default: true, description: '' } }),
    at: `${statement}/Resource`,
    says: 'whose value is not a text',
  },
  {
    what: 'a parameter that may be omitted',
    blueprint: withStatement({ Resource: '${bucket}' }, { bucket: { ...arn, default: null } }),
    at: 'permissionsBoundary/0',
    says: 'uses bucket, which may be omitted',
  },
  {
    what: 'a statement with neither Resource nor NotResource',
    blueprint: withStatement({ Resource: undefined }),
    at: statement,
    says: 'neither Resource nor NotResource',
  },
  {
    what: 'a statement with Action and NotAction',
    blueprint: withStatement({ NotAction: 's3:*' }),
    at: statement,
    says: 'Action and NotAction',
  },
  {
    what: 'a condition on an unknown parameter',
    blueprint: withParameters(
      {},
      { users: [{ name: 'ann', groups: [], attach: [{ when: { on: true }, policy: 'read' }] }] },
    ),
    at: 'users/0/attach/0/when/on',
    says: 'on is not a parameter',
  },
  {
    what: 'a condition on a value that a choice never has',
    blueprint: withParameters(
      { size: { kind: 'choice', values: ['s', 'm'], default: 's', description: '' } },
      { users: [{ name: 'ann', groups: [], attach: [{ when: { size: 'xl' }, policy: 'read' }] }] },
    ),
    at: 'users/0/attach/0/when/size',
    says: 'size never is xl',
  },
  {
    what: 'an unknown policy',
    blueprint: withParameters({}, { users: [{ name: 'ann', groups: [], attach: [{ policy: 'ReadOnlyAccess' }] }] }),
    at: 'users/0/attach/0/policy',
    says: 'no policy ReadOnlyAccess',
  },
  {
    what: 'an unknown group',
    blueprint: withParameters({}, { users: [{ name: 'ann', groups: ['all'], attach: [] }] }),
    at: 'users/0/groups/0',
    says: 'no group all',
  },
  {
    what: 'an ARN in a name',
    blueprint: withParameters({ bucket: arn }, { users: [{ name: 'ann-${bucket}', groups: [], attach: [] }] }),
    at: 'users/0/name',
    says: 'characters that a name cannot have',
  },
  {
    what: 'a slash in a name',
    blueprint: withParameters({}, { users: [{ name: 'a/b', groups: [], attach: [] }] }),
    at: 'users/0/name',
    says: 'characters that no name can have',
  },
  {
    what: 'two users whose names differ only in case',
    blueprint: withParameters({}, { users: ['ann', 'Ann'].map((name) => ({ name, groups: [], attach: [] })) }),
    at: 'users/1/name',
    says: 'two users',
  },
  ...[{ 'aws:x': '1' }, { 'Latchkey:x': '1' }, { 'a*': '1' }, { a: '<' }, { a: '${aws:username}' }].map((tags) => ({
    what: `the tags ${JSON.stringify(tags)}`,
    blueprint: withParameters({}, { users: [{ name: 'ann', groups: [], attach: [], tags }] }),
    at: `users/0/tags/${Object.keys(tags)[0] ?? ''}`,
    says: /must not begin|letters, digits, spaces|does not fill in here/,
  })),
])('$what is a mistake at $at', ({ blueprint, at, says }) => {
  const problems = languageProblems(blueprint);
  expect(problems.map(({ path }) => path.join('/'))).toEqual([at]);
  expect(problems[0]?.problem).toMatch(
    says instanceof RegExp ? says : new RegExp(says.replaceAll(/[$(){}[\].*]/g, String.raw`\$&`)),
  );
  expect(problems[0]?.remedy).toMatch(/\.$/);
});

test('a policy can be attached for each value of a flag', () => {
  const attach = [true, false].map((on) => ({ policy: 'read', when: { on } }));
  const users = [{ name: 'ann', groups: [], attach }];
  expect(languageProblems(withParameters({ on: { kind: 'flag', default: true, description: '' } }, { users }))).toEqual(
    [],
  );
});

test.each([
  { when: { bucket: null }, isMistake: false },
  { when: { bucket: null, on: true }, isMistake: true },
  { when: { on: true }, isMistake: true },
])(
  'a document for $when before it makes a parameter that may be omitted a mistake: $isMistake',
  ({ when, isMistake }) => {
    const blueprint = withParameters(
      { bucket: { ...arn, default: null }, on: { kind: 'flag', default: true, description: '' } },
      {
        permissionsBoundary: [
          { when, Version: version, Statement: [allow] },
          { Version: version, Statement: [{ ...allow, Resource: '${bucket}' }] },
        ],
      },
    );
    expect(languageProblems(blueprint)).toHaveLength(isMistake ? 1 : 0);
  },
);

import { assert, property } from 'fast-check';
import { uncovered } from '../../../authoring/policy/coverage.ts';
import { readPolicy } from '../../../authoring/policy/readPolicy.ts';
import { engineAllows } from '../../support/engineAllows.ts';
import { document, request } from '../../support/generatedPolicies.ts';

type Statement = Readonly<Record<string, unknown>>;
const policy = (...statements: readonly Statement[]) =>
  readPolicy({ Statement: statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each })) });
const isShown = (policies: ReturnType<typeof policy>, limit: ReturnType<typeof policy>) =>
  uncovered(policies, limit).length === 0;
const when = (operator: string, values: string | readonly string[], key = 'aws:RequestedRegion') => ({
  Condition: { [operator]: { [key]: values } },
});
const get = { Action: 's3:GetObject' };
const bucket = 'arn:${partition}:s3:::${bucket}';

describe('is covered', () => {
  test.each<[string, Statement[], Statement[]]>([
    ['a statement by the same', [get], [get]],
    ['an action by a pattern, whatever the case', [{ Action: 'S3:getObject' }], [{ Action: 's3:Get*' }]],
    [
      'a pattern by two that only together have all of it',
      [{ Action: 's3:Get*' }],
      [{ Action: 's3:GetO*' }, { NotAction: 's3:GetO*' }],
    ],
    ['`*?` by `?*`, which are the same', [{ Action: 's3:*?' }], [{ Action: 's3:?*' }]],
    [
      'an action on two resources by one statement for each',
      [{ ...get, Resource: ['arn:a', 'arn:b'] }],
      [
        { ...get, Resource: 'arn:a' },
        { ...get, Resource: 'arn:b' },
      ],
    ],
    ['two actions by two statements', [{ Action: ['s3:GetObject', 's3:PutObject'] }], [get, { Action: 's3:P*' }]],
    ['NotAction by a narrower NotAction', [{ NotAction: ['iam:*', 'sts:*'] }], [{ NotAction: 'iam:*' }]],
    ['a placeholder by the same', [{ ...get, Resource: `${bucket}/*` }], [{ ...get, Resource: `${bucket}/*` }]],
    ['a placeholder by a wildcard', [{ ...get, Resource: bucket }], [{ ...get, Resource: 'arn:${partition}:s3:::*' }]],
    [
      'what a Deny of the boundary takes, if the policy denies it as well',
      [{ Action: 's3:*' }, { Effect: 'Deny', Action: 's3:Put*' }],
      [{ Action: 's3:*' }, { Effect: 'Deny', Action: 's3:Put*' }],
    ],
    [
      'all but what the policy denies',
      [{ Action: 's3:*' }, { Effect: 'Deny', NotAction: 's3:Get*' }],
      [{ Action: 's3:Get*' }],
    ],
    ['a condition by none', [{ ...get, ...when('StringEquals', 'a') }], [get]],
    [
      'a value by more values',
      [{ ...get, ...when('StringEquals', 'a') }],
      [{ ...get, ...when('StringEquals', ['a', 'b']) }],
    ],
    [
      'a value by a pattern',
      [{ ...get, ...when('StringEquals', 'eu-west-1') }],
      [{ ...get, ...when('StringLike', 'eu-*') }],
    ],
    [
      'a value by its key being there',
      [{ ...get, ...when('StringEquals', 'a') }],
      [{ ...get, ...when('Null', 'false') }],
    ],
    [
      'two values by two statements',
      [{ ...get, ...when('StringEquals', ['a', 'b']) }],
      [
        { ...get, ...when('StringEquals', 'a') },
        { ...get, ...when('StringEquals', 'b') },
      ],
    ],
    [
      'a value by not being another',
      [{ ...get, ...when('StringEquals', 'a') }],
      [{ ...get, ...when('StringNotEquals', 'b') }],
    ],
    [
      'a region, if the boundary denies all others',
      [{ ...get, ...when('StringEquals', 'a') }],
      [get, { Effect: 'Deny', Action: '*', ...when('StringNotEquals', 'a') }],
    ],
    [
      'a number by a greater limit',
      [{ ...get, ...when('NumericLessThan', '5', 's3:max-keys') }],
      [{ ...get, ...when('NumericLessThanEquals', '10', 's3:max-keys') }],
    ],
    [
      'an address by its network',
      [{ ...get, ...when('IpAddress', '203.0.113.7', 'aws:SourceIp') }],
      [{ ...get, ...when('IpAddress', '203.0.113.0/24', 'aws:SourceIp') }],
    ],
    [
      'a condition key with a placeholder by the same',
      [{ ...get, ...when('StringEquals', '${value}', 'aws:ResourceTag/${key}') }],
      [{ ...get, ...when('StringEquals', '${value}', 'AWS:resourcetag/${key}') }],
    ],
  ])('%s', (_, policies, limit) => {
    expect(uncovered(policy(...policies), policy(...limit))).toEqual([]);
  });
});

describe('is not covered', () => {
  test.each<[string, Statement[], Statement[]]>([
    ['a pattern by the actions that exist today', [{ Action: 's3:Get*' }], [get]],
    ['a resource by another', [{ ...get, Resource: 'arn:a' }], [{ ...get, Resource: 'arn:b' }]],
    ['a wildcard by a placeholder', [get], [{ ...get, Resource: bucket }]],
    [
      'a placeholder by `?`, as its values may be longer',
      [{ ...get, Resource: bucket }],
      [{ ...get, Resource: 'arn:?:s3:::?' }],
    ],
    [
      'two actions on two resources by one action on each',
      [{ Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:a', 'arn:b'] }],
      [
        { ...get, Resource: 'arn:a' },
        { Action: 's3:PutObject', Resource: 'arn:b' },
      ],
    ],
    ['an action that the boundary denies', [get], [{ Action: '*' }, { Effect: 'Deny', Action: 's3:G*' }]],
    [
      'a placeholder that may be what the boundary denies',
      [{ ...get, Resource: bucket }],
      [get, { ...get, Effect: 'Deny', Resource: 'arn:aws:s3:::secret' }],
    ],
    ['what is denied only on a condition', [get], [get, { ...get, Effect: 'Deny', ...when('StringEquals', 'a') }]],
    ['no condition by one', [get], [{ ...get, ...when('StringEquals', 'a') }]],
    ['a value by another', [{ ...get, ...when('StringEquals', 'a') }], [{ ...get, ...when('StringEquals', 'b') }]],
    [
      'what a request without the key may do',
      [{ ...get, ...when('StringEqualsIfExists', 'a') }],
      [{ ...get, ...when('StringEquals', 'a') }],
    ],
    [
      'a value in one case by a value in another',
      [{ ...get, ...when('StringEqualsIgnoreCase', 'a') }],
      [{ ...get, ...when('StringEquals', 'A') }],
    ],
    ...(
      [
        ['NumericLessThan', '5', 'NumericGreaterThan', '5'],
        ['NumericLessThanEquals', '5', 'NumericLessThan', '5'],
        ['DateLessThanEquals', '2030-01-01T00:00:00Z', 'DateLessThan', '2030-01-01T00:00:00Z'],
        // A year, and seconds since 1970.
        ['DateGreaterThan', '2020-01-01T00:00:00Z', 'DateGreaterThan', '2030'],
        // Without a time zone, which Node.js reads as that of the machine.
        ['DateLessThan', '2030-01-01T00:00:00', 'DateLessThan', '2031'],
      ] as const
    ).map(([operator, value, other, limit]): [string, Statement[], Statement[]] => [
      `${operator} ${value} by ${other} ${limit}`,
      [{ ...get, ...when(operator, value, 's3:max-keys') }],
      [{ ...get, ...when(other, limit, 's3:max-keys') }],
    ]),
    [
      'a condition that is always met by one that is not',
      [{ ...get, ...when('Null', ['true', 'false']) }],
      [{ ...get, ...when('StringEquals', 'a') }],
    ],
    [
      'what is denied only for several reasons at once',
      [{ Action: 's3:*' }, { Effect: 'Deny', Action: 's3:*', Condition: { StringEquals: { a: '1', b: '1' } } }],
      [],
    ],
  ])('%s', (_, policies, limit) => {
    expect(isShown(policy(...policies), policy(...limit))).toBe(false);
  });
});

test('no request is allowed by policies and denied by a limit that covers them', () => {
  let shown = 0;
  assert(
    property(
      document(),
      document(['Allow', 'Allow', 'Allow', 'Allow', 'Deny']),
      request(),
      (policies, limit, asked) => {
        const [own, other] = [readPolicy(policies), readPolicy(limit)];
        if (!isShown(own, other)) return;
        shown += 1;
        if (engineAllows([policies], asked))
          expect([policies, limit, asked, engineAllows([limit], asked)]).toEqual([policies, limit, asked, true]);
      },
    ),
    { numRuns: 300 },
  );
  expect(shown).toBeGreaterThan(10);
});

import type { Blueprint, StatementTemplate } from '../../../catalog/blueprint.ts';
import { compareBlueprints, type CompareDeps } from '../../../authoring/compare/compareBlueprints.ts';
import type { Comparison } from '../../../authoring/compare/comparison.ts';
import { loadActionData } from '../../../authoring/policy/loadActionData.ts';
import { catalog } from '../../../catalog/index.ts';
import { honest, honestStatements, withStatements } from '../../support/honest.ts';

let deps: CompareDeps;
beforeAll(async () => {
  deps = { actions: await loadActionData(['s3', 'ec2']), managedDocuments: new Map() };
});

const none: Comparison = { more: [], unknown: [], less: [], other: [] };
const allow = (rest: Omit<StatementTemplate, 'Effect'>): StatementTemplate => ({
  Effect: 'Allow',
  Resource: '*',
  ...rest,
});
const inRegions = (...regions: readonly string[]) =>
  allow({ Action: 'ec2:*', Condition: { StringEquals: { 'ec2:Region': regions } } });
const withParameter = (parameter: Blueprint['parameters'][string]): Blueprint => ({
  ...withStatements([allow({ Action: 's3:GetObject', Resource: 'arn:${partition}:s3:::${which}/*' })]),
  parameters: { ...honest.parameters, which: parameter },
});
const choice = (...values: readonly string[]) =>
  withParameter({ kind: 'choice', values, default: 'a', description: '' });
const text = (pattern: string, maxLength?: number) =>
  withParameter({ kind: 'text', pattern, description: '', ...(maxLength !== undefined && { maxLength }) });
const attaching = (...names: readonly string[]): Blueprint => ({
  ...honest,
  users: [{ name: '${userName}', groups: [], attach: names.map((managed) => ({ managed })) }],
});

const tagged = (...all: readonly Readonly<Record<string, string>>[]): Blueprint => ({
  ...honest,
  users: honest.users.map((user, index) => ({ ...user, tags: all[index] })),
});
const withTags = (max: number): Blueprint => ({
  ...honest,
  parameters: { ...honest.parameters, tags: { kind: 'tags', max, default: null, description: '' } },
});
const bucketArn = (endsBefore: string): Blueprint => ({
  ...withStatements([allow({ Action: 's3:GetObject', Resource: '${arn}' })]),
  parameters: {
    ...honest.parameters,
    arn: {
      ...{ kind: 'arn', service: 's3', resourceType: 'bucket', format: 'arn:${Partition}:s3:::${BucketName}' },
      endsBefore,
      description: '',
    },
  },
});
/** A document for one value of the region, and one for all others. */
const byRegion = (region: string | null, action: string, otherwise: string): Blueprint => {
  const documents = [
    { when: { region }, Version: '2012-10-17' as const, Statement: [allow({ Action: action })] },
    { Version: '2012-10-17' as const, Statement: [allow({ Action: otherwise })] },
  ];
  return {
    ...honest,
    parameters: { ...honest.parameters, region: { kind: 'region', default: null, description: '' } },
    policies: [{ name: 'honest-policy', documents }],
    permissionsBoundary: documents,
  };
};

test.each<[string, Blueprint, Blueprint, Partial<Comparison>]>([
  [
    'a value of a text that only the new version names',
    byRegion(null, 's3:GetObject', 's3:GetObject'),
    byRegion('us-east-1', 's3:PutObject', 's3:GetObject'),
    {
      more: [
        'The permissions boundary also allows s3:PutObject if region is us-east-1.',
        'The user ${userName} may also call s3:PutObject if region is us-east-1.',
      ],
      less: [
        'The permissions boundary no longer allows s3:GetObject if region is us-east-1.',
        'The user ${userName} may no longer call s3:GetObject if region is us-east-1.',
      ],
    },
  ],
  [
    'a value of a text that only the old version names',
    byRegion('us-east-1', 's3:GetObject', 's3:PutObject'),
    byRegion(null, 's3:PutObject', 's3:PutObject'),
    {
      more: [
        'The permissions boundary also allows s3:PutObject if region is us-east-1.',
        'The user ${userName} may also call s3:PutObject if region is us-east-1.',
      ],
      less: [
        'The permissions boundary no longer allows s3:GetObject if region is us-east-1.',
        'The user ${userName} may no longer call s3:GetObject if region is us-east-1.',
      ],
    },
  ],
  [
    'tags of a user, for which policies of the tenant may ask',
    tagged({ team: 'a', stage: 'b' }),
    tagged({ team: 'b', __proto: 'c' }),
    {
      unknown: [
        "The user ${userName} has the tag team with the value b, which policies of the tenant's own may ask for.",
        "The user ${userName} has the tag __proto with the value c, which policies of the tenant's own may ask for.",
        'The user ${userName} no longer has the tag stage.',
      ],
    },
  ],
  [
    'tags that requests may send',
    honest,
    withTags(5),
    { more: ['Requests may put up to 5 tags of their own on users.'], other: ['The parameter tags is new.'] },
  ],
  ['more tags that requests may send', withTags(5), withTags(9), { more: ['tags takes up to 9 values instead of 5.'] }],
  [
    'ARNs of another form',
    bucketArn('/'),
    bucketArn(''),
    {
      unknown: [
        'arn takes ARNs of the form arn:${Partition}:s3:::${BucketName} instead of arn:${Partition}:s3:::${BucketName} without / in the last part.',
      ],
    },
  ],
  ['another title, note or Sid', honest, { ...honest, title: 'Other', notes: ['A note.'] }, {}],
  ['statements that are written otherwise', honest, withStatements(honestStatements.toReversed()), {}],
  [
    'an action that is added',
    withStatements([allow({ Action: 's3:GetObject' })]),
    withStatements([allow({ Action: ['s3:GetObject', 's3:PutObject'] })]),
    {
      more: ['The permissions boundary also allows s3:PutObject.', 'The user ${userName} may also call s3:PutObject.'],
    },
  ],
  [
    'an action that is taken out',
    withStatements([allow({ Action: ['s3:GetObject', 's3:PutObject'] })]),
    withStatements([allow({ Action: 's3:GetObject' })]),
    {
      less: [
        'The permissions boundary no longer allows s3:PutObject.',
        'The user ${userName} may no longer call s3:PutObject.',
      ],
    },
  ],
  [
    'a resource that is added',
    honest,
    withStatements([...honestStatements, allow({ Action: 's3:GetObject', Resource: 'arn:${partition}:s3:::other/*' })]),
    {
      more: [
        'The permissions boundary also allows s3:GetObject, only on arn:${partition}:s3:::other/*.',
        'The user ${userName} may also call s3:GetObject, only on arn:${partition}:s3:::other/*.',
      ],
    },
  ],
  [
    'a wider boundary alone',
    withStatements([inRegions('a')]),
    withStatements([inRegions('a')], [inRegions('a', 'b')]),
    {
      more: ['The permissions boundary also allows ec2:*, only in the regions a or b.'],
    },
  ],
  [
    'a condition that is gone',
    withStatements([inRegions('a')]),
    withStatements([allow({ Action: 'ec2:*' })]),
    {
      more: ['The permissions boundary also allows ec2:*.', 'The user ${userName} may also call ec2:*.'],
    },
  ],
  ['a value more', choice('a'), choice('a', 'b'), { more: ['which also takes b.'] }],
  ['a value less', choice('a', 'b'), choice('a'), { less: ['which no longer takes b.'] }],
  [
    'another pattern',
    text('[a-z]+'),
    text('[a-z0-9]+'),
    { unknown: ['which takes values that match [a-z0-9]+ instead of [a-z]+.'] },
  ],
  [
    'longer values',
    text('[a-z]+', 10),
    text('[a-z]+', 20),
    { more: ['which takes up to 20 characters instead of 10.'] },
  ],
  [
    'a managed policy of AWS',
    attaching('One'),
    attaching('One', 'Two'),
    { more: ['The user ${userName} has the managed policy Two of AWS.'] },
  ],
  [
    'a managed policy that is gone',
    attaching('One', 'Two'),
    attaching('One'),
    { less: ['The user ${userName} no longer has the managed policy Two of AWS.'] },
  ],
  [
    'a new user',
    honest,
    { ...honest, users: [...honest.users, { name: 'second', groups: [], attach: [{ policy: 'honest-policy' }] }] },
    {
      more: [
        'There is a new user second.',
        'The user second may also call s3:GetObject, s3:PutObject, only on arn:${partition}:s3:::${bucket}/*.',
        'The user second may also call s3:ListBucket, only where s3:prefix meets StringLike backup/* and only on arn:${partition}:s3:::${bucket}.',
      ],
    },
  ],
  [
    'an alternative',
    honest,
    {
      ...honest,
      policies: [
        {
          name: 'honest-policy',
          documents: [
            {
              when: { encrypted: true },
              Version: '2012-10-17',
              Statement: [...honestStatements, allow({ Action: 'ec2:RunInstances' })],
            },
            { Version: '2012-10-17', Statement: honestStatements },
          ],
        },
      ],
    },
    {
      more: ['The user ${userName} may also call ec2:RunInstances if encrypted is true.'],
    },
  ],
  [
    'another account',
    honest,
    withStatements([
      ...honestStatements,
      allow({ Action: 's3:GetJob', Resource: 'arn:${partition}:s3:*:111122223333:job/*' }),
    ]),
    {
      more: [
        'The policies name the account 111122223333.',
        'The permissions boundary also allows s3:GetJob, only on arn:${partition}:s3:*:111122223333:job/*.',
        'The user ${userName} may also call s3:GetJob, only on arn:${partition}:s3:*:111122223333:job/*.',
      ],
    },
  ],
  [
    'a parameter that is new',
    honest,
    { ...honest, parameters: { ...honest.parameters, id: { kind: 'text', pattern: 'a', description: '' } } },
    {
      other: ['The parameter id is new, and every request has to send it.'],
    },
  ],
  [
    'what cannot be compared',
    withStatements([allow({ Action: 's3:ListAllMyBuckets', Condition: { StringLike: { 'aws:userid': '*:*' } } })]),
    withStatements([
      allow({ Action: 's3:ListAllMyBuckets', Condition: { ArnLike: { 'aws:userid': '${aws:PrincipalArn}' } } }),
    ]),
    {
      unknown: [
        'The permissions boundary also allows s3:ListAllMyBuckets, only where aws:userid meets ArnLike ${aws:PrincipalArn}.',
        'The user ${userName} may also call s3:ListAllMyBuckets, only where aws:userid meets ArnLike ${aws:PrincipalArn}.',
      ],
      less: [
        'The permissions boundary no longer allows s3:ListAllMyBuckets, only where aws:userid meets StringLike *:*.',
        'The user ${userName} may no longer call s3:ListAllMyBuckets, only where aws:userid meets StringLike *:*.',
      ],
    },
  ],
])('%s', (_, before, after, changes) => {
  expect(compareBlueprints(before, after, deps)).toEqual({ ...none, ...changes });
});

test.each(catalog)('$name allows the same as itself', (blueprint) => {
  expect(compareBlueprints(blueprint, blueprint, deps)).toEqual(none);
});

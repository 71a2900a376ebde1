import { summarize } from '../../../lib/preview/permissionSummary.ts';

const allow = (Action: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const anything = document(allow('*'));
const ecr = 'Amazon Elastic Container Registry';

const cases = [
  {
    what: 'a service with all its actions',
    policy: document(allow('ecr:*')),
    reads: [`${ecr}: full access: 4 list, 21 read, 29 write, 4 permissions management, 2 tagging.`],
  },
  {
    what: 'some actions, by name',
    policy: document(allow(['ecr:GetAuthorizationToken', 'ecr:PutImage', 'ecr:TagResource'])),
    reads: [`${ecr}: 1 of 21 read (GetAuthorizationToken), 1 of 29 write (PutImage), 1 of 2 tagging (TagResource).`],
  },
  {
    what: 'a pattern, in the wrong case',
    policy: document(allow('ECR:delete*POLICY')),
    reads: [
      `${ecr}: 1 of 29 write (DeleteLifecyclePolicy), 2 of 4 permissions management (DeleteRegistryPolicy, DeleteRepositoryPolicy).`,
    ],
  },
  {
    what: 'a region',
    policy: document(
      allow('ecr:PutImage', { Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] } } }),
    ),
    reads: [`${ecr}: 1 of 29 write (PutImage); only in the regions eu-west-1 or eu-west-2.`],
  },
  {
    what: 'a service that a role is for, and a resource',
    policy: document(
      allow('iam:PassRole', {
        Resource: ['arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/b'],
        Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      }),
    ),
    reads: [
      'AWS Identity and Access Management (IAM): 1 of 74 write (PassRole); only to pass to the service lambda.amazonaws.com and only on arn:aws:iam::1:role/a or arn:aws:iam::1:role/b.',
    ],
  },
  {
    what: 'a condition without words of its own',
    policy: document(allow('ecr:PutImage', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
    reads: [`${ecr}: 1 of 29 write (PutImage); only where aws:SecureTransport meets Bool true.`],
  },
  {
    what: 'two limits of which either is enough, and one statement without',
    policy: document(
      allow(['ecr:PutImage', 'ecr:BatchGetImage'], { Resource: 'arn:aws:ecr:::a' }),
      allow(['ecr:PutImage', 'ecr:BatchGetImage'], { Resource: 'arn:aws:ecr:::b' }),
      allow('ecr:PutImage'),
    ),
    reads: [
      `${ecr}: 1 of 21 read (BatchGetImage); only on arn:aws:ecr:::a, or only on arn:aws:ecr:::b.`,
      `${ecr}: 1 of 29 write (PutImage).`,
    ],
  },
  {
    what: 'what is denied, everywhere or in places',
    policy: document(
      allow(['ecr:*tImage', 'ecr:PutRegistryPolicy', 'ecr:BatchGetImage']),
      { Effect: 'Deny', Action: 'ecr:*Get*', Resource: '*' },
      { Effect: 'Deny', Action: 'ecr:PutImage', Resource: 'arn:aws:ecr:::a' },
      {
        Effect: 'Deny',
        Action: 'ecr:PutRegistryPolicy',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      },
    ),
    reads: [
      `${ecr}: 1 of 29 write (PutImage); not on arn:aws:ecr:::a.`,
      `${ecr}: 1 of 4 permissions management (PutRegistryPolicy); only in the region eu-west-1.`,
    ],
  },
] as const;

test.each(cases)('$what: $reads', ({ policy, reads }) => {
  const { access, withheldByBoundary, notCounted } = summarize([policy], anything);
  expect(access.map(({ text }) => text)).toEqual(reads);
  expect([withheldByBoundary, notCounted]).toEqual([[], []]);
});

describe('the boundary', () => {
  const policy = document(allow(['ecr:PutImage', 'ecr:BatchGetImage', 'kms:DescribeKey']));

  test('removes actions that it does not allow, and the summary names them as withheld', () => {
    const { access, withheldByBoundary } = summarize([policy], document(allow(['ecr:PutImage', 'kms:*'])));
    expect(access.map(({ service, actions }) => [service, actions])).toEqual([
      ['ecr', ['PutImage']],
      ['kms', ['DescribeKey']],
    ]);
    expect(withheldByBoundary).toEqual(['ecr:BatchGetImage']);
  });

  test('removes a whole service', () => {
    const { access, withheldByBoundary, text } = summarize([document(allow('ecr:*'))], document(allow('kms:*')));
    expect([access, withheldByBoundary, text]).toEqual([
      [],
      ['ecr:*'],
      'Nothing that is counted here. Full access to no service.',
    ]);
  });

  test('adds its limits to those of the policy', () => {
    const oneRegion = document(allow('ecr:*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }));
    const onOne = document(allow('ecr:PutImage', { Resource: 'arn:aws:ecr:::a' }));
    expect(summarize([document(allow('ecr:PutImage'))], oneRegion).access[0]?.limit).toBe(
      'only in the region eu-west-1',
    );
    expect(summarize([onOne], oneRegion).access[0]?.limit).toBe(
      'only on arn:aws:ecr:::a; and only in the region eu-west-1',
    );
    expect(summarize([oneRegion], oneRegion).access[0]?.limit).toBe('only in the region eu-west-1');
  });

  test('leaves only its own actions of a policy that allows everything', () => {
    const { everything, access, withheldByBoundary } = summarize([anything], document(allow('kms:DescribeKey')));
    expect([everything, withheldByBoundary]).toEqual([false, ['all that is not named here']]);
    expect(access.map(({ text }) => text)).toEqual(['AWS Key Management Service: 1 of 7 read (DescribeKey).']);
  });
});

test('full access is one sentence, and only if nothing limits it', () => {
  expect(summarize([anything], anything)).toMatchObject({
    everything: true,
    access: [],
    text: expect.stringMatching(/^Every action of every service: [\d,]+ actions of [\d,]+ services/),
  });
  const limited = [
    document(allow('*', { Resource: 'arn:aws:s3:::a' })),
    document(allow('*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
    document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
  ];
  for (const policy of limited) {
    const { everything, access, notCounted } = summarize([policy], anything);
    expect(everything).toBe(false);
    expect(access.length).toBeGreaterThan(10);
    expect(notCounted).toHaveLength(1);
  }
});

test('a service or action that the data does not have is named, if the boundary can allow it', () => {
  const policy = document(allow(['nosuch:Do*', 'ecr:NotYetThere', 'ecr:PutImage']));
  const { notCounted, text } = summarize([policy], anything);
  expect(notCounted).toEqual(['nosuch:Do*', 'ecr:NotYetThere']);
  expect(text).toContain('not counted: nosuch:Do*, ecr:NotYetThere');
  const capped = summarize([policy], document(allow('ecr:*')));
  expect([capped.notCounted, capped.withheldByBoundary]).toEqual([['ecr:NotYetThere'], ['nosuch:Do*']]);
});

test('all permissions management actions are named, regardless of their number', () => {
  const [access] = summarize([document(allow('ecr:*'))], anything).access;
  expect(access?.permissionsManagement).toEqual([
    'DeleteRegistryPolicy',
    'DeleteRepositoryPolicy',
    'PutRegistryPolicy',
    'SetRepositoryPolicy',
  ]);
});

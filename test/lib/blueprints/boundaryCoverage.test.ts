import { blueprintSchema } from '../../../catalog/blueprint.ts';
import { covers } from '../../../lib/blueprints/boundaryCoverage.ts';
import { vault } from '../../support/vault.ts';

const withStatements = (...statements: readonly object[]) =>
  blueprintSchema.parse({
    ...vault,
    permissionsBoundary: [
      {
        Version: '2012-10-17',
        Statement: statements.map((each) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...each })),
      },
    ],
  });
const condition = (operator: string) => ({ Condition: { [operator]: { 'aws:RequestedRegion': '${regions}' } } });
const anywhere = { Resource: undefined, NotResource: '${regions}' };

test.each([
  { what: 'the resources of an Allow', statements: [{ Resource: '${regions}' }], longer: true, shorter: false },
  { what: 'a condition of an Allow', statements: [condition('StringEquals')], longer: true, shorter: false },
  {
    what: 'a condition on all values of a key',
    statements: [condition('ForAllValues:StringLike')],
    longer: true,
    shorter: false,
  },
  { what: 'a negated condition of an Allow', statements: [condition('StringNotEquals')], longer: false, shorter: true },
  { what: 'what an Allow excludes', statements: [anywhere], longer: false, shorter: true },
  {
    what: 'the resources of a Deny',
    statements: [{ Effect: 'Deny', Resource: '${regions}' }],
    longer: false,
    shorter: true,
  },
  {
    what: 'a negated condition of a Deny',
    statements: [{ Effect: 'Deny', ...condition('StringNotEqualsIfExists') }],
    longer: true,
    shorter: false,
  },
  {
    what: 'an Allow and a Deny',
    statements: [condition('StringEquals'), { Effect: 'Deny', ...condition('StringEquals') }],
    longer: false,
    shorter: false,
  },
])(
  'of a list in $what, a longer one covers a shorter one: $longer, and the reverse: $shorter',
  ({ statements, longer, shorter }) => {
    const blueprint = withStatements(...statements);
    const [one, two] = [{ regions: ['eu-west-1'] }, { regions: ['eu-central-1', 'eu-west-1'] }];
    expect([covers(blueprint, two, one), covers(blueprint, one, two)]).toEqual([longer, shorter]);
    expect(covers(blueprint, two, two)).toBe(true);
    expect(covers(blueprint, { regions: ['us-east-1'] }, one)).toBe(false);
  },
);

test('a boundary covers a plan whose other values do not appear in the document that applies', () => {
  const blueprint = blueprintSchema.parse({
    ...vault,
    permissionsBoundary: [
      {
        when: { restoreFrom: null },
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      },
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '${bucketArn}' }] },
    ],
  });
  const of = (bucketArn: string, restoreFrom: string | string[]) => ({ bucketArn, restoreFrom });
  expect(covers(blueprint, of('arn:aws:s3:::a', 'any'), of('arn:aws:s3:::b', 'any'))).toBe(true);
  expect(covers(blueprint, of('arn:aws:s3:::a', ['x']), of('arn:aws:s3:::b', ['x']))).toBe(false);
});

import { cycle } from '../../../catalog/cycle.ts';
import { tutum } from '../../../catalog/tutum.ts';
import {
  boundaryDocuments,
  boundaryName,
  boundaryNames,
  boundaryText,
  boundaryParameters,
  boundaryValues,
  boundaryVersion,
  valuesDigest,
} from '../../../lib/blueprints/permissionsBoundary.ts';
import { covers } from '../../../lib/blueprints/boundaryCoverage.ts';
import { withStatements } from '../../support/honest.ts';
import { everything } from '../../support/everything.ts';

test.each([
  { boundary: { region: 'any' }, plan: { region: 'any' }, covered: true },
  { boundary: { region: 'any' }, plan: { region: 'us-west-2' }, covered: true },
  { boundary: { region: 'us-west-2' }, plan: { region: 'us-west-2' }, covered: true },
  { boundary: { region: 'us-west-2' }, plan: { region: 'eu-west-1' }, covered: false },
  { boundary: { region: 'us-west-2' }, plan: { region: 'any' }, covered: false },
  { boundary: {}, plan: { region: 'us-west-2' }, covered: false },
])('a boundary for $boundary covers a plan for $plan: $covered', ({ boundary, plan, covered }) => {
  expect(covers(tutum, boundary, plan)).toBe(covered);
});

test.each([
  { boundary: { region: 'any', deploy: 'true' }, plan: { region: 'us-west-2', deploy: 'false' }, covered: true },
  { boundary: { region: 'any', deploy: 'false' }, plan: { region: 'us-west-2', deploy: 'true' }, covered: false },
  { boundary: { region: 'us-west-2', deploy: 'true' }, plan: { region: 'any', deploy: 'true' }, covered: false },
])('with two parameters, a boundary for $boundary covers a plan for $plan: $covered', ({ boundary, plan, covered }) => {
  expect(covers(everything, boundary, plan)).toBe(covered);
});

test('names and parameters without influence on the boundary are not part of its values', () => {
  expect(boundaryValues(tutum, { region: null, userName: 'x', policyName: 'y' })).toEqual({ region: 'any' });
  expect(boundaryValues(tutum, { region: 'us-west-2', userName: 'x' })).toEqual({ region: 'us-west-2' });
  expect(boundaryValues(everything, { region: null, deploy: false, size: 'large' })).toEqual({
    region: 'any',
    deploy: 'false',
  });
  expect(boundaryParameters(everything).map(({ name, widest }) => [name, widest])).toEqual([
    ['region', 'any'],
    ['deploy', 'true'],
  ]);
});

describe('the name of a boundary', () => {
  test('has the namespace, the blueprint, digests of the boundary document and of the values, and the generation', () => {
    const owner = { namespace: 'latchkey', tenantToken: 'abcdefgh' };
    expect(boundaryName(owner, tutum, { region: 'us-west-2' }, 3)).toBe(
      `latchkey-boundary-tutum-abcdefgh-${boundaryVersion(tutum)}-${valuesDigest(tutum, { region: 'us-west-2' })}-3`,
    );
    expect(boundaryName(owner, tutum, {}, 1)).toMatch(/^latchkey-boundary-tutum-abcdefgh-[0-9a-f]{8}-[0-9a-f]{16}-1$/);
    expect(boundaryName(owner, tutum, {}, 1)).toBe(boundaryName(owner, tutum, { region: 'any' }, 1));
    expect(boundaryName(owner, cycle, {}, 1)).toMatch(/^latchkey-boundary-cycle-abcdefgh-[0-9a-f]{8}-1$/);
  });

  test('changes if the boundary document changes, so that an old stack is detected', () => {
    const [first, ...rest] = boundaryDocuments(tutum);
    const wider = {
      ...tutum,
      permissionsBoundary: [...rest, ...(first === undefined ? [] : [{ ...first, Statement: [] }])],
    };
    expect(boundaryVersion(wider)).not.toBe(boundaryVersion(tutum));
  });

  test('does not change if a note or a name changes, so that tenants need not update their stack', () => {
    const reworded = { ...tutum, notes: [], title: 'Other words', users: [], policies: [] };
    expect(boundaryVersion(reworded)).toBe(boundaryVersion(tutum));
  });
});

describe('a boundary with a text', () => {
  const ofBucket = (parameter: object) => {
    const objects = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:${partition}:s3:::${it}/*' } as const;
    const it = { kind: 'text', pattern: '.+', description: '', ...parameter } as const;
    return { ...withStatements([objects]), parameters: { it } };
  };
  const place = { accountId: '111122223333', partition: 'aws' };

  test('for the value any is the one of this value, if every request has to send one', () => {
    expect(boundaryText(ofBucket({}), { it: 'any' }, place)).toContain('arn:aws:s3:::any/*');
  });

  test('has no name that a text can make that of another boundary', () => {
    const blueprint = ofBucket({ boundary: { widest: 'all' } });
    const owner = { namespace: 'latchkey', tenantToken: 'abcdefgh' };
    const [name = ''] = boundaryNames(owner, blueprint, { it: 'bucket' }, 2);
    const digest = valuesDigest(blueprint, { it: 'bucket' });
    expect(name).toContain(digest);
    expect(boundaryNames(owner, blueprint, { it: digest }, 2)).not.toContain(name);
  });
});

test('the documents of a boundary are searched for parameters once, however often an onboarding asks', () => {
  let searches = 0;
  const document = {
    Version: '2012-10-17' as const,
    get Statement() {
      searches += 1;
      return [];
    },
  };
  const blueprint = { parameters: {}, permissionsBoundary: [document] };
  boundaryParameters(blueprint);
  const searchesOfOne = searches;
  boundaryParameters(blueprint);
  expect(searches).toBe(searchesOfOne);
  boundaryVersion(blueprint);
  const searchesOfDigest = searches;
  boundaryVersion(blueprint);
  expect(searches).toBe(searchesOfDigest);
});

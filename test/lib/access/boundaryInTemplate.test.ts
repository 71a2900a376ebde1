import { tutum } from '../../../catalog/tutum.ts';
import { boundaryInTemplate } from '../../../lib/access/boundaryInTemplate.ts';
import { policySize, renderDocument } from '../../../lib/blueprints/policyDocument.ts';
import { withStatements } from '../../support/honest.ts';
import { everything } from '../../support/everything.ts';
import { accountId, launchedStack } from '../../support/launchedStack.ts';
import { boundaryDocuments } from '../../../lib/blueprints/permissionsBoundary.ts';

test.each([
  { blueprint: tutum, boundaryValues: { region: 'any' }, values: { region: null } },
  { blueprint: tutum, boundaryValues: { region: 'us-west-2' }, values: { region: 'us-west-2' } },
  {
    blueprint: everything,
    boundaryValues: { region: 'any', deploy: 'true' },
    values: { region: null, deploy: true },
  },
  {
    blueprint: everything,
    boundaryValues: { region: 'eu-west-1', deploy: 'true' },
    values: { region: 'eu-west-1', deploy: true },
  },
  {
    blueprint: everything,
    boundaryValues: { region: 'any', deploy: 'false' },
    values: { region: null, deploy: false },
  },
])(
  '$blueprint.name for $boundaryValues has the permissions boundary for these values',
  ({ blueprint, boundaryValues, values }) => {
    const { boundary } = launchedStack(blueprint, boundaryValues);
    const rendered: unknown = JSON.parse(
      renderDocument(boundaryDocuments(blueprint), { ...values, accountId, partition: 'aws' }),
    );
    expect(boundary.PolicyDocument).toEqual(rendered);
    expect(policySize(JSON.stringify(rendered))).toBeLessThanOrEqual(6144);
  },
);

test('the boundary is the widest one if the link omits a parameter of it', () => {
  expect(launchedStack(tutum, {}).boundary).toEqual(launchedStack(tutum, { region: 'any' }).boundary);
  const widest = launchedStack(everything, { region: 'any', deploy: 'true' }).boundary;
  expect(launchedStack(everything, {}).boundary.PolicyDocument).toEqual(widest.PolicyDocument);
});

test('a blueprint without alternatives has no condition; each alternative except the last has one', () => {
  const [first, ...others] = boundaryDocuments(everything);
  const last = { ...first, when: undefined, Version: '2012-10-17' as const, Statement: first?.Statement ?? [] };
  expect(boundaryInTemplate({ ...everything, permissionsBoundary: [last] }).conditions).toEqual({});
  expect(Object.keys(boundaryInTemplate(everything).conditions)).toHaveLength(others.length);
});

test('a list in a document with a computed key takes the name of no other parameter', () => {
  const text = { kind: 'text', pattern: '.+', description: '' } as const;
  const Condition = { StringEquals: { 'aws:ResourceTag/${key}': '${zonesJoined}' } };
  const blueprint = {
    ...withStatements([{ Effect: 'Allow', Action: 's3:GetObject', Resource: '${zones}', Condition }]),
    parameters: { key: text, zones: { ...text, list: { min: 1, max: 3 } }, zonesJoined: text },
  };
  const values = { key: 'team', zones: ['arn:a', 'arn:b'], zonesJoined: 'x' };
  const { boundary } = launchedStack(blueprint, values);
  expect(boundary.PolicyDocument).toEqual(
    JSON.parse(renderDocument(boundaryDocuments(blueprint), { ...values, accountId, partition: 'aws' })),
  );
});

test('a choice has its values in the template, whatever characters they have', () => {
  const blueprint = {
    ...withStatements([{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:${partition}:s3:::${which}/*' }]),
    parameters: { which: { kind: 'choice', values: ['a.b_c', 'd'], default: 'd', description: '' } as const },
  };
  const { boundary } = launchedStack(blueprint, { which: 'a.b_c' });
  expect(JSON.stringify(boundary.PolicyDocument)).toContain('arn:aws:s3:::a.b_c/*');
  expect(() => launchedStack(blueprint, { which: 'other' })).toThrow();
});

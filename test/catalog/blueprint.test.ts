import { blueprintSchema, type Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { boundaryName, boundaryParameters, notGiven } from '../../lib/blueprints/permissionsBoundary.ts';
import { nameLimits, namePattern, tenantToken } from '../../lib/core/names.ts';
import { partitions } from '../../lib/core/partitions.ts';
import { planOnboarding } from '../../lib/blueprints/plan.ts';
import { policyDocumentsOf } from '../../lib/blueprints/policyDocumentsOf.ts';
import type { ParameterValues } from '../../lib/blueprints/policyDocument.ts';
import { everything } from '../support/everything.ts';

const longestNamespace = 'n'.repeat(20);

/** Returns the values of a parameter for which the documents can differ. */
function choices({ parameters }: Blueprint): readonly ParameterValues[] {
  return Object.entries(parameters).reduce<readonly ParameterValues[]>(
    (all, [name, parameter]) =>
      all.flatMap((values) => valuesOf(parameter).map((value) => ({ ...values, [name]: value }))),
    [{}],
  );
}

function valuesOf(parameter: Blueprint['parameters'][string]): readonly ParameterValues[string][] {
  switch (parameter.kind) {
    case 'region':
      return [null, 'ap-southeast-7'];
    case 'flag':
      return [true, false];
    case 'choice':
      return parameter.values;
    case 'label':
      return [parameter.default];
    case 'name':
      return [parameter.default, 'x'.repeat(nameLimits[parameter.of])];
    case 'userNames':
      return [Array.from({ length: parameter.max }, (_, index) => `user-${index}`)];
    case 'arn':
    case 'resourceName':
    case 'regions':
    case 'text':
    case 'tags':
      throw new Error(`no blueprint of the catalogue has a parameter of the kind ${parameter.kind}`);
  }
}

test('no two blueprints have the same name', () => {
  expect(new Set(catalog.map(({ name }) => name)).size).toBe(catalog.length);
  expect(catalog.length).toBeGreaterThan(0);
});

describe.each([...catalog, everything])('the blueprint $name', (blueprint) => {
  test('is unchanged when it is written as JSON and read by the schema', () => {
    expect(blueprintSchema.parse(JSON.parse(JSON.stringify(blueprint)))).toEqual(blueprint);
  });

  // Sizes, names and ARNs are checked for all values: see test/authoring/check/checkBlueprint.test.ts.
  test('has complete documents and a path within the quota, for all parameters', () => {
    for (const values of choices(blueprint)) {
      const plan = planOnboarding({
        blueprint,
        values,
        namespace: longestNamespace,
        tenantToken: tenantToken('acme'),
        partition: 'aws-us-gov',
        accountId: '111122223333',
        onboardingId: `ob_${'0'.repeat(26)}`,
      });
      for (const { document = '{}' } of policyDocumentsOf(plan)) expect(document).not.toMatch(/\$\{\w+\}/);
      expect(plan.path.length).toBeLessThanOrEqual(512);
    }
  });

  test('has boundary names of at most 128 characters, in the longest namespace and every region', () => {
    const texts = boundaryParameters(blueprint).map(({ name, parameter }) => {
      const { regions, optIn } = partitions.aws;
      const values = parameter.kind === 'region' ? [notGiven, ...regions, ...optIn] : valuesOf(parameter).map(String);
      return [name, values.reduce((longest, value) => (value.length > longest.length ? value : longest), '')] as const;
    });
    const name = boundaryName(
      { namespace: longestNamespace, tenantToken: tenantToken('acme') },
      blueprint,
      Object.fromEntries(texts),
      999_999,
    );
    expect(name.length).toBeLessThanOrEqual(128);
    expect(name).toMatch(namePattern);
  });
});

describe('the schema refuses', () => {
  test.each([
    ['an unknown field', { ...everything, extra: 1 }],
    ['a name that cannot be part of a path', { ...everything, name: 'Every/thing' }],
    ['the name of a property of every JavaScript object', { ...everything, name: 'constructor' }],
    ...['constructor', 'toString', 'two words'].map((name): [string, object] => [
      `a parameter named ${name}`,
      { ...everything, parameters: { [name]: { kind: 'label', description: '', default: 'x' } } },
    ]),
    ['a document without a version', { ...everything, permissionsBoundary: [{ Statement: [] }] }],
    ['a difference without a reason', { ...everything, differences: [{ guide: 'One thing.', here: 'Another.' }] }],
    ['a function instead of data', { ...everything, policies: [{ name: 'x', documents: () => [] }] }],
    [
      'an effect that IAM does not have',
      {
        ...everything,
        permissionsBoundary: [{ Version: '2012-10-17', Statement: [{ Effect: 'Maybe', Action: '*', Resource: '*' }] }],
      },
    ],
    [
      'a parameter of an unknown kind',
      { ...everything, parameters: { any: { kind: 'text', description: '', default: '' } } },
    ],
  ])('%s', (_, candidate) => {
    expect(blueprintSchema.safeParse(candidate).success).toBe(false);
  });
});

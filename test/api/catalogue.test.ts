import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

const blueprintSchema = z.looseObject({
  name: z.string(),
  title: z.string(),
  source: z.string(),
  differences: z.array(z.strictObject({ guide: z.string(), here: z.string(), why: z.string() })),
  notes: z.array(z.string()),
  creates: z.array(z.looseObject({ type: z.string(), name: z.string() })),
  parameters: z.looseObject({ properties: z.record(z.string(), z.looseObject({})), required: z.array(z.string()) }),
});
const catalogueSchema = z.object({ blueprints: z.array(blueprintSchema) });

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

async function blueprintOf(name: string) {
  const { status, text } = await testStack.request('GET', `/v1/blueprints/${name}`);
  expect(status).toBe(200);
  return blueprintSchema.parse(JSON.parse(text));
}

test('the catalogue lists every blueprint with the same fields as GET /v1/blueprints/{name}', async () => {
  const { status, text } = await testStack.request('GET', '/v1/blueprints');
  expect(status).toBe(200);
  const { blueprints } = catalogueSchema.parse(JSON.parse(text));
  expect(blueprints.map(({ name }) => name)).toEqual(catalog.map(({ name }) => name));
  expect(blueprints).toEqual(await Promise.all(catalog.map(({ name }) => blueprintOf(name))));
});

test.each(catalog.map(({ name }) => name))(
  '%s shows its guide, the differences from it with their reasons, its notes and all its parameters',
  async (name) => {
    const { title, source, differences, notes, parameters, creates } = await blueprintOf(name);
    const blueprint = catalog.find((each) => each.name === name);
    expect({ title, source, differences, notes }).toEqual({
      title: blueprint?.title,
      source: blueprint?.source,
      differences: blueprint?.differences,
      notes: blueprint?.notes,
    });
    expect(Object.keys(parameters.properties)).toEqual(Object.keys(blueprint?.parameters ?? {}));
    expect(creates.filter(({ type }) => type === 'user')).not.toEqual([]);
  },
);

test('tutum creates a user and a policy, whose names are parameters', async () => {
  const { creates, parameters } = await blueprintOf('tutum');
  expect(creates).toEqual([
    { type: 'user', name: '${userName}', groups: [], policies: [{ name: '${policyName}', madeBy: 'Latchkey' }] },
    { type: 'policy', name: '${policyName}' },
  ]);
  expect(parameters).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: {
      region: { enum: expect.arrayContaining(['us-west-2', 'me-central-1', null]), default: null },
      userName: { type: ['string', 'null'], default: 'tutum', maxLength: 64 },
      policyName: { type: ['string', 'null'], default: 'tutum-policy', maxLength: 128 },
    },
    required: [],
    additionalProperties: false,
  });
});

test.each(['nothing', 'Tutum', 'tutum%20', '%zz', '__proto__', 'constructor', '..%2ftutum', 'x'.repeat(3000)])(
  'an unknown blueprint is 404, and the answer names the known blueprints',
  async (name) => {
    const { status, body, headers } = await testStack.request('GET', `/v1/blueprints/${name}`);
    expect([status, body.type]).toEqual([404, 'urn:latchkey:problem:unknown-blueprint']);
    expect(headers.get('content-type')).toBe('application/problem+json');
    for (const known of catalog) expect(body.detail).toContain(known.name);
  },
);

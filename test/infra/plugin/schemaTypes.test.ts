import { schemasModule } from '../../../infra/plugin/clientSchemas.ts';

class ExampleServiceException extends Error {}
const base = [-3, 'smithy.ts.sdk.synthetic.example', 'ExampleServiceException', 0, [], []];
const text = 0;
const structOf = (type: unknown) => [3, 'example', 'Struct', 0, ['member'], [type]];
const listOf = (type: unknown) => [1, 'example', 'List', 0, type];
/** Returns the source of the module with a schema that an operation of the example refers to. */
const moduleWith = (schema: unknown) => {
  const operation = [9, 'example', 'Operation', 0, () => schema, () => schema];
  const errors = { ExampleServiceException, ExampleServiceException$: base };
  return schemasModule('client-example', { ...errors, Operation$: operation }, 'errorRegistries.ts');
};

test.each([
  ['a document', structOf(15)],
  ['a list of documents', structOf(64 + 15)],
  ['a map of big integers', structOf(128 + 17)],
  ['a big decimal that has traits', structOf([19, { jsonName: 'big' }])],
  ['dates in a form of their own', listOf(7)],
  ['a member in the host name', structOf([text, { hostLabel: 1 }])],
  ['a prefix of the host name', [9, 'example', 'Other', { endpoint: ['a.'] }, () => listOf(text), () => listOf(text)]],
])('a bundle is refused if a schema of a client has %s', (_, schema) => {
  expect(() => moduleWith(schema)).toThrow(`client-example: ${String(schema[2])} needs a part of the SDK`);
});

test('a bundle is built if the schemas have texts, numbers, dates, bytes, lists, maps and other schemas', () => {
  const types = [0, 1, 2, 4, 21, 64, 128, [text, 8], [text, { xmlName: 'x' }], () => listOf(4)];
  for (const type of types) expect(moduleWith(structOf(type))).toContain('export const Operation$');
});

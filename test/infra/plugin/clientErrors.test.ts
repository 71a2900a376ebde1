import { errorGroups } from '../../../infra/plugin/clientErrors.ts';

class Throttled extends Error {
  override readonly name = 'Throttled';
  readonly $fault = 'client';
  readonly $retryable = undefined;
}
const schemaOf = (name: string, error: string) => [-3, 'example', name, { error }, ['message'], [0]];
const grouped = (schema: unknown) =>
  errorGroups(['Throttled'], { Throttled, Throttled$: schema }, (part) => JSON.stringify(part));

test('an error class of the SDK that matches its schema is created from the schema', () => {
  expect(grouped(schemaOf('Throttled', 'client'))).toContain("['Throttled', (code) =>");
});

test.each([
  ['has another name', schemaOf('TooMany', 'client'), 'The error Throttled does not match its schema.'],
  ['is a fault of the server', schemaOf('Throttled', 'server'), 'The error Throttled does not match its schema.'],
  ['is missing', undefined, 'The error Throttled has no schema.'],
])('a bundle is refused if the schema of an error class %s', (_, schema, sentence) => {
  expect(() => grouped(schema)).toThrow(sentence);
});

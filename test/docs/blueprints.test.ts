import { blueprintSchema } from '../../catalog/blueprint.ts';
import { reservedNames } from '../../lib/blueprints/reservedNames.ts';
import { namesOf, page } from './markdown.ts';

const text = page('docs/blueprints.md');

test('the page names each part of a blueprint, and each kind of parameter', () => {
  const kinds = [...page('catalog/blueprint.ts').matchAll(/kind: z\.literal\('(\w+)'\)/g)].map(([, kind]) => kind);
  expect(kinds.length).toBeGreaterThan(10);
  const names = namesOf(text).filter((name) => name !== 'npm test');
  expect(names).toEqual([...Object.keys(blueprintSchema.shape), ...kinds]);
});

test('the page names each reserved name of a parameter', () => {
  const named = [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name.toLowerCase());
  expect(named).toEqual(expect.arrayContaining(reservedNames.map((name) => name.toLowerCase())));
});

test('the page names the settings of the folder', () => {
  for (const file of ['serverless.yml', 'local/catalog.ts']) expect(page(file)).toContain('LATCHKEY_BLUEPRINTS');
  expect(text).toContain('--param="blueprints=./our-blueprints"');
  expect(text).toContain('--param="exampleBlueprints=off"');
  expect(text).toContain('LATCHKEY_EXAMPLE_BLUEPRINTS=off');
});

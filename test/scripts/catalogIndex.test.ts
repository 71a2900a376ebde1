import { build } from 'esbuild';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { blueprintSchema } from '../../catalog/blueprint.ts';
import { examples } from '../../catalog/examples.ts';
import { catalogIndex, indexFile } from '../../scripts/catalogIndex.ts';
import { default as everything } from '../catalog/fixtures/everything.json' with { type: 'json' };

test('the index lists the blueprints of the directory (otherwise run "npm run catalog")', () => {
  expect(readFileSync(indexFile, 'utf8')).toBe(catalogIndex(readdirSync('catalog')));
});

test('each file has the name of its blueprint', () => {
  const files = readdirSync('catalog').filter((file) => /\.(ts|json)$/.test(file));
  const called = files.map((file) => file.replace(/\.\w+$/, ''));
  expect(called.toSorted()).toEqual([...examples.map(({ name }) => name), 'blueprint', 'examples', 'index'].toSorted());
});

test('the index ignores other files', () => {
  const files = [
    'blueprint.ts',
    'examples.ts',
    'index.ts',
    'managed',
    'notes.md',
    '.tutum.ts.swp',
    'tutum.d.ts',
    'tutum.ts',
  ];
  expect(catalogIndex(files)).toBe(catalogIndex(['tutum.ts']));
});

test('a list that is too long for one line has one line for each element, as Prettier formats it', () => {
  const files = Array.from({ length: 9 }, (_, index) => `a-blueprint-${String(index)}.ts`);
  expect(catalogIndex(files)).toContain('Blueprint[] = [\n  aBlueprint0,\n  aBlueprint1,\n');
});

describe('a JSON file', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'latchkey-catalog-'));
    cpSync('catalog', join(directory, 'catalog'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
    writeFileSync(
      join(directory, 'catalog', 'every-thing.json'),
      JSON.stringify({ ...everything, name: 'every-thing' }),
    );
    writeFileSync(join(directory, indexFile), catalogIndex(readdirSync(join(directory, 'catalog'))));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test('can be bundled as a blueprint', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(directory, indexFile)],
      bundle: true,
      write: false,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
    });
    const bundle = { exports: {} };
    runInNewContext(outputFiles[0]?.text ?? '', { module: bundle, URL });
    const names = [...examples.map(({ name }) => name), 'every-thing'].toSorted();
    expect(bundle.exports).toMatchObject({ examples: names.map((name) => ({ name })) });
  });

  test('can be loaded as a blueprint by jest', () => {
    expect(blueprintSchema.parse(everything).name).toBe('everything');
  });
});

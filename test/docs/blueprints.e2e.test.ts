import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { blueprintSchema } from '../../catalog/blueprint.ts';
import { blocksOf, page } from './markdown.ts';

const text = page('docs/blueprints.md');
const [example = '', cases = ''] = blocksOf(text, 'json');

test('the example on the page is a valid blueprint, and its cases use its parameters', () => {
  const { name, parameters } = blueprintSchema.parse(JSON.parse(example));
  expect(name).toBe('backups');
  const [first] = z.array(z.object({ parameters: z.record(z.string(), z.unknown()) })).parse(JSON.parse(cases));
  expect(Object.keys(parameters)).toEqual(expect.arrayContaining(Object.keys(first?.parameters ?? {})));
});

describe('the example, in a folder of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-adding-'));
  const environment = { ...process.env, LATCHKEY_BLUEPRINTS: folder };

  beforeAll(() => {
    writeFileSync(join(folder, 'backups.json'), example);
    mkdirSync(join(folder, 'cases'));
    writeFileSync(join(folder, 'cases', 'backups.json'), cases);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('has no mistake that the command on the page finds', () => {
    const words = ['cli/main.ts', 'blueprint', 'check', folder];
    expect(text).toContain('npx latchkey blueprint check our-blueprints');
    expect(execFileSync(process.execPath, words, { encoding: 'utf8' })).toBe('1 blueprint: no mistake found.\n');
  });

  test('passes all fast tests that read the catalogue', () => {
    const readsCatalog = (file: string) => /from '[./]+catalog\/index\.ts'/.test(readFileSync(file, 'utf8'));
    const files = [
      ...globSync('test/**/*.test.ts').filter(
        (file) => readsCatalog(file) && !long.some((each) => file.startsWith(join('test', each))),
      ),
      // They read the catalogue by way of a script, and as the roles of the seeded tenant.
      ...['scripts/docs', 'local/stack'].map((name) => join('test', `${name}.test.ts`)),
    ];
    expect(files.length).toBeGreaterThan(8);
    const { status, stderr } = spawnSync(
      process.execPath,
      [join('node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', ...files],
      { env: environment, encoding: 'utf8', timeout: 110_000 },
    );
    expect(stderr).toContain('index.permissions.test.ts');
    expect({ status, failed: stderr.match(/●.*/g) }).toEqual({ status: 0, failed: null });
  }, 120_000);
});

/** The tests that read the catalogue and take long, because they run many onboardings or many processes. */
const long = [
  ...['api/', 'bench/', 'contract/', 'lag/', 'local/', 'model/', 'security/', 'cli/', 'client/'],
  ...['faults/clockSkew', 'faults/matrix', 'scripts/options'],
];

import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** The folders of tests that run many parts together, and therefore have no one source file. */
const ofManyParts = [
  'api',
  'authoring/guides',
  'browser',
  'contract',
  'docs',
  'faults',
  'lag',
  'model',
  'sandbox',
  'security',
];

const isOfManyParts = (test: string) => ofManyParts.some((folder) => test.startsWith(`${join('test', folder)}${sep}`));

/**
 * `test/lib/x/y.test.ts` tests `lib/x/y.ts`, and so does `test/lib/x/y.aspect.test.ts`; a folder of sources may be
 * tested as a whole.
 */
function hasSource(test: string): boolean {
  const [name = ''] = basename(test).split('.');
  const source = join(dirname(test).split(sep).slice(1).join(sep), name);
  return ['', '.ts', '.yml'].some((ending) => existsSync(`${source}${ending}`));
}

const tests = globSync('test/**/*.test.ts').filter((path) => path !== join('test', 'mirror.test.ts'));

test.each(tests.filter((path) => !isOfManyParts(path)))('%s has its source file', (path) => {
  expect(hasSource(path)).toBe(true);
});

test('a test without a source file would be noticed', () => {
  expect(['test/lib/core/retrying.test.ts', 'test/lib/core/nothing.test.ts'].map(hasSource)).toEqual([true, false]);
});

const sources = tests.map((path) => [path, readFileSync(path, 'utf8')] as const);
const browserStarters = /from '[./]*\/support\/browser\/(withBrowser|launchBrowser)\.ts'/;
const packageStarters = /from '[./]*\/(infra\/packaged|packaged)\.ts'/;
const pathsWith = (pattern: RegExp) => sources.filter(([, text]) => pattern.test(text)).map(([path]) => path);

test('the name of each test that opens a browser says so, or leaves it to npm run test:long', () => {
  const opening = pathsWith(browserStarters);
  expect(opening.filter((path) => !/\.(browser|e2e)\.test\.ts$/.test(path))).toEqual([]);
  const inNpmTest = tests.filter((path) => path.endsWith('.browser.test.ts'));
  expect(inNpmTest.filter((path) => !opening.includes(path))).toEqual([]);
  expect(inNpmTest.length).toBeGreaterThan(2);
  expect(opening.length).toBeGreaterThan(10);
});

test('each test that packages the service is left to npm run test:long', () => {
  const packaging = pathsWith(packageStarters);
  expect(packaging.length).toBeGreaterThan(1);
  expect(packaging.filter((path) => !path.endsWith('.e2e.test.ts'))).toEqual([]);
});

import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** What tests a whole walk has no one source file: these folders say which kind of walk. */
const walks = [
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

const isWalk = (test: string) => walks.some((walk) => test.startsWith(`${join('test', walk)}${sep}`));

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

test.each(tests.filter((path) => !isWalk(path)))('%s has its source file', (path) => {
  expect(hasSource(path)).toBe(true);
});

test('a test without a source file would be noticed', () => {
  expect(['test/lib/core/retry.test.ts', 'test/lib/core/nothing.test.ts'].map(hasSource)).toEqual([true, false]);
});

/** What starts a program that takes seconds: a browser, and the Serverless Framework. */
const starters =
  /from '[./]*\/(support\/browser\/withBrowser|support\/browser\/launchBrowser|infra\/packaged|packaged)\.ts'/;

test('each test that opens a browser or packages the service is left to npm run test:long', () => {
  const starting = tests.filter((path) => starters.test(readFileSync(path, 'utf8')));
  expect(starting.length).toBeGreaterThan(10);
  expect(starting.filter((path) => !path.endsWith('.e2e.test.ts'))).toEqual([]);
});

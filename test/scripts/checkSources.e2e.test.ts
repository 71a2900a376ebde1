import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const configWith = (rules: object) => `
import { parser, plugin } from 'typescript-eslint';
export default [{
  files: ['**/*.ts'],
  languageOptions: { parser, parserOptions: { projectService: true } },
  plugins: { '@typescript-eslint': plugin },
  rules: ${JSON.stringify(rules)},
}];
`;
const rules = { '@typescript-eslint/no-floating-promises': 'error' };
const options = {
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  module: 'nodenext',
  // The types of the language are most of what a run reads, so these programs have the fewest that they need.
  skipLibCheck: true,
  lib: ['ES5', 'ES2015.Promise', 'ES2015.Iterable'],
  types: [],
  incremental: true,
  tsBuildInfoFile: 'types.tsbuildinfo',
};

const directory = mkdtempSync(join(tmpdir(), 'latchkey-check-'));
const write = (files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
};
const run = () =>
  new Promise<{ isRight: boolean; said: string }>((done) => {
    execFile(process.execPath, [resolve('scripts/checkSources.ts')], { cwd: directory }, (error, stdout, stderr) => {
      done({ isRight: error === null, said: `${stdout}${stderr}` });
    });
  });

beforeAll(() => {
  mkdirSync(join(directory, 'node_modules/@types/browser'), { recursive: true });
  mkdirSync(join(directory, 'web'));
  symlinkSync(resolve('node_modules/typescript-eslint'), join(directory, 'node_modules/typescript-eslint'));
  write({
    'package.json': JSON.stringify({ type: 'module' }),
    'tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
    'web/tsconfig.json': JSON.stringify({
      extends: '../tsconfig.json',
      compilerOptions: { types: ['browser'], tsBuildInfoFile: '../web.tsbuildinfo' },
      include: ['*.ts'],
    }),
    'node_modules/@types/browser/index.d.ts':
      'declare const document: { title: string };\ndeclare function fetch(url: string): Promise<object>;\n',
    'web/page.ts': "import { apart } from '../apart.ts';\ndocument.title = String(apart);\n",
    'eslint.config.js': configWith(rules),
    'caller.ts': "import { go } from './between.ts';\nexport function start(): void {\n  go();\n}\n",
    'between.ts': "export { go } from './called.ts';\n",
    'called.ts': 'export function go(): void {}\n',
    'apart.ts': 'export const apart: number = 1;\n',
    'alone.ts': 'export const alone = 1;\n',
  });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

// Starts a process five times, each of which needs seconds of CPU time.
test('a file without problems is not linted again until it, or a file that its types depend on, changes', async () => {
  // The configuration file is not in the program, so it is linted each time.
  expect(await run()).toEqual({ isRight: true, said: '7 linted, 0 as they were\n' });

  write({
    'called.ts': 'export async function go(): Promise<void> {}\n',
    'apart.ts': 'export const apart: number = "";\n',
    'web/page.ts': "import { apart } from '../apart.ts';\nfetch('/');\ndocument.title = apart;\n",
  });
  const broken = await run();
  expect(broken.isRight).toBe(false);
  expect(broken.said).toMatch(/caller\.ts\n\s+3:3\s+error\s.*no-floating-promises/);
  expect(broken.said).toContain("Type 'string' is not assignable to type 'number'");
  // What runs in a browser has the types of a browser, and the same rules.
  expect(broken.said).toMatch(/page\.ts\n\s+2:1\s+error\s.*no-floating-promises/);
  expect(broken.said).toContain("Type 'number' is not assignable to type 'string'");
  // The problems are reported again in each run.
  expect(await run()).toEqual(broken);

  write({
    'called.ts': 'export function go(): void {}\n',
    'apart.ts': 'export const apart: number = 1;\n',
    'web/page.ts': 'document.title = "";\n',
  });
  // alone.ts is the only file in the program that has been without problems and unchanged since the first run.
  expect(await run()).toEqual({ isRight: true, said: '6 linted, 1 as they were\n' });
  expect(await run()).toEqual({ isRight: true, said: '1 linted, 6 as they were\n' });
  write({ 'eslint.config.js': configWith({ ...rules, 'no-console': 'error' }) });
  expect(await run()).toEqual({ isRight: true, said: '7 linted, 0 as they were\n' });
}, 240_000);

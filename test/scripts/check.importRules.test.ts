import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';

const imports = (path: string) => `import { x } from '${path}';\nexport const y = x;\n`;
const aPackage = (name: string, license: string) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', license, main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'exports.x = 1;\n',
});

const rooms = {
  low: { mayImport: [], publicFiles: ['port'] },
  high: { mayImport: ['low'], publicFiles: ['port'] },
  http: { mayImport: ['low', 'high'], publicFiles: ['good', 'profileNames'] },
  gateways: { mayImport: [], publicFiles: ['deps'] },
  blueprints: { mayImport: [], publicFiles: ['plan'] },
};

const authoringRooms = {
  first: { mayImport: [], publicFiles: ['good'] },
  second: { mayImport: ['first'], publicFiles: ['good'] },
  third: { mayImport: ['second'], publicFiles: [] },
};

/** A project that keeps every rule, except for one import in each file of `cases`. */
const project: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: { zod: '1.0.0', '@aws-sdk/client-iam': '1.0.0', '@middy/core': '1.0.0', copied: '1.0.0' },
    devDependencies: { 'a-tool': '1.0.0', lit: '1.0.0' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { module: 'nodenext', allowImportingTsExtensions: true, noEmit: true },
  }),
  ...aPackage('zod', 'MIT'),
  ...aPackage('@aws-sdk/client-iam', 'Apache-2.0'),
  ...aPackage('@middy/core', 'MIT'),
  ...aPackage('copied', 'AGPL-3.0-or-later'),
  ...aPackage('a-tool', 'MIT'),

  'lib/rooms.json': JSON.stringify(rooms),
  'authoring/rooms.json': JSON.stringify(authoringRooms),
  'lib/blueprints/plan.ts': 'export const x = 1;\n',
  'authoring/problem.ts': imports('../lib/blueprints/plan.ts'),
  'authoring/first/good.ts': `import { y as problem } from '../problem.ts';\n${imports('zod')}`,
  'authoring/first/inside.ts': imports('node:fs'),
  'authoring/second/good.ts': imports('../first/good.ts'),
  'catalog/good.ts': imports('zod'),
  'lib/low/port.ts': imports('../../catalog/good.ts'),
  'lib/low/inside.ts': imports('./port.ts'),
  'lib/high/port.ts': imports('../low/port.ts'),
  'lib/http/good.ts': imports('@middy/core'),
  'lib/http/profileNames.ts': 'export const x = 1;\n',
  'lib/gateways/iam.ts': imports('@aws-sdk/client-iam'),
  'lib/gateways/deps.ts': imports('./iam.ts'),
  'handlers/good.ts': `import { y as lib } from '../lib/high/port.ts';\n${imports('../lib/gateways/deps.ts')}`,
  'handlers/types.ts': "import type { X } from 'a-tool';\nexport const y = (x: X) => x;\n",
  'cli/files/good.ts': imports('../../lib/http/profileNames.ts'),
  'cli/profile/connection.ts': imports('../files/good.ts'),
  'cli/signing/good.ts': imports('../profile/connection.ts'),
  'cli/commands/one.ts': imports('../good.ts'),
  'cli/good.ts': `import { y as client } from '../client/index.ts';\n${imports('./signing/good.ts')}`,
  'cli/routes.ts': imports('./commands/one.ts'),
  'client/index.ts': imports('./generated/utils.gen.ts'),
  'client/generated/utils.gen.ts': 'export const x = 1;\n',
  ...aPackage('lit', 'BSD-3-Clause'),
  'web/good.ts': `import { y as client } from '../client/index.ts';\n${imports('lit')}`,
  'web/page.ts': `import { x as names } from '../lib/http/profileNames.ts';\n${imports('./good.ts')}`,
  'examples/good.ts': `import { y as client } from '../client/index.ts';\n${imports('a-tool')}`,
  'local/good.ts': imports('../lib/gateways/deps.ts'),
  'scripts/good.ts': imports('a-tool'),
  'test/good.ts': imports('../lib/gateways/iam.ts'),

  'authoring/third/good.ts': imports('../second/good.ts'),
  'lib/blueprints/high.ts': imports('../high/port.ts'),
  'scripts/blueprints.ts': imports('../lib/blueprints/high.ts'),
  'authoring/first/other.ts': imports('../second/good.ts'),
  'authoring/second/third.ts': imports('../third/good.ts'),
  'authoring/third/first.ts': imports('../first/good.ts'),
  'authoring/second/inside.ts': imports('../first/inside.ts'),
  'authoring/third/inside.ts': imports('../second/inside.ts'),
  'authoring/first/service.ts': imports('../../lib/gateways/deps.ts'),
  'authoring/first/copied.ts': imports('copied'),
  'handlers/authoring.ts': imports('../authoring/first/good.ts'),
  'catalog/runs.ts': imports('../lib/low/port.ts'),
  'catalog/reads.ts': imports('node:fs'),
  'lib/low/sdk.ts': imports('@aws-sdk/client-iam'),
  'lib/low/middy.ts': imports('@middy/core'),
  'lib/low/up.ts': imports('../high/port.ts'),
  'lib/high/inside.ts': imports('../low/inside.ts'),
  'lib/high/gateway.ts': imports('../gateways/deps.ts'),
  'lib/high/http.ts': imports('../http/inside.ts'),
  'lib/http/inside.ts': imports('../high/inside.ts'),
  'lib/http/gateway.ts': imports('../gateways/deps.ts'),
  'lib/gateways/domain.ts': imports('../low/port.ts'),
  'lib/low/handler.ts': imports('../../handlers/good.ts'),
  'lib/low/nowhere.ts': imports('./nothing.ts'),
  'lib/low/one.ts': imports('./other.ts'),
  'lib/low/other.ts': imports('./one.ts'),
  'lib/low/utils.ts': imports('zod'),
  'lib/low/untidy.ts': imports('./utils.ts'),
  'handlers/gateway.ts': imports('../lib/gateways/iam.ts'),
  'handlers/other.ts': imports('./good.ts'),
  'handlers/local.ts': imports('../local/good.ts'),
  'handlers/scripts.ts': imports('../scripts/good.ts'),
  'handlers/test.ts': imports('../test/good.ts'),
  'handlers/tool.ts': imports('a-tool'),
  'handlers/copied.ts': imports('copied'),
  'handlers/cli.ts': imports('../cli/good.ts'),
  'cli/keys/command.ts': imports('../good.ts'),
  'cli/keys/room.ts': imports('../signing/good.ts'),
  'cli/flow.ts': imports('./commands/one.ts'),
  'cli/service.ts': imports('../lib/http/good.ts'),
  'handlers/client.ts': imports('../client/index.ts'),
  'client/package.ts': imports('zod'),
  'client/node.ts': imports('node:fs'),
  'client/service.ts': imports('../lib/low/port.ts'),
  'examples/service.ts': imports('../scripts/good.ts'),
  'web/package.ts': imports('zod'),
  'web/node.ts': imports('node:fs'),
  'web/service.ts': imports('../lib/http/good.ts'),
  'web/generated.ts': imports('../client/generated/utils.gen.ts'),
  'local/page.ts': imports('../web/good.ts'),
  'local/client.ts': imports('../client/generated/utils.gen.ts'),
  'local/gateway.ts': imports('../lib/gateways/iam.ts'),
};

const cases = [
  ['lib/blueprints/high.ts', ['blueprints-imports']],
  ['scripts/blueprints.ts', ['blueprints-public']],
  ['authoring/first/other.ts', ['authoring-first-imports']],
  ['authoring/second/third.ts', ['authoring-second-imports', 'authoring-third-public']],
  ['authoring/third/inside.ts', ['authoring-second-public']],
  ['authoring/third/first.ts', ['authoring-third-imports']],
  ['authoring/second/inside.ts', ['authoring-first-public']],
  ['authoring/first/service.ts', ['authoring-knows-blueprints-only']],
  ['authoring/first/copied.ts', ['authoring-takes-no-copyleft']],
  ['handlers/authoring.ts', ['deployed-is-self-contained']],
  ['catalog/runs.ts', ['catalog-is-data']],
  ['catalog/reads.ts', ['catalog-is-data']],
  ['lib/low/sdk.ts', ['infrastructure-in-gateways-and-http']],
  ['lib/low/middy.ts', ['infrastructure-in-gateways-and-http']],
  ['lib/low/up.ts', ['low-imports']],
  ['lib/high/inside.ts', ['low-public']],
  ['lib/high/gateway.ts', ['high-imports']],
  ['lib/high/http.ts', ['high-imports', 'http-public']],
  ['lib/http/inside.ts', ['high-public']],
  ['lib/http/gateway.ts', ['http-imports']],
  ['lib/gateways/domain.ts', ['gateways-imports']],
  ['lib/low/handler.ts', ['lib-below-handlers']],
  ['lib/low/nowhere.ts', ['no-unresolvable']],
  ['lib/low/one.ts', ['no-circular']],
  ['lib/low/untidy.ts', ['no-utils']],
  ['handlers/gateway.ts', ['gateways-public']],
  ['handlers/other.ts', ['handlers-apart']],
  ['handlers/local.ts', ['deployed-is-self-contained']],
  ['handlers/scripts.ts', ['deployed-is-self-contained']],
  ['handlers/test.ts', ['deployed-is-self-contained']],
  ['handlers/tool.ts', ['deployed-needs-no-dev-dependency']],
  ['handlers/copied.ts', ['deployed-takes-no-copyleft']],
  ['handlers/cli.ts', ['deployed-is-self-contained']],
  ['cli/keys/command.ts', ['cli-rooms']],
  ['cli/keys/room.ts', ['cli-rooms']],
  ['cli/flow.ts', ['cli-commands-last']],
  ['cli/service.ts', ['cli-calls-the-client']],
  ['handlers/client.ts', ['deployed-is-self-contained']],
  ['client/package.ts', ['client-is-self-contained']],
  ['client/node.ts', ['client-is-self-contained']],
  ['client/service.ts', ['client-is-self-contained']],
  ['examples/service.ts', ['examples-use-the-client-only']],
  ['web/package.ts', ['web-calls-the-client']],
  ['web/node.ts', ['web-calls-the-client']],
  ['web/service.ts', ['web-calls-the-client']],
  ['web/generated.ts', ['client-public', 'web-calls-the-client']],
  ['local/page.ts', ['web-is-for-browsers']],
  ['local/client.ts', ['client-public']],
  ['local/gateway.ts', ['gateways-public']],
] as const;

const named = z.object({ name: z.string() });
const report = z.object({
  summary: z.object({
    ruleSetUsed: z.object({ forbidden: z.array(named) }),
    violations: z.array(z.object({ from: z.string(), rule: named })),
  }),
});

let directory: string;
let broken: Map<string, string[]>;
let rules: string[];

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-imports-'));
  for (const [path, content] of Object.entries(project)) {
    mkdirSync(join(directory, dirname(path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  copyFileSync('.dependency-cruiser.cjs', join(directory, '.dependency-cruiser.cjs'));
  const output = execFileSync(
    resolve('node_modules/.bin/depcruise'),
    [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'authoring',
      'handlers',
      'lib',
      'catalog',
      'cli',
      'client',
      'examples',
      'local',
      'scripts',
      'test',
      'web',
    ],
    { cwd: directory, encoding: 'utf8' },
  );
  const { summary } = report.parse(JSON.parse(output));
  rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
  broken = new Map();
  for (const { from, rule } of summary.violations) {
    broken.set(from, [...new Set([...(broken.get(from) ?? []), rule.name])].toSorted());
  }
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each(cases)('%s breaks %j', (file, expected) => {
  expect(broken.get(file)).toEqual([...expected]);
});

test('the other files break no rule', () => {
  expect([...broken.keys()].toSorted()).toEqual(cases.map(([file]) => file).toSorted());
});

test('each rule is broken by one of the cases, which shows that it works', () => {
  expect(new Set(cases.flatMap(([, expected]) => [...expected]))).toEqual(new Set(rules));
});

import { execFileSync } from 'node:child_process';
import { builtinModules } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { createProgram, formatDiagnostics, ModuleKind, ScriptTarget, sys } from 'typescript';
import { buildClient } from '../../scripts/buildClient.ts';
import { blocksOf, page } from '../docs/markdown.ts';

/**
 * The largest size of the client in a browser, compressed, in bytes. Whoever exceeds it says why here. The limit of the
 * size of an answer, and the checks of what cannot be sent, took a quarter of a KB, and the client of a tenant’s page
 * another. Sealed keys and the calls of rotations and health took one and a half KB. The code of the generator for event
 * streams is left out.
 */
const largest = 11.25 * 1024;

/** A project that has installed the package. */
const project = mkdtempSync(join(tmpdir(), 'latchkey-package-'));
beforeAll(() => {
  mkdirSync(join(project, 'node_modules', '@types'), { recursive: true });
  for (const types of ['@types/node', 'undici-types'])
    symlinkSync(resolve('node_modules', types), join(project, 'node_modules', types));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  buildClient(join(project, 'node_modules', 'latchkey-client'));
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

test('a project that installs the package runs it in Node', () => {
  const program = `
    import { createLatchkeyClient } from 'latchkey-client';
    const fetch = async ({ url }) => Response.json({ url });
    console.log((await createLatchkeyClient({ baseUrl: 'https://example.com', fetch }).health()).url);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: project });
  expect(printed.toString().trim()).toBe('https://example.com/v1/health');
});

test('the examples of the README compile against the types of the package, without those of this repository', () => {
  const files = blocksOf(page('client/README.md'), 'ts').map((example, index) => {
    const file = join(project, `example${String(index)}.ts`);
    writeFileSync(file, example);
    return file;
  });
  const wrong = join(project, 'wrong.ts');
  writeFileSync(
    wrong,
    "import { createLatchkeyClient } from 'latchkey-client';\nvoid createLatchkeyClient({ baseUrl: 'x' }).list({ status: 'no status' });\n",
  );
  const program = createProgram([...files, wrong], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ScriptTarget.ES2022,
    module: ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    typeRoots: [join(project, 'node_modules', '@types')],
    types: ['node'],
  });
  const found = files.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)));
  const host = { ...sys, getCanonicalFileName: (name: string) => name, getNewLine: () => '\n' };
  expect(formatDiagnostics(found, host)).toBe('');
  expect(program.getSemanticDiagnostics(program.getSourceFile(wrong))).toHaveLength(1);
});

describe('in a browser', () => {
  let bundle: Uint8Array;
  let imported: readonly string[];
  beforeAll(async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: "export * from 'latchkey-client';", resolveDir: project },
      bundle: true,
      minify: true,
      format: 'iife',
      globalName: 'latchkey',
      platform: 'browser',
      // Otherwise an import of a module of Node is an error without a name.
      external: ['node:*', ...builtinModules],
      metafile: true,
      write: false,
    });
    bundle = outputFiles[0]?.contents ?? new Uint8Array();
    imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  });

  test('the client has no module of Node, and is small', () => {
    expect(imported).toEqual([]);
    const size = gzipSync(bundle, { level: 9 }).length;
    expect(size).toBeGreaterThan(4000);
    expect(size).toBeLessThan(largest);
  });

  test('the client runs with what browsers have, and sets no header that a page must not set', async () => {
    const requests: Request[] = [];
    const take = (request: Request) => {
      requests.push(request);
      return Promise.resolve(Response.json({ status: 'ok', auth: 'token' }));
    };
    const ofBrowsers = {
      ...{ AbortSignal, Headers, ReadableStream, Request, Response, TransformStream, URL },
      ...{ crypto, fetch: take, performance, setTimeout },
    };
    const program = `${Buffer.from(bundle).toString('utf8')}
      latchkey.createLatchkeyClient({ baseUrl: 'https://example.com', userAgent: 'page' }).health();`;
    expect(await runInNewContext(program, ofBrowsers)).toEqual({ status: 'ok', auth: 'token' });
    expect(requests.map(({ headers }) => [...headers.keys()])).toEqual([[]]);
  });
});

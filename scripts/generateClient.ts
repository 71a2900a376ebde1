import { createClient } from '@hey-api/openapi-ts';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import {
  flattenDiagnosticMessageText,
  ModuleKind,
  ScriptTarget,
  transpileDeclaration,
  transpileModule,
} from 'typescript';

const generatedFolder = join('client', 'generated');
const cache = join('node_modules', '.cache', 'latchkey');

/**
 * Generates the client from docs/openapi.json. Returns the text of each file in `client/generated/`: a `.js` and a
 * `.d.ts` for each source of the generator, because the sources have type errors under the options of tsconfig.json.
 */
async function generateClient(): Promise<ReadonlyMap<string, string>> {
  mkdirSync(cache, { recursive: true });
  const folder = resolve(mkdtempSync(join(cache, 'client-')));
  try {
    await createClient({
      input: resolve('docs', 'openapi.json'),
      output: { path: folder, postProcess: [] },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
      logs: { level: 'silent' },
    });
    const sources = globSync(join(folder, '**', '*.ts')).toSorted();
    return new Map(sources.flatMap((source) => [...compile(relative(folder, source), readFileSync(source, 'utf8'))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles one file by itself, without its imports: this takes a third of the time of a whole program. */
function compile(fileName: string, source: string): ReadonlyMap<string, string> {
  const compilerOptions = {
    target: ScriptTarget.ES2022,
    module: ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  const declaration = { declaration: true, isolatedDeclarations: true };
  const common = { fileName, reportDiagnostics: true };
  const name = fileName.slice(0, -'.ts'.length);
  const outputs = {
    '.js': transpileModule(source, { ...common, compilerOptions }),
    '.d.ts': transpileDeclaration(source, { ...common, compilerOptions: { ...compilerOptions, ...declaration } }),
  };
  return new Map(
    Object.entries(outputs).map(([ending, { outputText, diagnostics = [] }]) => {
      const [problem] = diagnostics;
      if (problem !== undefined)
        throw new Error(`${fileName}: ${flattenDiagnosticMessageText(problem.messageText, ' ')}`);
      return [`${name}${ending}`, outputText];
    }),
  );
}

/** Returns the paths in `client/generated/` whose text is not as generated, and those that are not generated at all. */
function staleFiles(generated: ReadonlyMap<string, string>): readonly string[] {
  const present = globSync(join(generatedFolder, '**', '*.{js,ts}')).map((path) => relative(generatedFolder, path));
  const isFresh = (path: string) =>
    present.includes(path) && readFileSync(join(generatedFolder, path), 'utf8') === generated.get(path);
  return [...new Set([...generated.keys(), ...present])].filter((path) => !isFresh(path));
}

/**
 * Replaces the generator's code for event streams, a twentieth of the client. The service has none, and the generator has
 * no option to leave it out.
 */
function withoutEventStreams(generated: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const file = join('core', 'serverSentEvents.gen.js');
  if (generated.get(file)?.includes('export function createSseClient(') !== true)
    throw new Error(`the generator no longer writes createSseClient to ${file}`);
  const text = `// Written by scripts/generateClient.ts in place of the generator: the service has no event streams.
export function createSseClient() {
    throw new Error('the service has no event streams');
}
`;
  return new Map([...generated, [file, text]]);
}

const files = withoutEventStreams(await generateClient());
if (process.argv.includes('--check')) {
  const stale = staleFiles(files);
  for (const path of stale) console.error(`${join(generatedFolder, path)} is not as generated.`);
  if (stale.length > 0) {
    console.error('npm run client:generate writes the client again.');
    process.exitCode = 1;
  }
} else {
  rmSync(generatedFolder, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(generatedFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

import { createClient } from '@hey-api/openapi-ts';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as ts from 'typescript';

/** The generated part of the client. */
export const generatedFolder = 'client/generated';

const cache = join('node_modules', '.cache', 'latchkey');

/**
 * Generates the client from docs/openapi.json. Returns the text of each file, with its path in `generatedFolder`: one
 * `.js` and one `.d.ts` for each source of the generator, because these sources do not compile with the options of
 * tsconfig.json, and Node does not run all of them.
 */
export async function generateClient(): Promise<ReadonlyMap<string, string>> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'client-'));
  try {
    await createClient({
      input: resolve('docs/openapi.json'),
      output: { path: resolve(folder), postProcess: [] },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
      logs: { level: 'silent' },
    });
    return compile(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const program = ts.createProgram({
    rootNames: globSync(join(folder, '**', '*.ts')),
    options: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      strict: true,
      declaration: true,
      skipLibCheck: true,
      rootDir: folder,
    },
  });
  program.emit(undefined, (path, text) => files.set(path.slice(path.indexOf(folder) + folder.length + 1), text));
  return new Map([...files].toSorted(([one], [other]) => one.localeCompare(other)));
}

if (process.argv[1]?.endsWith('generateClient.ts') === true) {
  const files = await generateClient();
  rmSync(generatedFolder, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(generatedFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

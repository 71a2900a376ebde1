import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram, formatDiagnostics, ModuleKind, ScriptTarget, sys } from 'typescript';

/** Where `npm run client:build` writes the package. `npm pack` and `npm publish` take this folder. */
const packageFolder = join('dist', 'client');

/**
 * Writes the package of the client to a folder: `.js` and `.d.ts`, its README and its licence. Compiles with the types of
 * browsers and without those of Node, because the client runs in both.
 *
 * @throws if it has a type error
 */
export function buildClient(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const program = createProgram({
    rootNames: [join('client', 'index.ts')],
    options: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      target: ScriptTarget.ES2022,
      module: ModuleKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      skipLibCheck: true,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      verbatimModuleSyntax: true,
      rootDir: 'client',
      outDir: folder,
    },
  });
  const diagnostics = [...program.getSemanticDiagnostics(), ...program.getOptionsDiagnostics()];
  if (diagnostics.length > 0) throw new Error(formatDiagnostics(diagnostics, host));
  const { diagnostics: problems } = program.emit(undefined, (path, text, writesMark) =>
    // The compiler rewrites the endings of imports in `.js` only.
    sys.writeFile(path, path.endsWith('.d.ts') ? text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'") : text, writesMark),
  );
  if (problems.length > 0) throw new Error(formatDiagnostics(problems, host));
  cpSync(join('client', 'generated'), join(folder, 'generated'), { recursive: true });
  for (const file of ['package.json', 'README.md']) cpSync(join('client', file), join(folder, file));
  cpSync('LICENSE', join(folder, 'LICENSE'));
}

const host = {
  getCanonicalFileName: (name: string) => name,
  getCurrentDirectory: sys.getCurrentDirectory,
  getNewLine: () => sys.newLine,
};

if (process.argv[1]?.endsWith('buildClient.ts') === true) {
  buildClient(packageFolder);
  console.log(`The package is in ${packageFolder}.`);
}

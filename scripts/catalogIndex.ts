import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = 'catalog';
export const indexFile = join(directory, 'examples.ts');
/** Files in the directory that are not blueprints. */
const others = ['blueprint.ts', 'examples.ts', 'index.ts'];

/**
 * Returns the content of catalog/examples.ts for these files in its directory. A `.ts` file exports a blueprint under its
 * own name in camel case. A `.json` file is a blueprint.
 */
export function catalogIndex(files: readonly string[]): string {
  const blueprints = files
    .filter((file) => /^[a-z][a-z0-9-]*\.(ts|json)$/.test(file) && !others.includes(file))
    .sort()
    .map((file) => ({ file, name: constantOf(file), isJson: file.endsWith('.json') }));
  const imports = blueprints.map(({ file, name, isJson }) =>
    isJson
      ? `import { default as ${name} } from './${file}' with { type: 'json' };`
      : `import { ${name} } from './${file}';`,
  );
  const hasJson = blueprints.some(({ isJson }) => isJson);
  const items = blueprints.map(({ name, isJson }) => (isJson ? `blueprintSchema.parse(${name})` : name));
  return [
    hasJson
      ? "import { blueprintSchema, type Blueprint } from './blueprint.ts';"
      : "import type { Blueprint } from './blueprint.ts';",
    ...imports,
    '',
    '/** The blueprints of this directory. scripts/catalogIndex.ts writes this file from the others. */',
    listOf(items),
    '',
  ].join('\n');
}

/** Returns the list as Prettier formats it: on one line if it is short enough. */
function listOf(items: readonly string[]): string {
  const declaration = 'export const examples: readonly Blueprint[] = [';
  const line = `${declaration}${items.join(', ')}];`;
  return line.length <= 120 ? line : `${declaration}\n${items.map((item) => `  ${item},\n`).join('')}];`;
}

function constantOf(file: string): string {
  return file.replace(/\.\w+$/, '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function run(isCheck: boolean): void {
  const wanted = catalogIndex(readdirSync(directory));
  if (readFileSync(indexFile, 'utf8') === wanted) return;
  if (!isCheck) {
    writeFileSync(indexFile, wanted);
    return;
  }
  console.error(
    `${indexFile} does not list the blueprints in its directory. Run "npm run catalog" and commit the file.`,
  );
  process.exitCode = 1;
}

if (process.argv[1]?.endsWith('catalogIndex.ts') === true) run(process.argv.includes('--check'));

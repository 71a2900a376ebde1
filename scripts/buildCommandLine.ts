import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import * as z from 'zod';
import { version } from '../cli/version.ts';

/** Where `npm run cli:build` writes the package. `npm pack` and `npm publish` take this folder. */
const packageFolder = join('dist', 'command-line');

/** What AWS's services have. The package with this data reads it two folders above its code, as here. */
const iamData = join('node_modules', '@cloud-copilot', 'iam-data', 'data');
const parts = join('lib', 'parts');

/** The oldest Node.js that runs the bundle. */
const oldestNode = '20.19';

/**
 * Writes a package with the command line: one file, and parts that few commands load. It needs no other package and no
 * TypeScript.
 *
 * @param name of the package, for the registry of whoever publishes it: `latchkey` is not registered on npm
 */
export async function buildCommandLine(folder: string, name: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: { latchkey: join('cli', 'main.ts') },
    outdir: folder,
    bundle: true,
    // What few commands need, such as for blueprints, is loaded by these commands only.
    splitting: true,
    chunkNames: `${parts}/[name]-[hash]`,
    platform: 'node',
    format: 'esm',
    target: `node${oldestNode}`,
    mainFields: ['module', 'main'],
    // Packages in CommonJS call require for the modules of Node.js.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    metafile: true,
    logLevel: 'error',
  });
  cpSync(iamData, join(folder, 'data'), { recursive: true });
  const manifest = {
    name,
    version,
    description: 'Command line of Latchkey: onboards the AWS accounts of tenants',
    license: 'Apache-2.0',
    type: 'module',
    bin: { latchkey: 'latchkey.js' },
    files: ['latchkey.js', 'lib', 'data', 'THIRD-PARTY-LICENSES'],
    engines: { node: `>=${oldestNode}` },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES'), licencesOf(metafile));
  cpSync('LICENSE', join(folder, 'LICENSE'));
}

const manifestSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** Returns the licences of the packages in the bundle: each asks to be passed on with the code. */
function licencesOf({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const texts = [...folders].toSorted().map((folder) => {
    const { name, version, license } = manifestSchema.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version}: ${license}\n\n${file === undefined ? '' : readFileSync(join(folder, file), 'utf8')}`;
  });
  return texts.join('\n---\n\n');
}

if (process.argv[1]?.endsWith('buildCommandLine.ts') === true) {
  const [, , name] = process.argv;
  if (name === undefined) {
    console.error('Name the package, in a scope of your own: npm run cli:build -- @vendor/latchkey');
    process.exitCode = 2;
  } else {
    void buildCommandLine(packageFolder, name).then(() => console.log(`The package is in ${packageFolder}.`));
  }
}

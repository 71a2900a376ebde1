import { build } from 'esbuild';
import { basename, join } from 'node:path';
import { sdkAliases, sdkModules } from './sdkModules.ts';

/** Where the bundles go, below the project's root. */
export const bundleDirectory = 'dist';

export interface Bundle {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Bundles `handlers/{name}.ts` to `{outdir}/{name}.cjs` for each name.
 *
 * CommonJS, because `invoke local` loads nothing else. `mainFields` takes the ESM builds of packages, of which unused
 * code can be shaken out; without dynamic imports nothing is kept apart to be loaded later. Packages of the SDK of which
 * Lambda needs little or nothing have stand-ins (`sdkModules.ts`).
 */
export async function bundleHandlers(
  projectDirectory: string,
  names: readonly string[],
  outdir = bundleDirectory,
): Promise<Bundle[]> {
  const { metafile } = await build({
    absWorkingDir: projectDirectory,
    entryPoints: names.map((name) => join('handlers', `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.cjs' },
    entryNames: '[name]',
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // Node reads UTF-8: no character is written as an escape.
    charset: 'utf8',
    // Only a comment of a coverage tool is one that esbuild would keep.
    legalComments: 'none',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    alias: sdkAliases(projectDirectory),
    plugins: [sdkModules],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.entries(metafile.outputs).map(([path, { bytes }]) => ({ name: basename(path, '.cjs'), bytes }));
}

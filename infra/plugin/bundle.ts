import { build } from 'esbuild';
import { basename, join } from 'node:path';
import { sdkAliases, sdkModules } from './sdkModules.ts';

/** The directory of the bundles, relative to the project's root. */
export const bundleDirectory = 'dist';

export interface Bundle {
  readonly name: string;
  readonly bytes: number;
  /** Whether it contains a client of AWS. */
  readonly callsAws: boolean;
}

/**
 * Bundles `handlers/{name}.ts` to `{outdir}/{name}.cjs` for each name.
 *
 * The format is CommonJS, because `invoke local` can load no other format. `mainFields` selects the ESM builds of
 * packages, from which esbuild can remove unused code. Without support for dynamic imports, esbuild puts all code into
 * one file. Packages of the SDK of which Lambda needs little or nothing are replaced (`sdkModules.ts`).
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
    // Node reads UTF-8, so no character has to be escaped.
    charset: 'utf8',
    // The only comment that esbuild would keep belongs to a coverage tool.
    legalComments: 'none',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    alias: sdkAliases(projectDirectory),
    plugins: [sdkModules],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.entries(metafile.outputs).map(([path, { bytes, inputs }]) => ({
    name: basename(path, '.cjs'),
    bytes,
    callsAws: Object.keys(inputs).some((input) => input.includes('node_modules/@aws-sdk/client-')),
  }));
}

import { build, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sdkAliases, sdkModules } from './sdkModules.ts';

/** The directory of the bundles, relative to the project's root. */
export const bundleDirectory = 'dist';

export interface Bundle {
  readonly name: string;
  readonly bytes: number;
  /** Whether it contains a client of AWS. */
  readonly callsAws: boolean;
  /** The data files that the bundle reads when it is loaded, relative to the project's root. */
  readonly dataFiles: readonly string[];
}

/**
 * Keeps the facts about AWS's actions, and its managed policies, beside the bundles: as JSON files, which Node parses
 * faster than the same data in a script, and which the functions that explain permissions share.
 */
const dataBesideBundles: Plugin = {
  name: 'data-beside-bundles',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]catalog[\\/]managed[\\/]\w+\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(JSON.parse(await readFile(path, 'utf8'))),
      loader: 'copy',
    }));
  },
};

/**
 * Bundles `handlers/{name}.ts` to `{outdir}/{name}.cjs` for each name.
 *
 * The format is CommonJS, because `invoke local` can load no other format. `mainFields` selects the ESM builds of
 * packages, from which esbuild can remove unused code. Without support for dynamic imports, esbuild puts all code into
 * one file. Packages of the SDK of which Lambda needs little or nothing are replaced (`sdkModules.ts`). The files in
 * `catalog/managed/` are written beside the bundles, with a hash of their content in their names.
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
    plugins: [sdkModules, dataBesideBundles],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith('.cjs'))
    .map(([path, { bytes, inputs, imports }]) => ({
      name: basename(path, '.cjs'),
      bytes,
      callsAws: Object.keys(inputs).some((input) => input.includes('node_modules/@aws-sdk/client-')),
      dataFiles: imports.flatMap((each) => (each.path.endsWith('.json') ? each.path : [])),
    }));
}

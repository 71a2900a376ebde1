import { build, type BuildOptions, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { catalogBesideBundles } from './catalogBesideBundles.ts';
import { sdkAliases, sdkModules } from './sdkModules.ts';

/** The directory of the bundles, relative to the project's root. */
export const bundleDirectory = 'dist';

/** What takes the place of the catalogue in the bundles. */
export interface OwnCatalog {
  /** The source of the module that replaces catalog/index.ts. */
  readonly module: string;
  /** The actions of the services that the blueprints name, by access level. */
  readonly actions: Readonly<Record<string, object>>;
  /** The managed policies of AWS that the blueprints use, by name. */
  readonly managed: Readonly<Record<string, object>>;
}

export interface Bundle {
  readonly name: string;
  readonly bytes: number;
  /** Whether it contains a client of AWS. */
  readonly callsAws: boolean;
  /** The data files that the bundle reads when it is loaded, relative to the project's root. */
  readonly dataFiles: readonly string[];
  /** The files that the bundle loads when a request needs them, relative to the project's root. */
  readonly laterFiles: readonly string[];
}

/**
 * Keeps the facts about AWS's actions, and its managed policies, beside the bundles: as JSON files, which Node parses
 * faster than the same data in a script, and which the functions that explain permissions share.
 */
const dataBesideBundles = (own: OwnCatalog | undefined): Plugin => ({
  name: 'data-beside-bundles',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]catalog[\\/]managed[\\/]\w+\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(withOwn(path, JSON.parse(await readFile(path, 'utf8')), own)),
      loader: 'copy',
    }));
  },
});

/** Adds what a vendor's own blueprints use to the facts about actions and to the managed policies, for the preview. */
function withOwn(path: string, data: unknown, own: OwnCatalog | undefined): unknown {
  if (own === undefined) return data;
  if (path.endsWith('policies.json')) return { ...own.managed, ...policiesSchema.parse(data) };
  const { services, ...rest } = actionsSchema.parse(data);
  return { ...rest, services: { ...own.actions, ...services } };
}

const policiesSchema = z.record(z.string(), z.unknown());
const actionsSchema = z.looseObject({ services: z.record(z.string(), z.unknown()) });

const sealingFile = /[\\/]lib[\\/]sealing[\\/]sealing\.cjs$/;

/**
 * Keeps the code that seals keys beside the bundles, with a hash of its content in its name. Few requests have a recipient
 * key. All others start without this code and its library (docs/adr/0057-sealed-keys-are-part-of-the-fence.md).
 */
const sealingBesideBundles: Plugin = {
  name: 'sealing-beside-bundles',
  setup: ({ esbuild, onResolve, onLoad }) => {
    onResolve({ filter: /[\\/]sealing[\\/]sealing\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path).replace(/\.ts$/, '.cjs') } : undefined,
    );
    onLoad({ filter: sealingFile }, async ({ path }) => {
      const { outputFiles } = await esbuild.build({
        ...bundling,
        entryPoints: [path.replace(/\.cjs$/, '.ts')],
        write: false,
      });
      return { contents: outputFiles[0]?.contents ?? '', loader: 'copy' };
    });
  },
};

/** The settings of all bundles. */
const bundling = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // V8 keeps a source in half the memory, and reads it faster, if no character of it is beyond Latin-1.
  charset: 'ascii',
  // The only comment that esbuild would keep belongs to a coverage tool.
  legalComments: 'none',
  mainFields: ['module', 'main'],
} as const satisfies BuildOptions;

/**
 * Bundles `handlers/{name}.ts` to `{outdir}/{name}.cjs` for each name.
 *
 * The format is CommonJS, because `invoke local` can load no other format. `mainFields` selects the ESM builds of
 * packages, from which esbuild can remove unused code. Without support for dynamic imports, esbuild puts all code into
 * one file. Packages of the SDK of which Lambda needs little or nothing are replaced (`sdkModules.ts`). The
 * blueprints, the files in `catalog/managed/`, and the code that seals keys, are written beside the bundles.
 *
 * @param own the catalogue of this deploy. Undefined: catalog/index.ts
 */
export async function bundleHandlers(
  projectDirectory: string,
  names: readonly string[],
  outdir = bundleDirectory,
  own?: OwnCatalog,
): Promise<Bundle[]> {
  const { metafile } = await build({
    absWorkingDir: projectDirectory,
    entryPoints: names.map((name) => join('handlers', `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.cjs' },
    entryNames: '[name]',
    ...bundling,
    supported: { 'dynamic-import': false },
    alias: sdkAliases(projectDirectory),
    plugins: [sdkModules, catalogBesideBundles(own?.module), dataBesideBundles(own), sealingBesideBundles],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.entries(metafile.outputs)
    .filter(([path]) => names.includes(basename(path, '.cjs')))
    .map(([path, { bytes, inputs, imports }]) => ({
      name: basename(path, '.cjs'),
      bytes,
      callsAws: Object.keys(inputs).some((input) => input.includes('node_modules/@aws-sdk/client-')),
      dataFiles: imports.flatMap(({ path }) => (path.endsWith('.json') ? path : [])),
      laterFiles: imports.flatMap(({ path }) => (/sealing-\w+\.cjs$/.test(path) ? path : [])),
    }));
}

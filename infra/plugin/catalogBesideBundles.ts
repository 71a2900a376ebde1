import type { BuildOptions, Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';

const catalogModule = z.object({ catalog: z.array(z.unknown()) });

/**
 * Keeps the blueprints beside the bundles: as one JSON file, which Node parses faster than the same data in a script, and
 * which all functions that use the catalogue share.
 *
 * @param module the source of the module that replaces catalog/index.ts in this deploy. Undefined: catalog/index.ts itself
 */
export const catalogBesideBundles = (module: string | undefined): Plugin => ({
  name: 'catalog-beside-bundles',
  setup: ({ esbuild, onResolve, onLoad }) => {
    onLoad({ filter: /[\\/]catalog[\\/]index\.ts$/ }, () => ({
      contents: "export { default as catalog } from './blueprints.json';",
      loader: 'js',
    }));
    onResolve({ filter: /^\.\/blueprints\.json$/ }, ({ resolveDir, path }) => ({ path: join(resolveDir, path) }));
    onLoad({ filter: /[\\/]catalog[\\/]blueprints\.json$/ }, async ({ path }) => {
      const resolveDir = dirname(path);
      const contents = module ?? (await readFile(join(resolveDir, 'index.ts'), 'utf8'));
      const { outputFiles } = await esbuild.build({ ...asScript, stdin: { contents, resolveDir, loader: 'ts' } });
      const loaded: { exports: unknown } = { exports: {} };
      runInNewContext(outputFiles[0]?.text ?? '', { module: loaded });
      return { contents: JSON.stringify(catalogModule.parse(loaded.exports).catalog), loader: 'copy' };
    });
  },
});

const asScript = { bundle: true, platform: 'node', format: 'cjs', write: false } as const satisfies BuildOptions;

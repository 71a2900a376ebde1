import { build } from 'esbuild';
import { join } from 'node:path';
import { bundleHandlers } from '../infra/plugin/bundle.ts';

/**
 * Bundles these functions of Latchkey as a deploy does, and the functions of `coldHandlers/` with which they are compared,
 * into a folder.
 */
export async function bundleCold(names: readonly string[], compared: readonly string[], folder: string): Promise<void> {
  await bundleHandlers(process.cwd(), names, folder);
  await build({
    entryPoints: compared.map((name) => join('bench/coldHandlers', `${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
  });
}

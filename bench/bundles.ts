import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers } from '../infra/plugin/bundle.ts';
import { readService } from '../local/api/service.ts';
import { median } from './median.ts';

export interface BundleSize {
  readonly name: string;
  readonly kilobytes: number;
  /** The median time that a new process needs to load the bundle, in milliseconds. */
  readonly importMs: number;
}

const load = 'const before = performance.now(); require(process.argv[1]); console.log(performance.now() - before);';

/** Bundles every function as a deploy does, and loads each bundle in `runs` new processes with this environment. */
export async function bundleSizes(runs: number): Promise<readonly BundleSize[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    const names = Object.keys(readService('serverless.yml').timeoutMs);
    const bundles = await bundleHandlers(process.cwd(), names, directory);
    return bundles.map(({ name, bytes }) => {
      const importOnce = () => Number(execFileSync(process.execPath, ['-e', load, join(directory, `${name}.cjs`)]));
      return { name, kilobytes: bytes / 1024, importMs: median(Array.from({ length: runs }, importOnce)) };
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

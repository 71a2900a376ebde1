import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { unpackOnce } from './unpackOnce.ts';

/** What starts a browser: its program, and the environment that it needs. */
export interface BrowserProgram {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether the Chromium of the npm package runs here: it is built for Linux on x64, with glibc. */
export function runsPackedChromium(
  { platform, arch }: { platform: string; arch: string },
  exists: (path: string) => boolean = existsSync,
): boolean {
  // The loader of glibc, which the program names. A Linux with musl, such as Alpine, lacks it.
  return platform === 'linux' && arch === 'x64' && exists('/lib64/ld-linux-x86-64.so.2');
}

/**
 * Unpacks the Chromium of the npm package `@sparticuz/chromium`, which takes about 2 s of CPU time, unless an earlier
 * run has done so: it stays in node_modules/.cache, which `npm ci` deletes. Its flags are not those of the package,
 * which switch web security off and use one process for all pages, which dies with the second context.
 */
export async function packedChromium(): Promise<BrowserProgram> {
  const folder = resolve('node_modules', '.cache', 'latchkey', nameOfFolder());
  await unpackOnce(folder, async (into) => {
    const program = join('test', 'support', 'browser', 'unpackChromium.ts');
    await promisify(execFile)(process.execPath, [program], { env: { ...process.env, TMPDIR: into } });
  });
  const libraries = process.env['LD_LIBRARY_PATH'];
  return {
    executablePath: join(folder, 'chromium'),
    // OpenGL in software would take a twelfth of Chromium's CPU time (docs/adr/0064-what-npm-test-runs.md).
    args: ['--headless=shell', '--disable-dev-shm-usage', '--disable-gpu'],
    env: {
      ...process.env,
      // NSS, NSPR and expat, which not every machine has.
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), ...(libraries === undefined ? [] : [libraries])].join(delimiter),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      FONTCONFIG_FILE: join(folder, 'fonts', 'fonts.conf'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  };
}

/** A change of the version, or of what is unpacked, needs another folder. */
function nameOfFolder(): string {
  const text = readFileSync(join('node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  const hash = createHash('sha256');
  for (const file of ['unpackChromium.ts', 'fonts.ts'])
    hash.update(readFileSync(join('test', 'support', 'browser', file)));
  return `chromium-${version}-${hash.digest('hex').slice(0, 8)}`;
}

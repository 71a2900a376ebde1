import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { encodedEndings, type Encoding } from '../../lib/http/web/webFiles.ts';
import type { BuiltWeb } from './buildWeb.ts';

/** How much is done for fewer bytes: everything, or what takes no time that a person at a laptop notices. */
type Effort = 'most' | 'little';

/** The qualities of Brotli (0 to 11), and the levels of gzip (1 to 9). */
const efforts = { most: { br: 11, gzip: 9 }, little: { br: 4, gzip: 1 } } as const;

/** Returns the content of a file in an encoding. */
export function encodedAs(encoding: Encoding, content: Uint8Array, effort: Effort = 'most'): Uint8Array {
  switch (encoding) {
    case 'br':
      return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: efforts[effort].br } });
    case 'gzip':
      return gzipSync(content, { level: efforts[effort].gzip });
    case 'identity':
      return content;
  }
}

/**
 * Writes the pages into a folder, each file in every encoding, beside each other as `x`, `x.br` and `x.gz`. Other files of
 * the folder stay: pages that are open may still load the parts of an earlier build. The documents are written last, when
 * everything that they name is there.
 */
export function writeWeb(folder: string, built: BuiltWeb): void {
  mkdirSync(join(folder, 'web'), { recursive: true });
  for (const [name, content] of built) {
    for (const encoding of encodings)
      writeFileSync(join(folder, `${name}${encodedEndings[encoding]}`), encodedAs(encoding, content));
  }
}

const encodings = ['br', 'gzip', 'identity'] as const satisfies readonly Encoding[];

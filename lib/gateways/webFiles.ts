import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gateways } from '../http/ports.ts';
import { encodedEndings } from '../http/web/webFiles.ts';
import { placeOfFile } from './packagedFile.ts';

/** The folder of the built pages, relative to the project's root and in the package of the function (infra/plugin/buildWeb.ts). */
const folder = 'dist/web';

/** Returns a function that reads the built pages. It throws if a file is there and cannot be read. */
export function buildWebFiles(): Pick<Gateways, 'webFiles'> {
  return {
    webFiles: async (name, encoding) => {
      // The name is part of a URL, and must not lead out of the folder.
      if (!/^(?:web\/)?[\w-]+\.\w+$/.test(name)) return undefined;
      try {
        return await readFile(placeOfFile(join(folder, `${name}${encodedEndings[encoding]}`)));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

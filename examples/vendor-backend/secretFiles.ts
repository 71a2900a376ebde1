import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { secretText, type Secrets } from './secrets.ts';

/**
 * Stores the keys in files that only their owner can read. For a laptop only: whoever reads the disk or a backup of it
 * has the keys.
 */
export function secretFiles(folder: string): Secrets {
  const fileOf = (id: string) => {
    if (!/^ob_\w+$/.test(id)) throw new Error(`${id} is not the ID of an onboarding`);
    return join(folder, `${id}.json`);
  };
  return {
    state: async (id) => {
      if ((await textOf(`${fileOf(id)}.given-up`)) !== undefined) return 'given up';
      const text = await textOf(fileOf(id));
      if (text === undefined) return 'absent';
      return text === '' ? 'prepared' : 'stored';
    },
    prepare: async (id) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Creates the file if it is missing. Does not change one that exists.
      await (await open(fileOf(id), 'a', 0o600)).close();
    },
    giveUp: async (id) => {
      await (await open(`${fileOf(id)}.given-up`, 'a', 0o600)).close();
    },
    store: async (id, keys) => {
      // A complete file replaces the empty one in one step, so that nobody reads half of it.
      const draft = `${fileOf(id)}.${crypto.randomUUID()}`;
      await writeDurably(draft, secretText(keys));
      await rename(draft, fileOf(id));
      const directory = await open(folder);
      await directory.sync().finally(() => directory.close());
    },
  };
}

/** Returns what is in a file. Undefined if it does not exist. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
